// Speed at which the built site trains in Chromium, beside what else there is: see benches/.
// Usage: node tests/e2e/bench.mjs [--json] [--quick] [--growth]; env SITE (default dist), PYTHON (default python3).

import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as growth from '../../benches/growth.mjs';
import { gather } from '../../benches/peers.mjs';
import { prepare, scaling, snr } from '../../benches/ours.mjs';
import { firstCurve, gzipped, ready } from '../../benches/start.mjs';
import { figures, table } from '../../benches/table.mjs';
import { SITE, launch } from './browser.mjs';
import { serve } from './server.mjs';

/** Rules of which the time for an SNR is told: each is asked in another way. */
const SLOW = ['backprop', 'node_perturbation', 'weight_perturbation'];
const FULL = { rounds: 9, ms: 30, starts: 5, spend: 400, peers: true, snr: SLOW };
const QUICK = { rounds: 3, ms: 10, starts: 2, spend: 150, peers: true, snr: SLOW };
/** For the tests, which ask whether it works. */
const SMOKE = { rounds: 1, ms: 2, starts: 1, spend: 1, peers: false, snr: SLOW.slice(0, 1) };

const folder = (name) => fileURLToPath(new URL(`../../benches/${name}`, import.meta.url));

async function start(browser, host, { starts }) {
  const [readies, first] = [[], []];
  for (let i = 0; i < starts; i += 1) {
    const page = await browser.newPage();
    await page.goto(`${host.url}bench/index.html`);
    readies.push(await ready(page));
    await page.close();
  }
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await firstCurve(context, host.url); // fills the browser's cache
  for (let i = 0; i < starts; i += 1) first.push(await firstCurve(context, host.url));
  await context.close();
  return { ready: readies, first, longest: Math.max(...first.map(({ longest }) => longest)) };
}

/** Measures everything, as thoroughly as `size` says. Returns `{found, measured}`. */
async function measure(browser, host, size) {
  const page = await browser.newPage();
  await page.goto(`${host.url}bench/index.html`);
  const others = size.peers ? await gather(page) : { peers: [], skipped: [], close() {} };
  const { jobs, warm, round } = await prepare(page);
  await warm(size.ms);
  for (let i = 0; i < size.rounds; i += 1) {
    await round();
    for (const peer of others.peers) peer.ms.push(await peer.measure());
  }
  others.close();
  const measured = {
    jobs,
    ...others,
    scaling: await scaling(page, size.spend),
    snr: await snr(page, size.snr),
    size: await gzipped(SITE),
  };
  await page.close();
  Object.assign(measured, await start(browser, host, size));
  return { found: figures(measured), measured };
}

/** The host and what lies beside the site on it. */
export const benchHost = () => serve(SITE, { 'bench/': folder('browser/'), 'peers/': folder('peers/') });

/** One short round of everything but the peers: for the tests. */
export const smoke = async (browser, host) => (await measure(browser, host, SMOKE)).found;

/** Writes docs/growth.svg. */
async function grow(browser, host) {
  const page = await browser.newPage();
  await page.goto(`${host.url}bench/index.html`);
  const panels = await growth.measure(page, 5);
  const words = `Seconds for an epoch of 6,000 images. Dots: measured (median of 5). Line: proportional to the arithmetic of products and steps. Chromium ${browser.version()}, ${new Date().toISOString().slice(0, 10)}.`;
  await writeFile(fileURLToPath(new URL('../../docs/growth.svg', import.meta.url)), growth.picture(panels, words));
  process.stdout.write(`${growth.words(panels)}\n\nThe picture is docs/growth.svg.\n`);
}

async function main() {
  const host = await benchHost();
  const browser = await launch();
  if (process.argv.includes('--growth')) {
    await grow(browser, host);
    await browser.close();
    await host.close();
    return;
  }
  const { found, measured } = await measure(browser, host, process.argv.includes('--quick') ? QUICK : FULL);
  await browser.close();
  await host.close();
  const json = process.argv.includes('--json');
  process.stdout.write(json ? `${JSON.stringify(found)}\n` : `${table(found, measured)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
