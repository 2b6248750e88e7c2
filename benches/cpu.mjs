// Products, steps and SNR by processor time, in Node.js on the built site: for a machine that has other work, too.
// Usage: node benches/cpu.mjs [ROUNDS]; env SITE (default dist). What Node.js is run by is what is measured.

import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { make } from './browser/jobs.mjs';
import { list } from './ours.mjs';
import { figures, ours } from './table.mjs';

const SITE = resolve(process.env.SITE ?? 'dist');
const ROUNDS = Number(process.argv[2] ?? 9);
/** The system counts processor time in steps of up to 10 ms, so that each turn has to be longer than in a browser. */
const MS = 60;

/** Milliseconds of the processor that n times take. */
function took(run, n) {
  const start = process.cpuUsage();
  run(n);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** How often a job has to be done to fill `ms` milliseconds. */
function count(run, ms) {
  let n = 1;
  while (took(run, n) < ms) n *= 2;
  return Math.max(1, Math.round((n * ms) / took(run, n)));
}

async function open() {
  const api = await import(pathToFileURL(`${SITE}/wasm/workshop.js`));
  await api.default({ module_or_path: await readFile(`${SITE}/wasm/workshop_bg.wasm`) });
  const dataset = new api.Dataset();
  dataset.addShard('mnist-0', await readFile(`${SITE}/data/mnist-0.gz`));
  return { api, dataset };
}

const { api, dataset } = await open();
const jobs = list(api.cards().map(({ id }) => id));
for (const job of jobs) {
  Object.assign(job, make(api, dataset, job));
  job.count = count(job.run, MS);
}
for (let round = 0; round < ROUNDS; round += 1) {
  for (const job of jobs) job.ms.push(took(job.run, job.count) / job.count);
}
const none = { peers: [], size: 0, ready: [0], first: [{ first: 0 }] };
console.log(`Processor time, Node.js ${process.version}, V8 ${process.versions.v8}, ${ROUNDS} rounds`);
console.log(ours(figures({ jobs, ...none }), { jobs }).join('\n'));
for (const rule of ['backprop', 'feedback_alignment', 'node_perturbation']) {
  const snr = make(api, dataset, { kind: 'snr', config: { preset: 'tutorial', rule } });
  console.log(`SNR over 1,000 single images, tutorial, ${rule}: ${(took(snr.run, 1) / 1000).toFixed(2)} s`);
}
