// Cost of a step of rules that settle or pass a picture more than once, beside backprop's, at 784-100-10 in batches of 32: processor
// time in Node.js on the built site, in rounds in which all have their turn; ratios are those of one round. The goals count products, and
// products leave black pixels out, which makes backprop cheaper than its count; so there are pictures without black, too.
// Usage: node benches/settling.mjs [ROUNDS]; env SITE (default dist).

import { gunzipSync, gzipSync } from 'node:zlib';
import { make } from './browser/jobs.mjs';
import { count, open, turns } from './processor.mjs';
import { median, quartiles } from './statistics.mjs';

const ROUNDS = Number(process.argv[2] ?? 9);
/** The rules: name, id, parameters, and the ratio that is the goal. */
const RULES = [
  ['backprop', 'backprop', {}, 1],
  ['predictive coding, 20 steps', 'predictive_coding', { steps: 20 }, 1.55],
  ['equilibrium propagation', 'equilibrium_propagation', {}, 1.88],
  ['feedback control, steady', 'feedback_control', {}, 1.38],
  ['the same, fixed feedback', 'feedback_control', { rate: 0 }, 1.38],
  ['direct target propagation', 'direct_target_propagation', {}, 1.31],
  ['dendritic, 5 sweeps', 'dendritic', { sweeps: 5 }, 1.38],
  ['forward–forward', 'forward_forward', {}, 2.5],
];

/** The shard with no two neighbours alike where it was black: its first part is 6,000 training images behind 16 bytes. */
function withoutBlack(shard) {
  const bytes = gunzipSync(shard);
  for (let i = 16; i < 16 + 6000 * 784; i += 1) if (bytes[i] === 0) bytes[i] = 1 + (i % 3);
  return gzipSync(bytes);
}

const [{ api, dataset }, { dataset: grey }] = [await open(), await open(undefined, withoutBlack)];
console.log(`Processor time, Node.js ${process.version}, V8 ${process.versions.v8}, ${ROUNDS} rounds; ratios to backprop`);
for (const [pictures, digits] of [['digits', dataset], ['no black', grey]]) for (const activation of ['sigmoid', 'tanh', 'relu']) {
  const jobs = RULES.map(([name, rule, params, goal]) => {
    // A small rate, so that thousands of steps on one batch diverge with no rule.
    const config = { preset: 'project', rule, params, activation, lr: [1e-6] };
    const { run } = make(api, digits, { kind: 'steps', config });
    return { name, goal, run, count: count(run), ms: [] };
  });
  turns(jobs, ROUNDS);
  const [{ ms: backprop }] = jobs;
  console.log(`\n${`${activation}, ${pictures}`.padEnd(30)}   ms    ratio (quartiles)    goal`);
  for (const { name, goal, ms } of jobs) {
    const ratios = ms.map((ms, round) => ms / backprop[round]);
    const [middle, low, high] = [median(ratios), ...quartiles(ratios)].map((ratio) => ratio.toFixed(2));
    console.log(`  ${name.padEnd(28)} ${median(ms).toFixed(3)}  ${middle} (${low}–${high})  ${goal.toFixed(2)}`);
  }
}
