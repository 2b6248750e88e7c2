// Workers for jobs of any kind: opened when there is work, at most as many as the machine has cores. One that has nothing to do
// ends after a while, and is opened again when it is needed.

import { Lab } from './lab.js';

const CORES = Math.max(1, navigator.hardwareConcurrency ?? 2);
const IDLE = 10_000; // ms without work after which a worker ends

const pools = new WeakMap(); // store → Pool

export class Pool {
  #parts;
  #places = []; // {lab, busy, holder, timer}; `holder` has a job in hand there that was stopped
  #waiting = []; // who is told when a place becomes free

  /** `module` is an engine's, see engine.js; `store` has the shards. */
  constructor(parts) {
    this.#parts = parts;
  }

  /** The page's pool: one for whoever has the same shards. */
  static of({ module, store }) {
    if (!pools.has(store)) pools.set(store, new Pool({ module, store }));
    return pools.get(store);
  }

  /** Number that can work at once. */
  get size() {
    return CORES;
  }

  /**
   * Lets `work(lab)` have a worker to itself, the one of `prefer` if it is free; resolves to what that gives. If it is aborted, the
   * worker is kept for `holder`, who has a job in hand there.
   */
  async run(work, { holder, prefer, signal }) {
    const place = await this.#take(holder, prefer, signal);
    try {
      return await work(place.lab);
    } catch (error) {
      if (error.name === 'AbortError') place.holder = holder;
      throw error;
    } finally {
      this.#leave(place);
    }
  }

  /** Gives up what `holder` had in hand. */
  release(holder) {
    for (const place of this.#places.filter((other) => other.holder === holder)) {
      place.holder = null;
      this.#rest(place);
    }
  }

  async #take(holder, prefer, signal) {
    for (;;) {
      signal.throwIfAborted();
      const place = this.#free(prefer);
      if (place) {
        clearTimeout(place.timer);
        place.busy = true;
        if (place.holder === holder) place.holder = null;
        return place;
      }
      await new Promise((resolve) => {
        this.#waiting.push(resolve);
        signal.addEventListener('abort', resolve, { once: true });
      });
    }
  }

  // The place that is preferred, one where nobody has a job in hand, a new one, or any.
  #free(prefer) {
    const free = this.#places.filter(({ busy }) => !busy);
    const best = free.find(({ lab }) => lab === prefer) ?? free.find(({ holder }) => !holder);
    if (best || this.#places.length === CORES) return best ?? free[0];
    // A worker that is lost rejects what it owes, and a fresh one is opened when it is asked again.
    const place = { lab: new Lab({ ...this.#parts, onLost() {} }), busy: false, holder: null, timer: 0 };
    this.#places.push(place);
    return place;
  }

  #leave(place) {
    place.busy = false;
    this.#rest(place);
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #rest(place) {
    clearTimeout(place.timer);
    if (!place.busy && !place.holder) place.timer = setTimeout(() => place.lab.close(), IDLE);
  }
}
