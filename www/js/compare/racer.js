// One lane of a comparison: its worker, and what was measured in its runs, one a seed.

import { Lab } from '../worker/lab.js';

const AHEAD = 8; // epochs of a run that are asked for at once

export class Racer {
  state = 'ready'; // ready | loading | working | waiting | finished | lost | failed
  message = ''; // why it was lost, failed or stopped
  curve = null; // of the measure that is drawn, over its seeds, as wasm makes it
  accuracy = null; // the same of accuracy
  places = null; // where its points stand on the axis that is drawn; null for epochs
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

  /** Work done of `seeds` runs, to be compared with others'; null if nothing is left to do. */
  behind(seeds) {
    const [seed] = this.#open(seeds);
    if (seed === undefined) return null;
    return this.#seedBySeed ? seed : this.#run(seed).length;
  }

  /** True if its worker has something to do at this moment. */
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

  /** Trains those who are furthest behind for an epoch each, or for some if epochs are short; resolves also if stopped meanwhile. */
  async advance(seeds, { asked, onSummary }) {
    const control = new AbortController();
    this.#control = control;
    const { signal } = control;
    try {
      if (this.state !== 'waiting') this.state = 'loading';
      await Promise.race([this.#fill(onSummary), whenAborted(signal)]);
      this.state = 'working';
      const configs = this.#turns(seeds).map((seed) => ({ ...this.lane.config, seed }));
      for (const [seed, said] of await this.#lab.ask('raceEpochs', { configs, asked }, { signal })) this.#take(seed, said);
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

  /** Makes anew what is shown, for so many seeds, the line of the menu that is drawn, and the axis that it is drawn over. */
  draw(seeds, { id }, axis) {
    const runs = this.#upTo(seeds);
    this.accuracy = this.curveOf(seeds, 'accuracy');
    this.curve = id === 'accuracy' ? this.accuracy : this.curveOf(seeds, id);
    this.places = axis.reading && this.curveOf(seeds, axis.reading).mean;
    this.reason = this.reasonOf(id);
    if (this.#scenario.success === null) return;
    this.finals = runs.map(([seed]) => this.final(seed)).filter((final) => final !== null);
    this.ends = this.#api.raceEnds(Float64Array.from(this.finals), this.lane.chance, this.#scenario.success);
  }

  /** True if a line of the menu could still be measured of networks that have ended. */
  misses(seeds, id) {
    return this.#trained && this.state === 'finished' && this.#upTo(seeds).some(([, log]) => log.some((epoch) => !(id in epoch)));
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
    return this.#api.raceCurve(this.#upTo(seeds).map(([, log]) => listOf(log, id)));
  }

  /** The same, minus another lane's, seed by seed. */
  differenceTo(other, seeds, id) {
    const both = this.#upTo(seeds).filter(([seed]) => other.#runs.has(seed));
    return this.#api.raceCurve(both.map(([, log]) => listOf(log, id)), both.map(([seed]) => listOf(other.#run(seed), id)));
  }

  /** Reason why its first seed's run has no value of one line of the menu; null if it has one. */
  reasonOf(id) {
    return this.#run(1).at(-1)?.[id]?.reason ?? null;
  }

  /** The values of one line of the menu, run by run and epoch by epoch; null where there is none. */
  valuesOf(seeds, id) {
    return this.#upTo(seeds).map(([seed, log]) => ({ seed, values: log.map((epoch) => epoch[id]?.value ?? null) }));
  }

  /** True if the network of its first seed has begun to learn. */
  get canRead() {
    return this.#trained && this.#runs.has(1) && this.state !== 'lost';
  }

  /** Answer of that network to a picture. */
  read(pixels) {
    return this.#lab.ask('raceRead', { pixels });
  }

  /** First-layer weights of its first n hidden units, as pictures: `kind` is before, after or difference. */
  images(kind, n) {
    return this.#lab.ask('raceImages', { kind, n });
  }

  /** Accuracy on each class after each epoch of its first seed: only on a page that has the workshop's module. */
  classes() {
    return this.#lab.ask('raceClasses');
  }

  /** A disturbed picture of each digit, and what that network reads: likewise. */
  disturbed(kind, strength) {
    return this.#lab.ask('raceDisturbed', { kind, strength });
  }

  /** Measurements for a file: each run with all its measures. */
  results() {
    const values = (epoch) => Object.fromEntries(Object.entries(epoch).map(([measure, { value }]) => [measure, value]));
    return [...this.#runs].map(([seed, log]) => ({ name: this.lane.label, config: { ...this.lane.config, seed }, epochs: log.map(values), message: this.diverged.get(seed) ?? null }));
  }

  /** Number of epochs measured, over all seeds. */
  get measured() {
    return [...this.#runs.values()].reduce((sum, { length }) => sum + length, 0);
  }

  /** Measurements, to be kept. */
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

  // One run after another if the ends count; else all seeds keep pace, so that the mean is always over all.
  get #seedBySeed() {
    return this.#scenario.success !== null;
  }

  // The seeds that have epochs left, in the order in which they are trained.
  #open(seeds) {
    const open = Array.from({ length: seeds }, (_, i) => i + 1).filter((seed) => this.#isOpen(seed));
    return this.#seedBySeed ? open : open.sort((a, b) => this.#run(a).length - this.#run(b).length);
  }

  // The same for some epochs to come: one run if it is trained to its end first, else each of them in turn.
  #turns(seeds) {
    const open = this.#open(seeds);
    return Array(AHEAD).fill(this.#seedBySeed ? open.slice(0, 1) : open).flat();
  }
}

const listOf = (log, id) => Float64Array.from(log, (epoch) => epoch[id]?.value ?? NaN);

function whenAborted(signal) {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}
