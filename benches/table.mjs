// Measurements, for reading and for programs.

import { median, quartiles, ratio } from './statistics.mjs';

const round = (value, digits) => Number(value.toFixed(digits));
const named = (jobs, preset, rule) => jobs.find((job) => job.preset === preset && job.rule === rule);

/** GFLOP/s of a job in each round. */
const speeds = ({ flops, ms }) => ms.map((ms) => flops / ms / 1e6);

/** The figures as `--json` prints them. */
export function figures({ jobs, peers, size, ready, first }) {
  const [limit, ...rest] = jobs;
  const [products, steps] = ['product', 'steps'].map((kind) => rest.filter((job) => job.kind === kind));
  const ofLimit = (job) => round(ratio(speeds(job), speeds(limit)), 3);
  return {
    limit_gflops: round(median(speeds(limit)), 2),
    gemm: products.map((job) => ({ shape: job.shape, gflops: round(median(speeds(job)), 2), of_limit: ofLimit(job) })),
    step: steps.map((job) => ({
      rule: job.rule,
      preset: job.preset,
      ms: round(median(job.ms), 4),
      of_backprop: round(ratio(job.ms, named(steps, job.preset, 'backprop').ms), 3),
      of_limit: ofLimit(job),
    })),
    peers: peers.map(({ name, preset, rule, ms }) => ({
      name,
      preset,
      ms: round(median(ms), 3),
      times_ours: round(ratio(ms, named(steps, preset, rule).ms), 2),
    })),
    size_gzip_kb: round(size, 1),
    wasm_ready_ms: round(median(ready), 1),
    first_curve_ms: round(median(first.map(({ first }) => first)), 0),
  };
}

const spread = (values, digits) => quartiles(values).map((value) => value.toFixed(digits)).join('–');

/** Products and steps as a table with spreads. */
export function ours(found, measured) {
  const job = (test) => measured.jobs.find(test);
  const of = (value) => `${(100 * value).toFixed(0)} %`.padStart(6);
  const [limit, peak] = measured.jobs.map(speeds);
  const lines = [
    `Limit: ${found.limit_gflops} GFLOP/s (quartiles ${spread(limit, 1)}): multiply and add in registers alone, eight vectors at once as in a product's tile`,
    `Twelve vectors at once, more than a tile has registers for: ${median(peak).toFixed(1)} GFLOP/s (${spread(peak, 1)})`,
    '',
  ];
  lines.push('Matrix product            GFLOP/s  (quartiles)   of limit  of twelve');
  for (const { shape, gflops, of_limit } of found.gemm) {
    const values = speeds(job((j) => j.shape === shape));
    lines.push(`  ${shape.padEnd(23)} ${gflops.toFixed(1).padStart(6)}  ${spread(values, 1).padEnd(12)} ${of(of_limit)} ${of(ratio(values, peak)).padStart(10)}`);
  }
  lines.push(...single(measured.jobs));
  lines.push('', 'Training step                           ms  (quartiles)      of backprop  of limit');
  for (const { rule, preset, ms, of_backprop, of_limit } of found.step) {
    const values = named(measured.jobs, preset, rule).ms;
    lines.push(`  ${preset.padEnd(8)} ${rule.padEnd(26)} ${ms.toFixed(3).padStart(6)}  ${spread(values, 3).padEnd(16)} ${of_backprop.toFixed(2).padStart(8)} ${of(of_limit).padStart(10)}`);
  }
  return lines;
}

/** Speed at which a product with one example goes through the weights, beside a loop that only reads them. */
function single(jobs) {
  const find = (test) => jobs.find(test);
  const read = speeds(find(({ kind }) => kind === 'read'));
  const { flops, ms } = find(({ shape }) => shape === 'forward 1×784×500');
  // Two operations and four bytes for each weight.
  const product = speeds({ flops: 2 * flops, ms });
  const of = (values) => `${median(values).toFixed(1)} GB/s (${spread(values, 1)})`;
  return ['', `784 × 500 weights for one example: ${of(product)}; only read: ${of(read)}; ${(100 * ratio(product, read)).toFixed(0)} %`];
}

/** The same as a table with spreads, and what the figures leave out. */
export function table(found, measured) {
  const lines = ours(found, measured);
  lines.push('', 'Others, a step                                                   ms  (quartiles)      times ours');
  for (const { name, preset, ms, times_ours } of found.peers) {
    const { ms: values } = measured.peers.find((peer) => peer.name === name && peer.preset === preset);
    lines.push(`  ${preset.padEnd(8)} ${name.padEnd(48)} ${ms.toFixed(2).padStart(8)}  ${spread(values, 2).padEnd(16)} ${times_ours.toFixed(1).padStart(6)}`);
  }
  for (const words of measured.skipped) lines.push(`  ${words}`);
  return [...lines, '', ...closing(found, measured)].join('\n');
}

function closing(found, { ready, first, scaling, snr, longest }) {
  const range = (values, digits = 0) => `${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}`;
  const seconds = Object.entries(snr).map(([rule, s]) => `${rule} ${s.toFixed(2)} s`);
  return [
    `Module: ${found.size_gzip_kb} kB gzip`,
    `Engine ready after its bytes: ${found.wasm_ready_ms} ms (${range(ready, 1)})`,
    `First point of a curve after opening a warm page: ${found.first_curve_ms} ms (${range(first.map(({ first }) => first))})`,
    `Longest task of the page's own thread until then: ${longest ? `${longest.toFixed(0)} ms` : 'under 50 ms'}`,
    `Two workers do ${ratio(scaling.two, scaling.one).toFixed(2)} times what one does`,
    `SNR over 1,000 single images, tutorial: ${seconds.join(', ')}`,
  ];
}
