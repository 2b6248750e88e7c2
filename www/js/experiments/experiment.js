// An experiment that is no training run, in a worker of its own: begins, pauses, goes on, starts over.

import { Lab } from '../worker/lab.js';
import { tellsWhenLeft } from '../page/left.js';
import { LabState } from '../page/lab-state.js';
import { LostWorker } from '../worker/lab-client.js';
import { experimentFromAddress, experimentToAddress } from '../page/state.js';

export class Experiment extends LabState {
  #lab;
  #parts;
  #control = null;

  /**
   * `kind` is its name in worker.js; `check(settings)` completes settings or throws a sentence; `preview(settings)` is
   * the report before anything is measured; `wants` are the images it needs, or null.
   */
  constructor({ api, module, store, kind, check, preview, wants = null }) {
    super();
    this.api = api;
    this.#parts = { kind, check, preview, wants };
    this.#lab = new Lab({
      module,
      store,
      onProgress: (report) => this.#take(report),
      onLost: (error) => this.#onLost(error),
    });
    this.config = this.#chosen();
    this.report = preview(this.config);
    tellsWhenLeft(kind, this, () => 'The page was left while this was measured. It begins again with the same seed, so the numbers come out the same.');
  }

  /** The settings that a link need not name. */
  get usual() {
    return this.#parts.check({});
  }

  /** Takes one new setting, which starts over; throws wasm's sentence when it cannot be. */
  change(id, value) {
    this.config = this.#parts.check({ ...this.config, [id]: value });
    experimentToAddress(this.#parts.kind, this.config, this.usual);
    this.startOver();
  }

  /** Begins, or goes on after a pause. */
  async start() {
    if (this.busy) return;
    this.tell(null);
    const control = new AbortController();
    this.#control = control;
    const settings = this.phase === 'paused' ? null : this.config;
    try {
      await this.#fill(control.signal);
      this.enter('training');
      const { kind } = this.#parts;
      this.report = await this.#lab.ask('experiment', { kind, settings }, { signal: control.signal });
      this.enter('finished');
    } catch (error) {
      if (this.#control === control) this.#fail(error);
    }
  }

  /** Stands still at once. */
  pause() {
    this.#control?.abort();
  }

  /** Forgets what was measured; the settings stay. */
  startOver() {
    this.#control?.abort();
    this.#control = null;
    this.tell(null);
    this.forgetRun();
    this.report = this.#parts.preview(this.config);
  }

  // The settings in the address, or the usual ones.
  #chosen() {
    const { kind, check } = this.#parts;
    try {
      return check(experimentFromAddress(kind));
    } catch (error) {
      this.tell(`This link’s settings of the experiment cannot be used. ${error.message} It starts with the default ones.`);
      return check({});
    }
  }

  async #fill(signal) {
    const { wants } = this.#parts;
    if (!wants) return;
    this.enter('loading');
    await this.#lab.fill(wants, {
      signal,
      onProgress: (loaded, total) => {
        this.download = { loaded, total };
        this.changed();
      },
      onSummary: (summary) => {
        this.summary = summary;
      },
    });
    this.download = null;
  }

  #take(report) {
    if (this.phase !== 'training') return;
    this.report = report;
    this.changed();
  }

  #fail(error) {
    if (error instanceof LostWorker) return; // told of when it was lost
    if (error.name !== 'AbortError') this.tell(error.message, [{ label: 'Retry', act: () => this.start() }]);
    this.enter(this.phase === 'training' && error.name === 'AbortError' ? 'paused' : 'idle');
  }

  #onLost(error) {
    this.startOver();
    this.tell(`${error.message.replace(/ Press Train.*/, '')} Begin again with a fresh one.`, [{ label: 'Begin again', act: () => this.start() }]);
  }
}
