// Products, steps and SNR by processor time, in Node.js on the built site: for a machine that has other work, too.
// Usage: node benches/cpu.mjs [ROUNDS]; env SITE (default dist). What Node.js is run by is what is measured.

import { make } from './browser/jobs.mjs';
import { list } from './ours.mjs';
import { count, open, took, turns } from './processor.mjs';
import { figures, ours } from './table.mjs';

const ROUNDS = Number(process.argv[2] ?? 9);

const { api, dataset } = await open();
const jobs = list(api.cards().map(({ id }) => id));
for (const job of jobs) {
  Object.assign(job, make(api, dataset, job));
  job.count = count(job.run);
}
turns(jobs, ROUNDS);
const none = { peers: [], size: 0, ready: [0], first: [{ first: 0 }] };
console.log(`Processor time, Node.js ${process.version}, V8 ${process.versions.v8}, ${ROUNDS} rounds`);
console.log(ours(figures({ jobs, ...none }), { jobs }).join('\n'));
for (const rule of ['backprop', 'feedback_alignment', 'node_perturbation']) {
  const snr = make(api, dataset, { kind: 'snr', config: { preset: 'tutorial', rule } });
  // Code that has not been compiled to the end yet would be part of a first time.
  took(snr.run, 1);
  const ms = Array.from({ length: ROUNDS }, () => took(snr.run, 1)).sort((a, b) => a - b);
  console.log(`SNR over 1,000 single images, tutorial, ${rule}: ${(ms[ROUNDS >> 1] / 1000).toFixed(3)} s`);
}
