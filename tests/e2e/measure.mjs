// That the benchmark works, not how fast anything is; and that memory stays where it is.

import assert from 'node:assert/strict';
import { benchHost, smoke } from './bench.mjs';
import { images, labels } from './own-files.mjs';

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
};
