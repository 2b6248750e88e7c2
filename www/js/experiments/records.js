// Records of an experiment's jobs, and which worker has which.

const SOME = 12; // records that are copied in one task of the page

export class Records {
  #all = new Map(); // job → what came out
  #given = new WeakMap(); // client → jobs whose records its worker has

  set(job, progress) {
    this.#all.set(job, progress);
  }

  /** Hands to a worker those of the `needed` jobs that it lacks, some at a time: all at once would keep the page from answering its reader. */
  async hand(client, needed, beginning, signal) {
    const has = this.#given.get(client) ?? new Set();
    this.#given.set(client, has);
    const lacking = needed.filter((job) => !has.has(job));
    while (lacking.length) {
      signal.throwIfAborted(); // what was sent arrives, also if nobody waits for the answer
      const some = lacking.splice(0, SOME);
      for (const job of some) has.add(job);
      await client.request('records', { ...beginning, records: some.map((job) => [job, this.#all.get(job)]) }, { signal });
    }
  }
}
