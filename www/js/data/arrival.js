// One file on its way here, for all who wait for it: it is fetched once, and given up when nobody waits any more.

const SILENT = 3000; // ms without a byte, after which whoever comes to wait, too, has it asked for anew

export class Arrival {
  #load;
  #control = null; // of the request under way
  #heard = 0;
  #waiting = new Set(); // what is called as bytes arrive, one for each who waits
  #settle;
  #bytes = new Promise((resolve, reject) => {
    this.#settle = { resolve, reject };
  });

  /** True if nobody may join any more. */
  over = false;

  /** `load(signal, onLoaded)` fetches the file. */
  constructor(load) {
    this.#load = load;
    const end = () => {
      this.over = true;
    };
    this.#bytes.then(end, end);
    this.#begin();
  }

  /** The bytes that arrive; rejects at once when `signal` aborts. */
  wait(signal, onLoaded = () => {}) {
    if (performance.now() - this.#heard > SILENT) this.#again();
    const tell = (loaded) => onLoaded(loaded);
    this.#waiting.add(tell);
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.delete(tell);
        if (!this.#waiting.size && !this.over) this.#giveUp();
        reject(signal.reason);
      };
      if (signal?.aborted) return leave();
      signal?.addEventListener('abort', leave);
      return this.#bytes.then(resolve, reject).finally(() => {
        this.#waiting.delete(tell);
        signal?.removeEventListener('abort', leave);
      });
    });
  }

  async #begin() {
    const control = new AbortController();
    this.#control = control;
    this.#heard = performance.now();
    try {
      this.#settle.resolve(await this.#load(control.signal, (loaded) => this.#tell(loaded)));
    } catch (error) {
      if (this.#control === control) this.#settle.reject(error); // else another request is under way
    }
  }

  // A request that hangs must not hold up those who come later.
  #again() {
    const before = this.#control;
    this.#begin();
    before.abort();
  }

  #tell(loaded) {
    this.#heard = performance.now();
    for (const tell of this.#waiting) tell(loaded);
  }

  #giveUp() {
    this.over = true;
    this.#control.abort();
  }
}
