// One lane of a comparison: its worker, and what was measured in its runs, one a seed.

import { Lab } from '../worker/lab.js';

export class Racer {
  state = 'ready'; // ready | loading | working | waiting | finished | lost | failed
  message = ''; // why it was lost, failed or stopped
  curve = null; // of the measure that is drawn, over its seeds, as wasm makes it
  accuracy = null; // the same of accuracy
  reason = null; // why the measure that is drawn has no value
  ends = null; // how its runs ended, if the comparison counts successes
  finals = []; // accuracies of the runs that have ended
  diverged = new Map(); // seed → why its run stopped
  #scenario;
  #api;
  #lab;
  #runs = new Map(); // seed → what was measured after epoch 0, 1, 2 …
  #trained = false; // whether this page's worker has a network, or what was measured is of before a reload
  #control = null;
  #warming = null; // the first digits on their way to the worker
  #filling = null; // all that the scenario wants

  /** `lane` is one of the `scenario`'s; `onLost(racer)` is called if the worker dies. */
  constructor({ lane, scenario, api, module, store, onLost }) {
    this.lane = lane;
    this.#scenario = scenario;
    this.#api = api;
    this.#lab = new Lab({
      module,
      store,
      onLost: () => {
        this.state = 'lost';
        onLost(this);
      },
    });
  }

  /** How much of `seeds` runs is done, to be compared with others'; null if nothing is left to do. */
  behind(seeds) {
    const seed = this.#next(seeds);
    if (seed === null) return null;
    return this.#seedBySeed ? seed : this.#run(seed).length;
  }

  /** Whether its worker has something to do at this moment. */
  get busy() {
    return this.#control !== null;
  }

  /** Opens the worker and hands it the first digits, so that the first epoch need not wait for them. */
  warm() {
    if (this.#filling) return this.#filling;
    this.#warming ??= this.#lab.fill({}, { onSummary() {}, onProgress() {} }).catch((error) => {
      this.#warming = null;
      throw error;
    });
    return this.#warming;
  }

  /** Trains one seed for an epoch; resolves also if stopped meanwhile. */
  async advance(seeds, { asked, onSummary }) {
    const control = new AbortController();
    this.#control = control;
    const { signal } = control;
    try {
      if (this.state !== 'waiting') this.state = 'loading';
      await Promise.race([this.#fill(onSummary), whenAborted(signal)]);
      this.state = 'working';
      const seed = this.#next(seeds);
      const args = { config: { ...this.lane.config, seed }, asked };
      this.#take(seed, await this.#lab.ask('raceEpoch', args, { signal }));
      this.state = 'waiting';
    } finally {
      if (this.#control === control) this.#control = null;
    }
  }

  /** Stands still at once. */
  stop() {
    this.#control?.abort();
    if (this.state === 'working' || this.state === 'loading') this.state = 'waiting';
  }

  /** Makes anew what is shown, for so many seeds and the line of the menu that is drawn. */
  draw(seeds, { id }) {
    const runs = this.#upTo(seeds);
    this.accuracy = this.curveOf(seeds, 'accuracy');
    this.curve = id === 'accuracy' ? this.accuracy : this.curveOf(seeds, id);
    this.reason = this.reasonOf(id);
    if (this.#scenario.success === null) return;
    this.finals = runs.map(([seed]) => this.final(seed)).filter((final) => final !== null);
    this.ends = this.#api.raceEnds(Float64Array.from(this.finals), this.lane.chance, this.#scenario.success);
  }

  /** Whether a line of the menu could still be measured of networks that have ended. */
  misses(seeds, id) {
    return this.#trained && this.state === 'finished' && this.#upTo(seeds).some(([, log]) => !(id in log.at(-1)));
  }

  /** Measures what takes long of the networks that are still there. */
  async catchUp(asked) {
    try {
      for (const [seed, log] of await this.#lab.ask('raceCatchUp', { asked })) this.#runs.set(seed, log);
    } catch {
      // Its worker is gone; the page says so.
    }
  }

  /** The curve of one line of the menu, over its seeds, as wasm makes it. */
  curveOf(seeds, id) {
    return this.#api.raceCurve(this.#upTo(seeds).map(([, log]) => Float64Array.from(log, (epoch) => epoch[id]?.value ?? NaN)));
  }

  /** Why its first seed's run has no value of one line of the menu; null if it has one. */
  reasonOf(id) {
    return this.#run(1).at(-1)?.[id]?.reason ?? null;
  }

  /** The values of one line of the menu, run by run and epoch by epoch; null where there is none. */
  valuesOf(seeds, id) {
    return this.#upTo(seeds).map(([seed, log]) => ({ seed, values: log.map((epoch) => epoch[id]?.value ?? null) }));
  }

  /** Whether the network of its first seed has begun to learn. */
  get canRead() {
    return this.#trained && this.#runs.has(1) && this.state !== 'lost';
  }

  /** What that network says to a picture. */
  read(pixels) {
    return this.#lab.ask('raceRead', { pixels });
  }

  /** First-layer weights of its first n hidden units, as pictures: `kind` is before, after or difference. */
  images(kind, n) {
    return this.#lab.ask('raceImages', { kind, n });
  }

  /** What was measured, for a file: each run with all its measures. */
  results() {
    const values = (epoch) => Object.fromEntries(Object.entries(epoch).map(([measure, { value }]) => [measure, value]));
    return [...this.#runs].map(([seed, log]) => ({ name: this.lane.label, config: { ...this.lane.config, seed }, epochs: log.map(values), message: this.diverged.get(seed) ?? null }));
  }

  /** How many epochs were measured, over all seeds. */
  get measured() {
    return [...this.#runs.values()].reduce((sum, { length }) => sum + length, 0);
  }

  /** What was measured, to be kept. */
  kept() {
    return { logs: [...this.#runs], diverged: [...this.diverged], finished: this.state === 'finished' };
  }

  /** Takes back what was kept. */
  restore({ logs, diverged, finished }) {
    this.#runs = new Map(logs);
    this.diverged = new Map(diverged);
    this.state = finished ? 'finished' : 'waiting';
  }

  /** The last accuracy of a seed's run; null if it has not ended. */
  final(seed) {
    return this.#isOpen(seed) ? null : this.#run(seed).at(-1).accuracy.value;
  }

  /** Ends its worker for good. */
  close() {
    this.stop();
    this.#lab.close();
  }

  #fill(onSummary) {
    // One after the other, or a shard that both lack would be handed over twice.
    const warmed = Promise.resolve(this.#warming).catch(() => {});
    this.#filling ??= warmed.then(() => this.#lab.fill({ train: this.#scenario.pictures }, { onSummary, onProgress() {} })).catch((error) => {
      this.#filling = null;
      throw error;
    });
    return this.#filling;
  }

  #take(seed, { log, message }) {
    this.#trained = true;
    // A run that repeats what was measured before a reload has nothing new to say until it has caught up.
    if (log.length >= this.#run(seed).length) this.#runs.set(seed, log);
    if (message) this.diverged.set(seed, message);
  }

  #upTo(seeds) {
    return [...this.#runs].filter(([seed]) => seed <= seeds);
  }

  #run(seed) {
    return this.#runs.get(seed) ?? [];
  }

  // Epoch 0 comes first: hence `<=`.
  #isOpen(seed) {
    return this.#run(seed).length <= this.lane.config.epochs && !this.diverged.has(seed);
  }

  // Where the ends count, one run after another; else all seeds keep pace, so that the mean is always over all.
  get #seedBySeed() {
    return this.#scenario.success !== null;
  }

  // The seed to train next, or null.
  #next(seeds) {
    const open = Array.from({ length: seeds }, (_, i) => i + 1).filter((seed) => this.#isOpen(seed));
    if (this.#seedBySeed) return open[0] ?? null;
    return open.reduce((best, seed) => (best === null || this.#run(seed).length < this.#run(best).length ? seed : best), null);
  }
}

function whenAborted(signal) {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}
