// Patience of the page with what may never come.

const SILENCE = 20_000; // ms without a byte after which a request is given up

/** One request's: its `signal` aborts when `outer` does, and when nothing was heard for a while. */
export class Patience {
  #control = new AbortController();
  #timer = 0;
  #outer;
  #stop = () => this.#control.abort();

  /** True if it was given up because nothing came. */
  ended = false;

  constructor(outer) {
    this.#outer = outer;
    outer?.addEventListener('abort', this.#stop);
    if (outer?.aborted) this.#stop();
    this.heard();
  }

  get signal() {
    return this.#control.signal;
  }

  /** Something came: the waiting begins anew. */
  heard() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.ended = true;
      this.#stop();
    }, SILENCE);
  }

  /** Nothing more is waited for. */
  done() {
    clearTimeout(this.#timer);
    this.#outer?.removeEventListener('abort', this.#stop);
  }
}

/** Seconds of silence, for sentences. */
export const seconds = SILENCE / 1000;
