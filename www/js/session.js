// One laboratory: settings, data and a run, whatever the elements on the page show of it.
// Elements listen to 'change', which comes at most once a frame, and read the fields below.

import { Lab } from './lab.js';
import { LostWorker } from './lab-client.js';
import { ShardError } from './data.js';

const REPORT_EVERY_MS = 100;

export class Session extends EventTarget {
  phase = 'idle'; // idle | loading | training | paused | finished
  config; // as wasm checked it
  stale = false; // the settings changed since the run began
  progress = null; // of the last slice
  report = null; // everything measured so far
  summary = null; // of the data in use
  ownFiles = false; // whether the data are the reader's own
  download = null; // {loaded, total} bytes while shards come in
  problem = null; // {text, actions: [{label, act}]} for the reader
  runs = 0; // how many runs were begun
  #lab;
  #control = null;
  #asked = 0;
  #asking = false;
  #frame = 0;

  constructor({ api, module, store, config }) {
    super();
    this.api = api;
    this.config = config;
    this.#lab = new Lab({
      module,
      store,
      onProgress: (progress) => this.#onProgress(progress),
      onLost: (error) => this.#onLost(error),
    });
  }

  get busy() {
    return this.phase === 'loading' || this.phase === 'training';
  }

  get hasRun() {
    return this.phase === 'training' || this.phase === 'paused' || this.phase === 'finished';
  }

  /** Takes one new setting; throws wasm's sentence when it cannot be. */
  change(id, value) {
    const rest = { preset: {}, rule: { ...this.config, params: {} } }[id] ?? this.config;
    this.config = this.api.checkConfig({ ...rest, [id]: value });
    this.stale = this.hasRun;
    this.changed();
  }

  /** Shows a sentence to the reader, with buttons if something can be done about it. */
  tell(text, actions = []) {
    this.problem = text ? { text, actions } : null;
    this.changed();
  }

  /** Tells the elements, at most once a frame. */
  changed() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.dispatchEvent(new Event('change'));
    });
  }

  /** Asks the worker, for elements that show more than the report. */
  ask(verb, args) {
    return this.#lab.ask(verb, args);
  }

  /** Fetches what is enough to look at the data. */
  preload() {
    return this.#work(() => this.preload(), (signal) => this.#load({}, signal));
  }

  /** Begins a run, or goes on with a paused one; `oneEpoch` stops at the next epoch's end. */
  train({ oneEpoch = false, asIs = false } = {}) {
    return this.#work(() => this.train({ oneEpoch }), async (signal) => {
      if (this.phase !== 'paused' || this.stale) await this.#begin(asIs, signal);
      this.#enter('training');
      this.progress = await this.#lab.ask('go', { oneEpoch }, { signal });
      this.#enter(this.progress.finished || this.progress.message ? 'finished' : 'paused');
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
    this.#forgetRun();
    await this.ask('reset');
  }

  /** Trains on a person's own IDX files from now on; they stay on this machine. */
  async useFiles(files) {
    const names = files.map((file) => file.name);
    const bytes = await Promise.all(files.map(async (file) => new Uint8Array(await file.arrayBuffer())));
    this.pause();
    this.#useData(await this.ask('ownFiles', { names, files: bytes }), true);
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
    if (error instanceof LostWorker) return;
    this.#enter(this.phase === 'training' ? 'paused' : 'idle');
    if (error.name === 'AbortError') return;
    const actions = [];
    if (error instanceof ShardError) {
      actions.push({ label: 'Retry', act: retry });
      if (this.summary) actions.push({ label: 'Train on what is loaded', act: () => this.train({ asIs: true }) });
    }
    this.tell(error.message, actions);
  }

  async #begin(asIs, signal) {
    const { wants } = this.api.presets().find(({ id }) => id === this.config.preset);
    if (!asIs && !this.ownFiles) await this.#load(wants, signal);
    this.#forgetRun();
    await this.#lab.ask('start', { config: this.config }, { signal });
    this.runs += 1;
  }

  async #load(wants, signal) {
    this.#enter('loading');
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
    this.#enter('idle');
  }

  #useData(summary, own) {
    this.summary = summary;
    this.ownFiles = own;
    this.#forgetRun();
    this.tell(null);
  }

  #forgetRun() {
    this.progress = null;
    this.report = null;
    this.stale = false;
    this.#enter('idle');
  }

  #enter(phase) {
    this.phase = phase;
    this.changed();
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
    this.#useData(null, false);
    this.tell(error.message, [{ label: 'Start a fresh worker', act: () => this.preload() }]);
  }
}
