// Cases of the benchmark: it works, whatever it finds; and memory stays where it is.

import assert from 'node:assert/strict';
import { benchHost, smoke } from './bench.mjs';
import { open } from './browser.mjs';
import { images, labels } from './own-files.mjs';

// Bytes of a worker's module: asked again, one that is there says what it has.
const memoryOf = (glue) => import(glue).then(({ default: init }) => init({ module_or_path: new Uint8Array() })).then((exports) => exports.memory.buffer.byteLength);

export const measure = {
  async 'bench: every figure is there and is a positive number'({ browser }) {
    const host = await benchHost();
    const found = await smoke(browser, host).finally(host.close);
    assert.deepEqual(Object.keys(found), ['limit_gflops', 'gemm', 'step', 'peers', 'size_gzip_kb', 'wasm_ready_ms', 'first_curve_ms']);
    assert.deepEqual(Object.keys(found.gemm[0]), ['shape', 'gflops', 'of_limit']);
    assert.deepEqual(Object.keys(found.step[0]), ['rule', 'preset', 'ms', 'of_backprop', 'of_limit']);
    const numbers = [found, ...found.gemm, ...found.step].flatMap((part) => Object.values(part)).filter((value) => typeof value === 'number');
    assert.ok(numbers.length > 60 && numbers.every((value) => value >= 0 && Number.isFinite(value)), JSON.stringify(found));
  },

  async 'memory: a thousand runs that are trained and freed leave no trace'({ browser }) {
    const host = await benchHost();
    const page = await browser.newPage();
    await page.goto(`${host.url}bench/index.html`);
    const pages = await page.evaluate(async (files) => {
      const api = await import(new URL('../wasm/workshop.js', document.baseURI));
      const { memory } = await api.default();
      const dataset = api.Dataset.fromFiles(Object.keys(files), Object.values(files).map((bytes) => Uint8Array.from(bytes)));
      const rules = api.cards().map(({ id }) => id);
      const seen = [];
      for (let i = 0; i < 1000; i += 1) {
        const config = api.checkConfig({ preset: 'project', rule: rules[i % rules.length], seed: i + 1, hidden: [10], epochs: 1 });
        const run = new api.Run(dataset, config);
        while (!run.advance(1000, false).finished);
        run.report();
        run.free();
        if (i >= 50) seen.push(memory.buffer.byteLength);
      }
      return [seen[0], seen.at(-1)];
    }, { 'my-images-idx3-ubyte': [...images(60)], 'my-labels-idx1-ubyte': [...labels(60)] }).finally(host.close);
    assert.equal(pages[1], pages[0], 'bytes of the module after 1,000 cycles and after 50');
  },

  async 'memory: a worker of a race keeps five networks beside the one in hand, and neither a ninth nor a measure asked for again takes more'({ browser, host }) {
    const { page } = await open(browser, host.url, { query: '?race.first=2~backprop~~~epochs=1;hidden=400;batch=500' });
    const race = (act, ...given) => page.evaluate(([name, rest]) => document.querySelector('race-lab').race[name](...rest), [act, given]);
    const finished = () => page.waitForFunction(() => document.querySelector('race-lab')?.race?.phase === 'finished' && !document.querySelector('race-lab').race.measuring);
    await page.waitForFunction(() => document.querySelector('race-lab')?.race?.summary);
    await race('start');
    await finished();
    const at = new URL('wasm/microlearning.js', page.url()).href;
    // Of the largest: others only hold the digits.
    const bytes = async () => Math.max(...(await Promise.all(page.workers().map((worker) => worker.evaluate(memoryOf, at)))));
    const seen = [await bytes()];
    for (let seeds = 2; seeds <= 9; seeds += 1) {
      await race('repeat', seeds);
      await finished();
      seen.push(await bytes());
    }
    assert.equal(seen[8], seen[5], `after nine seeds and after six, of ${seen}`);
    assert.ok(seen[5] < seen[0] + 48 * 2 ** 20, String(seen));
    for (const line of ['noise.0.4', 'accuracy', 'cosine']) await race('draw', line).then(finished);
    const measured = await bytes();
    for (const line of ['accuracy', 'noise.0.4', 'cosine', 'noise.0.8']) await race('draw', line).then(finished);
    assert.equal(await bytes(), measured);
  },

  async 'memory: what a worker of a race holds beside the digits are five networks and their weights after each epoch'({ browser, host }) {
    const seen = [];
    for (const [hidden, epochs] of [[10, 2], [100, 4], [100, 9]]) {
      const { page, close } = await open(browser, host.url, { query: `?race.first=2~backprop~6~~epochs=${epochs};hidden=${hidden};images=1000;batch=200` });
      await page.waitForFunction(() => document.querySelector('race-lab')?.race?.summary);
      await page.evaluate(() => document.querySelector('race-lab').race.start());
      await page.waitForFunction(() => document.querySelector('race-lab').race.phase === 'finished');
      const bytes = await Promise.all(page.workers().map((worker) => worker.evaluate(memoryOf, new URL('wasm/microlearning.js', page.url()).href)));
      const kept = 5 * (epochs + 1) * (784 + 10) * hidden * 4;
      seen.push({ all: Math.max(...bytes), kept });
      process.stdout.write(`      ${hidden} hidden units, ${epochs} epochs: ${(Math.max(...bytes) / 2 ** 20).toFixed(1)} MB, of them ${(kept / 2 ** 20).toFixed(1)} MB weights that are kept; with nothing trained ${(Math.min(...bytes) / 2 ** 20).toFixed(1)} MB\n`);
      await close();
    }
    const [small, ...others] = seen;
    // The rest are five networks at work, each with its optimiser's memory, proposals and probes: as much for 4 epochs as for 9.
    for (const { all, kept } of others) assert.ok(all - small.all < kept + 5 * 12 * 794 * 100 * 4, JSON.stringify(seen));
    assert.ok(Math.abs(others[1].all - others[0].all - (others[1].kept - others[0].kept)) < 4 * 2 ** 20, JSON.stringify(seen));
  },
};
