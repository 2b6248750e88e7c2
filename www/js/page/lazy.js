// Work that is not begun before somebody asks for it.

/** A promise whose work begins when it is first awaited. */
export class Lazy {
  #work;
  #begun = null;

  constructor(work) {
    this.#work = work;
  }

  then(...handlers) {
    this.#begun ??= this.#work();
    return this.#begun.then(...handlers);
  }
}

/** Resolves at the reader's first sign of life on the page: a pointer, a key, a scroll. */
export function touched() {
  return new Promise((resolve) => {
    const signs = ['pointermove', 'pointerdown', 'touchstart', 'keydown', 'scroll', 'focusin'];
    const done = () => {
      for (const sign of signs) removeEventListener(sign, done, true);
      resolve();
    };
    for (const sign of signs) addEventListener(sign, done, { capture: true, passive: true });
  });
}
