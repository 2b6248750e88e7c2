// The worker and its data as one thing: opens a worker when one is needed, fills it with shards,
// and opens a fresh one after the last was lost.

import { LabClient } from './lab-client.js';

export class Lab {
  #module;
  #store;
  #handlers;
  #ready = null;
  #idle;
  #owed = 0; // answers
  #timer = 0;

  /**
   * `module` is an engine's, see engine.js; `store` has the shards; see LabClient for `onLost`. A worker that remembers nothing between
   * two questions may end once it was `idle` for so many ms: whoever asks next has a fresh one.
   */
  constructor({ module, store, onLost, idle = Infinity }) {
    this.#module = module;
    this.#store = store;
    this.#idle = idle;
    this.#handlers = {
      onLost: (error) => {
        this.#ready = null;
        onLost(error);
      },
    };
  }

  /** Asks the worker for `verb`; see worker.js for the verbs. */
  async ask(verb, args, options) {
    clearTimeout(this.#timer);
    this.#owed += 1;
    try {
      return await (await this.#open()).request(verb, args, options);
    } finally {
      this.#owed -= 1;
      if (!this.#owed && this.#idle < Infinity) this.#timer = setTimeout(() => this.close(), this.#idle);
    }
  }

  /** Gives the worker the shards it lacks for a run that wants `{train, valid, test}`. */
  async fill(wants, options) {
    return this.#store.fill(await orAborted(this.#open(), options.signal), wants, options);
  }

  /** The page's end of the worker: another one after the last was lost. */
  client() {
    return this.#open();
  }

  /** Ends the worker; whatever was asked and not answered rejects. */
  close() {
    this.#ready?.then((client) => client.close(), () => {});
    this.#ready = null;
  }

  #open() {
    this.#ready ??= this.#launch().catch((error) => {
      this.#ready = null;
      throw error;
    });
    return this.#ready;
  }

  async #launch() {
    const client = new LabClient(this.#handlers);
    await client.request('open', { module: this.#module });
    return client;
  }
}

// Value of a promise, unless `signal` aborts before.
function orAborted(promise, signal) {
  return new Promise((resolve, reject) => {
    promise.then(resolve, reject);
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
