// Measures in a worker, as the page trains in one. In: {id, verb, args}; out: {id, ok} or {id, error}.
// A job is something that can be done n times. A round does every job once for some milliseconds, so that
// whatever else the machine does falls on all of them alike.

import * as api from '../wasm/workshop.js';
import { make } from './jobs.mjs';

const jobs = []; // {run(n), count}
let dataset = null;

function took(run, n) {
  const start = performance.now();
  run(n);
  return performance.now() - start;
}

const verbs = {
  async open() {
    await api.default();
    dataset = new api.Dataset();
    const shard = await fetch(new URL('../data/mnist-0.gz', import.meta.url));
    dataset.addShard('mnist-0', new Uint8Array(await shard.arrayBuffer()));
    return api.cards().map(({ id }) => id);
  },

  /** Adds a job; returns how many floating-point operations doing it once takes. */
  add(job) {
    const { run, flops } = make(api, dataset, job);
    jobs.push({ run, count: 1 });
    return flops;
  },

  /** Finds how often each job has to be done to fill `ms` milliseconds; the compiler warms up meanwhile. */
  warm({ ms }) {
    for (const job of jobs) {
      while (took(job.run, job.count) < ms && job.count < 1e9) job.count *= 2;
      job.count = Math.max(1, Math.round((job.count * ms) / Math.max(0.1, took(job.run, job.count))));
    }
  },

  /** Does every job; returns the milliseconds that each takes to be done once. */
  round: () => jobs.map(({ run, count }) => took(run, count) / count),

  /** Does one job so many times. */
  times({ job, count }) {
    jobs[job].run(count);
  },

  /** Does one job for so long; returns how often that was. */
  spend({ job, ms }) {
    let times = 0;
    for (const end = performance.now() + ms; performance.now() < end; times += 1) jobs[job].run(1);
    return times;
  },
};

onmessage = async ({ data: { id, verb, args } }) => {
  try {
    postMessage({ id, ok: await verbs[verb](args ?? {}) });
  } catch (error) {
    postMessage({ id, error: error.message || String(error) });
  }
};
