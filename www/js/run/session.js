// One laboratory: what a reader can do with the settings, the data and a run.

import { Lab } from '../worker/lab.js';
import { LostWorker } from '../worker/lab-client.js';
import { LabState } from '../page/lab-state.js';
import { ShardError } from '../data/data.js';
import { bytesOf } from '../data/picked.js';
import { tellsWhenLeft } from '../page/left.js';

const REPORT_EVERY_MS = 100;

export class Session extends LabState {
  #lab;
  #control = null;
  #asked = 0;
  #asking = false;
  previous = null; // report of the run before this one
  #files = null; // the reader's own, to be handed to a fresh worker

  /** `allRules()` opens the page again with all rules; null if it has them. */
  constructor({ api, module, store, config, allRules }) {
    super();
    this.api = api;
    this.allRules = allRules;
    this.config = config;
    this.#lab = new Lab({
      module,
      store,
      onLost: (error) => this.#onLost(error),
    });
    tellsWhenLeft('run', this, () => `The page was left when this run was at epoch ${this.progress?.epoch ?? 0} of ${this.config.epochs}, and its network is gone. Train begins again from seed ${this.config.seed}: every number comes out the same.`);
  }

  /** Takes one new setting; throws wasm's sentence when it cannot be. */
  change(id, value) {
    const rest = { preset: {}, rule: { ...this.config, params: {} } }[id] ?? this.config;
    this.config = this.api.checkConfig({ ...rest, [id]: value });
    this.stale = this.hasRun;
    this.changed();
  }

  /** Asks the worker, for elements that show more than the report. */
  ask(verb, args) {
    return this.#lab.ask(verb, args);
  }

  /** Fetches what is enough to look at the data; meanwhile Train can already be pressed. */
  async preload() {
    try {
      if (this.ownFiles) await this.#giveAgain();
      else await this.#fill({});
    } catch (error) {
      if (!this.#control) this.#explain(error, () => this.#preloadAgain());
    }
    if (!this.#control) this.download = null;
    this.changed();
  }

  #preloadAgain() {
    this.tell(null);
    return this.preload();
  }

  /**
   * Begins a run, or goes on with a paused one; `oneEpoch` stops at the next epoch's end. With `from`, `{name, arrays}`, it
   * begins from these weights instead of fresh ones.
   */
  train({ oneEpoch = false, asIs = false, from = null } = {}) {
    return this.#work(() => this.train({ oneEpoch, from }), async (signal) => {
      if (from || this.phase !== 'paused' || this.stale) await this.#begin({ asIs, from }, signal);
      this.enter('training');
      this.progress = await this.#lab.ask('go', { oneEpoch }, { signal, onProgress: (progress) => this.#onProgress(progress) });
      this.enter(this.progress.finished || this.progress.message ? 'finished' : 'paused');
      if (this.progress.message) this.tell(this.progress.message);
    });
  }

  /** Stops at once, whether shards are loading or a run is training. */
  pause() {
    this.#control?.abort();
  }

  /** Forgets the run; the settings stay. */
  async reset() {
    this.pause();
    this.forgetRun();
    await this.ask('reset');
  }

  /** Trains on a person's own IDX files from now on; they stay on this machine. */
  async useFiles(files) {
    this.pause();
    this.#useData(await this.#handOver(files), true);
    this.#files = files;
  }

  async #handOver(files) {
    const names = files.map((file) => file.name);
    const bytes = await Promise.all(files.map(bytesOf));
    return this.ask('ownFiles', { names, files: bytes });
  }

  // A worker that knows nothing yet is given what the last one had.
  async #giveAgain() {
    try {
      this.summary = await this.#handOver(this.#files);
    } catch (cause) {
      if (cause instanceof LostWorker) throw cause;
      this.ownFiles = false;
      throw new Error('Your files can no longer be read. Drop them again, or train on the bundled digits.', { cause });
    }
  }

  /** Goes back to the bundled digits. */
  async useBundled() {
    this.pause();
    this.#useData(await this.ask('dropOwn'), false);
    await this.preload();
  }

  // Runs one job of the reader's at a time, abortable by pause().
  async #work(retry, job) {
    if (this.busy) return;
    const control = new AbortController();
    this.#control = control;
    this.tell(null);
    try {
      await job(control.signal);
    } catch (error) {
      this.#fail(error, retry);
    }
    if (this.#control === control) this.#control = null;
    this.download = null;
    if (this.hasRun) await this.#refresh();
    this.changed();
  }

  #fail(error, retry) {
    if (!(error instanceof LostWorker)) this.enter(this.phase === 'training' ? 'paused' : 'idle');
    this.#explain(error, retry);
  }

  // The fault, with what can be done; a lost worker has been told of when it was lost.
  #explain(error, retry) {
    if (error instanceof LostWorker || error.name === 'AbortError') return;
    const actions = [];
    if (error instanceof ShardError) {
      actions.push({ label: 'Retry', act: retry });
      if (this.summary) actions.push({ label: 'Train on what is loaded', act: () => this.train({ asIs: true }) });
    }
    this.tell(error.message, actions);
  }

  async #begin({ asIs, from }, signal) {
    const { wants } = this.api.presets().find(({ id }) => id === this.config.preset);
    if (!asIs && !this.ownFiles) {
      this.enter('loading');
      await this.#fill(wants, signal);
    }
    if (this.ownFiles && !this.summary) await this.#giveAgain();
    if (this.report?.epochs.length > 1) this.previous = this.report;
    this.forgetRun();
    await this.#lab.ask('start', { config: this.config }, { signal });
    if (from) await this.#lab.ask('startWith', from, { signal });
    this.runs += 1;
  }

  #fill(wants, signal) {
    return this.#lab.fill(wants, {
      signal,
      onProgress: (loaded, total) => {
        this.download = { loaded, total };
        this.changed();
      },
      onSummary: (summary) => {
        this.summary = summary;
        this.changed();
      },
    });
  }

  #useData(summary, own) {
    this.summary = summary;
    this.ownFiles = own;
    this.forgetRun();
    this.tell(null);
  }

  #onProgress(progress) {
    if (this.phase !== 'training') return;
    this.progress = progress;
    this.changed();
    if (!this.#asking && performance.now() - this.#asked > REPORT_EVERY_MS) this.#refresh();
  }

  async #refresh() {
    this.#asking = true;
    this.#asked = performance.now();
    const run = this.runs;
    try {
      const report = await this.ask('report');
      if (run === this.runs && this.hasRun) this.report = report;
    } catch (error) {
      if (this.hasRun && !(error instanceof LostWorker)) this.tell(error.message);
    }
    this.#asking = false;
    this.changed();
  }

  #onLost(error) {
    // The measurements stay; the network is gone.
    this.lost = this.report !== null;
    this.summary = null;
    this.enter('idle');
    this.tell(error.message, [{ label: 'Start a fresh worker', act: () => this.#preloadAgain() }]);
  }
}
