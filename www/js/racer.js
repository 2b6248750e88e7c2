// One rule of the race: its worker, and the accuracies of its runs, one a seed.

import { Lab } from './lab.js';

export class Racer {
  state = 'ready'; // ready | loading | working | waiting | finished | lost | failed
  message = ''; // why it was lost, failed or stopped
  curve = null; // over its seeds, as wasm makes it
  chance = null; // what guessing scores, in percent
  diverged = new Map(); // seed → why its run stopped
  #api;
  #lab;
  #runs = new Map(); // seed → accuracy after epoch 0, 1, 2 …
  #control = null;
  #filled = false;

  /** `card` is the rule's; `onLost(racer)` is called if the worker dies. */
  constructor({ card, api, module, store, onLost }) {
    this.card = card;
    this.#api = api;
    this.#lab = new Lab({
      module,
      store,
      onProgress() {},
      onLost: () => {
        this.state = 'lost';
        onLost(this);
      },
    });
  }

  /** Epochs that the seed furthest behind has finished, or null if all `seeds` have nothing left to do. */
  behind(seeds, epochs) {
    const seed = this.#next(seeds, epochs);
    return seed === null ? null : this.#run(seed).length;
  }

  /** Whether its worker has something to do at this moment. */
  get busy() {
    return this.#control !== null;
  }

  /** Trains the seed furthest behind for an epoch; resolves also if stopped meanwhile. */
  async advance(seeds, epochs, { onSummary, onProgress }) {
    const control = new AbortController();
    this.#control = control;
    const { signal } = control;
    try {
      if (!this.#filled) await this.#fill({ signal, onSummary, onProgress });
      this.state = 'working';
      const seed = this.#next(seeds, epochs);
      this.#take(seed, await this.#lab.ask('raceEpoch', { seed, config: this.#api.raceConfig(this.card.id, seed) }, { signal }));
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

  /** Makes the curve anew, for so many seeds. */
  draw(seeds) {
    const runs = [...this.#runs].filter(([seed]) => seed <= seeds).map(([, run]) => Float64Array.from(run));
    this.curve = this.#api.raceCurve(runs);
  }

  /** Ends its worker for good. */
  close() {
    this.stop();
    this.#lab.close();
  }

  async #fill({ signal, onSummary, onProgress }) {
    this.state = 'loading';
    await this.#lab.fill({}, { signal, onSummary, onProgress });
    this.#filled = true;
  }

  #take(seed, { accuracies, chance, message }) {
    this.#runs.set(seed, accuracies);
    this.chance = chance;
    if (message) this.diverged.set(seed, message);
  }

  #run(seed) {
    return this.#runs.get(seed) ?? [];
  }

  // The seed that is furthest behind and not at its end, or null. Epoch 0 comes first: hence `<=`.
  #next(seeds, epochs) {
    let found = null;
    for (let seed = 1; seed <= seeds; seed += 1) {
      const open = this.#run(seed).length <= epochs && !this.diverged.has(seed);
      if (open && (found === null || this.#run(seed).length < this.#run(found).length)) found = seed;
    }
    return found;
  }
}
