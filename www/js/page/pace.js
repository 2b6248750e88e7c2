// Time that something still takes, from how far it has come since it was begun.

export class Pace {
  #start = 0;
  #from = 0;

  /** It goes on from `done` steps. */
  begin(done) {
    this.#start = performance.now();
    this.#from = done;
  }

  /** Seconds from `done` to `all` steps; null until a few steps were made. */
  left(done, all) {
    const made = done - this.#from;
    return made < 3 ? null : ((performance.now() - this.#start) / 1000 / made) * (all - done);
  }
}
