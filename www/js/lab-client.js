// The page's end of the worker: one promise a request, each settled exactly once, abort and the
// worker's death included.

import { worker } from './site.js';

export class LostWorker extends Error {}

export class LabClient {
  #worker;
  #pending = new Map();
  #nextId = 1;
  #onProgress;
  #onLost;

  /** `onProgress(progress)` is called for each slice trained, `onLost(error)` once if the worker dies. */
  constructor({ onProgress = () => {}, onLost = () => {} } = {}) {
    this.#onProgress = onProgress;
    this.#onLost = onLost;
    this.#worker = worker();
    this.#worker.onmessage = ({ data }) => this.#receive(data);
    this.#worker.onmessageerror = () => this.#lose('an answer could not be read');
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#lose(event.message || 'its script could not be loaded');
    };
  }

  /** Asks the worker for `verb`. An aborted request rejects with an AbortError at once. */
  request(verb, args = {}, { signal, transfer = [] } = {}) {
    if (!this.#worker) return Promise.reject(new LostWorker('The training worker has stopped.'));
    if (signal?.aborted) return Promise.reject(aborted());
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const stop = () => {
        this.#worker?.postMessage({ id: 0, verb: 'abort', args: { id } });
        this.#settle(id)?.reject(aborted());
      };
      const done = () => signal?.removeEventListener('abort', stop);
      this.#pending.set(id, { resolve, reject, done });
      signal?.addEventListener('abort', stop);
      this.#worker.postMessage({ id, verb, args }, transfer);
    });
  }

  /** Ends the worker; whatever was asked and not answered rejects. */
  close(error = new LostWorker('The training worker was closed.')) {
    this.#worker?.terminate();
    this.#worker = null;
    for (const id of [...this.#pending.keys()]) this.#settle(id)?.reject(error);
  }

  #settle(id) {
    const waiting = this.#pending.get(id);
    this.#pending.delete(id);
    waiting?.done();
    return waiting;
  }

  #receive({ id, ok, error, fatal, event, progress }) {
    if (event === 'progress') this.#onProgress(progress);
    else if (fatal) this.#lose(error);
    else if (error !== undefined) this.#settle(id)?.reject(new Error(error));
    else this.#settle(id)?.resolve(ok);
  }

  #lose(reason) {
    if (!this.#worker) return;
    const error = new LostWorker(`The training worker stopped unexpectedly (${reason}) and was discarded. Press Train to begin again with a fresh one.`);
    this.close(error);
    this.#onLost(error);
  }
}

function aborted() {
  return new DOMException('Stopped.', 'AbortError');
}
