// Processor time of jobs that are repeated, in Node.js on the built site; env SITE (default dist).

import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';

/** The system counts processor time in steps of up to 10 ms, so that each turn has to be longer than in a browser. */
const MS = 60;

/** Milliseconds of the processor that n times take. */
export function took(run, n) {
  const start = process.cpuUsage();
  run(n);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Number of times that a job has to be done to fill a turn. */
export function count(run) {
  let n = 1;
  while (took(run, n) < MS) n *= 2;
  return Math.max(1, Math.round((n * MS) / took(run, n)));
}

/** Milliseconds of each job in each of so many rounds, in which all have their turn, into its `ms`. */
export function turns(jobs, rounds) {
  for (let round = 0; round < rounds; round += 1) {
    for (const job of jobs) job.ms.push(took(job.run, job.count) / job.count);
  }
}

/** The engine's module and the first shard of digits, changed if asked for, of a built site in this folder. */
export async function open(folder = process.env.SITE ?? 'dist', change = (shard) => shard) {
  const site = resolve(folder);
  const api = await import(pathToFileURL(`${site}/wasm/workshop.js`));
  await api.default({ module_or_path: await readFile(`${site}/wasm/workshop_bg.wasm`) });
  const dataset = new api.Dataset();
  dataset.addShard('mnist-0', change(await readFile(`${site}/data/mnist-0.gz`)));
  return { api, dataset };
}
