// Two networks trained side by side, each in its own worker: the reader's rule and the one it is compared to.

import { chanceLevel } from '../data/chance.js';
import { Lab } from '../worker/lab.js';
import { tellsWhenLeft } from '../page/left.js';
import { LabState } from '../page/lab-state.js';
import { LostWorker } from '../worker/lab-client.js';

export class Duel extends LabState {
  lanes = []; // {name, style, config, lab, epochs: [accuracy], report, message}
  #parts;
  #control = null;

  /** `name` is its own on this page; `loaded` as a race has it; `settings` are those of the empty chart. */
  constructor({ name, api, module, store, loaded, settings }) {
    super();
    this.api = api;
    this.loaded = loaded;
    this.#parts = { module, store };
    this.config = api.checkConfig(settings);
    tellsWhenLeft(name, this, () => 'The page was left while these trained. They begin again from the same seed, so the curves come out the same.');
  }

  /** Trains these from their beginning: `[{name, style, config}]`, all with as many epochs. */
  async start(lanes) {
    this.stop();
    this.lanes = lanes.map((lane) => ({ ...lane, lab: this.#lab(), epochs: [], report: null, message: null, started: false }));
    this.config = lanes[0].config;
    this.report = null;
    await this.go();
  }

  /** Goes on after a pause. */
  async go() {
    const control = new AbortController();
    this.#control = control;
    this.tell(null);
    this.enter('loading');
    await this.loaded;
    if (this.#control !== control) return;
    const { signal } = control;
    await Promise.all(this.lanes.map((lane) => this.#train(lane, signal).catch((error) => this.#failed(lane, error, signal))));
    if (signal.aborted || this.#control !== control) return;
    this.#close(); // nobody asks these networks anything more
    this.enter('finished');
  }

  /** Stands still at once. */
  pause() {
    this.#control?.abort();
    this.#control = null;
    this.enter(this.lanes.some(({ started }) => started) ? 'paused' : 'idle');
  }

  /** Ends the workers; what was measured stays. */
  stop() {
    this.#control?.abort();
    this.#control = null;
    this.#close();
  }

  #close() {
    for (const { lab } of this.lanes) lab.close();
  }

  #lab() {
    return new Lab({ ...this.#parts, onLost: (error) => this.#lost(error) });
  }

  async #train(lane, signal) {
    const { lab, config } = lane;
    if (!lane.started) {
      await lab.fill({}, { signal, onProgress() {}, onSummary: (summary) => { this.summary = summary; } });
      await lab.ask('start', { config }, { signal });
      lane.started = true;
    }
    for (let progress = null; !progress?.finished;) {
      progress = await lab.ask('go', { oneEpoch: true }, { signal });
      const report = await lab.ask('report', {}, { signal });
      lane.epochs = report.epochs.map((epoch) => epoch.valid_accuracy);
      lane.report = report;
      lane.message = progress.message;
      this.#measured();
    }
  }

  #measured() {
    if (this.phase === 'loading') this.enter('training');
    this.report = { lanes: this.lanes.filter(({ epochs }) => epochs.length) };
    this.changed();
  }

  #failed(lane, error, signal) {
    if (error.name === 'AbortError' || error instanceof LostWorker || signal.aborted) return;
    lane.message = error.message;
    this.#measured();
  }

  #lost(error) {
    this.#control = null;
    this.enter('idle');
    this.tell(`${error.message.replace(/ Press Train.*/, '')} Press the button to begin again.`);
  }
}

/** A view of a duel for the chart of curves: see views.js. */
export function duelView({ api, report, config }, dark) {
  const spec = { x_label: 'Epoch', y_label: 'Correct (%)', x: [0, config.epochs], y: [0, 100], x_integer: true, series: [], levels: [], cursor: null, margin_right: 84 };
  if (!report?.lanes.length) return { spec };
  const { lanes } = report;
  const series = lanes.map(({ name, style, epochs }) => {
    const { color, dash } = api.ruleStyle(style, dark);
    return { name, x: epochs.map((_, epoch) => epoch), y: epochs, band: null, style: { color, dash, width: 2 }, points: false, label: true };
  });
  const longest = Math.max(...lanes.map(({ epochs }) => epochs.length));
  const rows = Array.from({ length: longest }, (_, epoch) => [String(epoch), ...lanes.map(({ epochs }) => percent(epochs[epoch]))]);
  return {
    spec: { ...spec, series, levels: [chanceLevel(lanes[0].report)] },
    table: { caption: 'Validation accuracy after each epoch', head: ['Epoch', ...lanes.map(({ name }) => name)], rows },
    steps: rows.map((_, epoch) => epoch),
    words: `${lanes.map(({ name, epochs }) => `${name} ${percent(epochs.at(-1))} after epoch ${epochs.length - 1}`).join('; ')}.`,
    format: percent,
  };
}

const percent = (value) => (value == null ? '–' : `${value.toFixed(1)} %`);
