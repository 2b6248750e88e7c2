// The same seed gives the same bits in Chromium and in Firefox: trains each rule for an epoch in both and compares the
// weights, byte for byte. Firefox is driven by puppeteer-core: `npm install --prefix benches/peers`, and FIREFOX names it.
// Usage: node tests/e2e/two-browsers.mjs, on the built site.

import { SITE, launch } from './browser.mjs';
import { serve } from './server.mjs';

// In the page: the SHA-256 of each rule's weights after an epoch of both courses' presets.
async function fingerprints() {
  const at = (path) => new URL(path, document.baseURI);
  const api = await import(at('wasm/workshop.js'));
  await api.default();
  const dataset = new api.Dataset();
  dataset.addShard('mnist-0', new Uint8Array(await (await fetch(at('data/mnist-0.gz'))).arrayBuffer()));
  const found = {};
  for (const preset of ['project', 'tutorial']) {
    for (const { id: rule } of api.cards()) {
      const run = new api.Run(dataset, api.checkConfig({ preset, rule, epochs: 1, hidden: [60, 30] }));
      while (!run.advance(1000, false).finished);
      const values = run.images('after', 60).values;
      const report = new TextEncoder().encode(JSON.stringify(run.report().epochs.map(({ train_loss, valid_loss, valid_accuracy }) => [train_loss, valid_loss, valid_accuracy])));
      const bytes = new Uint8Array([...new Uint8Array(values.buffer, values.byteOffset, values.byteLength), ...report]);
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      found[`${preset} ${rule}`] = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
      run.free();
    }
  }
  return found;
}

async function inFirefox(url) {
  const { default: puppeteer } = await import(new URL('../../benches/peers/node_modules/puppeteer-core/lib/puppeteer/puppeteer-core.js', import.meta.url)).catch(() => {
    throw new Error('puppeteer-core is missing. Run `npm install --prefix benches/peers`.');
  });
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr', headless: true });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    return [await browser.version(), await page.evaluate(fingerprints)];
  } finally {
    await browser.close();
  }
}

async function inChromium(url) {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(url);
    return [`Chromium ${browser.version()}`, await page.evaluate(fingerprints)];
  } finally {
    await browser.close();
  }
}

const host = await serve(SITE);
try {
  const [[one, first], [other, second]] = [await inChromium(host.url), await inFirefox(host.url)];
  const differ = Object.keys(first).filter((key) => first[key] !== second[key]);
  process.stdout.write(`${one} and ${other}: ${Object.keys(first).length - differ.length} of ${Object.keys(first).length} runs have the same bits${differ.length ? `; not ${differ.join(', ')}` : ''}\n`);
  process.exitCode = differ.length ? 1 : 0;
} finally {
  await host.close();
}
