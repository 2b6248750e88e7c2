// How fast the worker trains in a real browser: the project preset (784-100-10, batch 32, 24,000
// images) for some epochs, and the products behind it.
// Usage: node tests/e2e/bench.mjs [--json] [--epochs N]; env SITE (default dist).

import { SITE, launch, open } from './browser.mjs';
import { serve } from './server.mjs';

const json = process.argv.includes('--json');
const at = process.argv.indexOf('--epochs');
const epochs = at > 0 ? Number(process.argv[at + 1]) : 8;

const host = await serve(SITE);
const browser = await launch();
const { page } = await open(browser, host.url);
const result = await page.evaluate(async (epochs) => {
  const here = (path) => new URL(path, document.baseURI);
  const { openEngine } = await import(here('js/engine.js'));
  const { Lab } = await import(here('js/lab.js'));
  const { ShardStore } = await import(here('js/data.js'));
  const { api, module } = await openEngine();
  const store = new ShardStore(here('data/'));
  const lab = new Lab({ module, store, onProgress() {}, onLost(error) { throw error; } });
  const [preset] = api.presets().filter(({ id }) => id === 'project');
  await lab.fill(preset.wants, { onProgress() {}, onSummary() {} });
  const config = api.checkConfig({ preset: preset.id, epochs });
  await lab.ask('start', { config });
  await lab.ask('go', {});
  const report = await lab.ask('report');
  const seconds = report.epochs.slice(1).map((epoch) => epoch.seconds);
  const shapes = [[32, 784, 100], [32, 100, 10], [100, 32, 784]];
  const products = [];
  for (const [m, k, n] of shapes) products.push({ m, k, n, gflops: await lab.ask('benchGemm', { m, k, n, ms: 400 }) });
  return { agent: navigator.userAgent, seconds, flops: api.trainFlops(config, preset.wants.train), products, accuracy: report.epochs.at(-1).valid_accuracy };
}, epochs);
await browser.close();
await host.close();

const sorted = [...result.seconds].sort((a, b) => a - b);
const median = (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
const whole = { ...result, epochs, median, min: sorted[0], max: sorted.at(-1), gflops: result.flops / median / 1e9 };
if (json) {
  process.stdout.write(`${JSON.stringify(whole)}\n`);
} else {
  process.stdout.write(`784-100-10, batch 32, 24,000 images, ${epochs} epochs in ${result.agent.match(/Chrom\S+/)?.[0]}:\n`);
  process.stdout.write(`  ${median.toFixed(2)} s an epoch (median; ${whole.min.toFixed(2)} to ${whole.max.toFixed(2)}), ${whole.gflops.toFixed(1)} GFLOP/s of matrix products\n`);
  for (const { m, k, n, gflops } of result.products) process.stdout.write(`  product (${m} × ${k}) · (${k} × ${n}) alone: ${gflops.toFixed(1)} GFLOP/s\n`);
}
