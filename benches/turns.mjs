// Two builds of the site, product by product, step by step and by SNR, in turns in one process: how much slower the
// second is than the first. Usage: BEFORE=dist AFTER=dist node benches/turns.mjs [ROUNDS]

import { make } from './browser/jobs.mjs';
import { list } from './ours.mjs';
import { open } from './processor.mjs';
import { median, quartiles } from './statistics.mjs';

const ROUNDS = Number(process.argv[2] ?? 15);
/** A turn is short beside other work of the machine, so that both builds meet the same of it. */
const MS = 40;

function took(run, n) {
  const start = performance.now();
  run(n);
  return performance.now() - start;
}

/** Number of times that a job has to be done to fill a turn. */
function count(run) {
  let n = 1;
  while (took(run, n) < MS) n *= 2;
  return Math.max(1, Math.round((n * MS) / took(run, n)));
}

/** The second build's time by the first's, turn by turn; who begins changes. */
function ratios(jobs) {
  const n = count(jobs[0].run);
  jobs.forEach(({ run }) => took(run, n));
  return Array.from({ length: ROUNDS }, (_, round) => {
    const [first, second] = round % 2 ? [1, 0] : [0, 1];
    const ms = [];
    for (const i of [first, second]) ms[i] = took(jobs[i].run, n);
    return ms[1] / ms[0];
  });
}

const { BEFORE, AFTER = 'dist' } = process.env;
if (!BEFORE) {
  console.error('BEFORE names no folder: give the folder of the built site that the other is held against.');
  process.exit(2);
}
const builds = [await open(BEFORE), await open(AFTER)];
const [known, now] = builds.map(({ api }) => api.cards().map(({ id }) => id));
const rules = known.filter((id) => now.includes(id));
const jobs = [
  ...list(rules),
  ...['backprop', 'feedback_alignment', 'node_perturbation'].map((rule) => ({ kind: 'snr', config: { preset: 'tutorial', rule } })),
];
console.log(`Node.js ${process.version}, V8 ${process.versions.v8}, ${ROUNDS} turns: time of AFTER by time of BEFORE`);
let outside = 0;
for (const job of jobs.filter(({ kind }) => !['limit', 'peak', 'read'].includes(kind))) {
  const found = ratios(builds.map(({ api, dataset }) => make(api, dataset, job)));
  const middle = median(found).toFixed(3);
  const [low, high] = quartiles(found).map((ratio) => ratio.toFixed(3));
  const name = job.shape ?? `${job.config.preset} ${job.kind === 'snr' ? 'SNR ' : ''}${job.config.rule}`;
  outside += middle > 1.03;
  console.log(`${name.padEnd(40)} ${middle}  (${low}–${high})${middle > 1.03 ? '  slower' : ''}`);
}
console.log(`${outside} of ${jobs.length - 3} more than 3 % slower`);
