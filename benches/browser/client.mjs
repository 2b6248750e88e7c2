// The page's end of a measuring worker.

export class Measurer {
  #worker = new Worker(new URL('worker.mjs', import.meta.url), { type: 'module' });
  #waiting = new Map();

  constructor() {
    this.#worker.onmessage = ({ data: { id, ok, error } }) => {
      const { resolve, reject } = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) resolve(ok);
      else reject(new Error(error));
    };
    this.#worker.onerror = (event) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(event.message || 'the worker did not start'));
    };
  }

  ask(verb, args) {
    const id = this.#waiting.size ? Math.max(...this.#waiting.keys()) + 1 : 1;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, verb, args });
    });
  }

  close() {
    this.#worker.terminate();
  }
}
