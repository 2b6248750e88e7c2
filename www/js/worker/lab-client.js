// The page's end of the worker: one promise a request, each settled exactly once, abort and the
// worker's death included.

import { worker } from '../site.js';

export class LostWorker extends Error {}

const BEAT = 5000; // ms between two questions whether the worker is still there
const SILENT = 6; // such questions without an answer, after which it is not

let mute = 0; // workers that ended before they said a word

export class LabClient {
  #worker;
  #spoke = false;
  #pending = new Map();
  #nextId = 1;
  #heart = 0;
  #silent = 0;
  #onLost;

  /** `onLost(error)` is called once if the worker dies. */
  constructor({ onLost = () => {} } = {}) {
    this.#onLost = onLost;
    this.#worker = worker(mute);
    this.#worker.onmessage = ({ data }) => this.#receive(data);
    this.#worker.onmessageerror = () => this.#lose('an answer could not be read');
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#lose(event.message || 'its script could not be loaded');
    };
  }

  /**
   * Asks the worker for `verb`; `onProgress(progress)` is called for each slice of its work. An aborted request rejects with an
   * AbortError at once.
   */
  request(verb, args = {}, { signal, transfer = [], onProgress = () => {} } = {}) {
    if (!this.#worker) return Promise.reject(new LostWorker('The training worker has stopped.'));
    if (signal?.aborted) return Promise.reject(aborted());
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const stop = () => {
        this.#worker?.postMessage({ id: 0, verb: 'abort', args: { id } });
        this.#settle(id)?.reject(aborted());
      };
      const done = () => signal?.removeEventListener('abort', stop);
      this.#pending.set(id, { resolve, reject, done, onProgress });
      signal?.addEventListener('abort', stop);
      this.#worker.postMessage({ id, verb, args }, transfer);
      this.#listen();
    });
  }

  /** Ends the worker; whatever was asked and not answered rejects. */
  close(error = new LostWorker('The training worker was closed.')) {
    clearInterval(this.#heart);
    this.#worker?.terminate();
    this.#worker = null;
    for (const id of [...this.#pending.keys()]) this.#settle(id)?.reject(error);
  }

  // A browser may end a worker without a word, so while an answer is due it is asked for a sign of life. Questions are counted, not
  // seconds: a page that was asleep has not asked any.
  #listen() {
    if (this.#heart) return;
    this.#silent = 0;
    this.#heart = setInterval(() => {
      if (!this.#pending.size) this.#rest();
      else if (this.#silent === SILENT) this.#lose(`it has not answered for ${(BEAT * SILENT) / 1000} seconds`);
      else {
        this.#silent += 1;
        this.#worker.postMessage({ id: 0, verb: 'beat' });
      }
    }, BEAT);
  }

  #rest() {
    clearInterval(this.#heart);
    this.#heart = 0;
  }

  #settle(id) {
    const waiting = this.#pending.get(id);
    this.#pending.delete(id);
    waiting?.done();
    return waiting;
  }

  #receive({ id, ok, error, fatal, event, progress }) {
    this.#silent = 0;
    this.#spoke = true;
    if (event === 'beat') return;
    if (event === 'progress') this.#pending.get(id)?.onProgress(progress);
    else if (fatal) this.#lose(error);
    else if (error !== undefined) this.#settle(id)?.reject(new Error(error));
    else this.#settle(id)?.resolve(ok);
  }

  #lose(reason) {
    if (!this.#worker) return;
    if (!this.#spoke) mute += 1;
    const error = new LostWorker(`The training worker stopped unexpectedly (${reason}) and was discarded. Press Train to begin again with a fresh one.`);
    this.close(error);
    this.#onLost(error);
  }
}

function aborted() {
  return new DOMException('Stopped.', 'AbortError');
}
