// How much a page asks for, and how long it keeps the reader waiting: bytes before the first touch, time to the first
// point of a curve, the longest task of the page's own thread while four rules race.
// Usage: node tests/e2e/light.mjs, or as cases of run.mjs, which hold the bytes only: times depend on the machine.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { SITE, launch, open } from './browser.mjs';
import { serve } from './server.mjs';

const MOST = 300_000; // bytes, compressed as a host compresses them
const MODULE = 200 * 1024; // likewise, of the module that every page opens with; some room for another compiler

/** Opens a page, leaves it alone for a while, and adds up what it asked for. */
export async function weight(browser, url) {
  const parts = [];
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.on('response', (response) => parts.push(response.body().then((body) => [response.url(), gzipSync(body, { level: 9 }).length])));
  await page.goto(url);
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(1000);
  const weighed = await Promise.all(parts);
  await context.close();
  return { bytes: weighed.reduce((sum, [, bytes]) => sum + bytes, 0), requests: weighed.length };
}

// Before anything else on the page: notes each long task, and when the race's curves had their first point.
function watch() {
  self.tasks = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) self.tasks.push({ startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
  const look = () => {
    if (document.querySelector('race-lab')?.race?.report?.racers.length) self.first = performance.now();
    else requestAnimationFrame(look);
  };
  addEventListener('DOMContentLoaded', look);
}

/** A cold open, the button as soon as it is there, and the race to its end. Milliseconds. */
export async function race(browser, url) {
  const { page, close } = await open(browser, url, { before: watch, still: true });
  const button = page.locator('race-lab button.primary');
  await button.waitFor();
  const pressed = await page.evaluate(() => performance.now());
  await button.click();
  await page.waitForFunction(() => document.querySelector('race-lab').race.phase === 'finished', null, { timeout: 120_000 });
  const { first, tasks } = await page.evaluate(() => ({ first: self.first, tasks: self.tasks }));
  await close();
  const longest = (some) => Math.max(0, ...some.map(({ duration }) => duration));
  return { first, pressed, opening: longest(tasks.filter(({ startTime }) => startTime < pressed)), racing: longest(tasks.filter(({ startTime }) => startTime >= pressed)) };
}

/** How many requests a page has made when its race has its first point: its own, and those of the keeper of the site in the background. */
export async function requests(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const asked = { page: 0, keeper: 0 };
  context.on('request', (request) => { asked[request.serviceWorker() ? 'keeper' : 'page'] += 1; });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('race-lab button.primary').first().click();
  await page.waitForFunction(() => document.querySelector('race-lab').race.report !== null);
  await context.close();
  return asked;
}

const OTHERS = ['index.html', 'lab.html', 'microlearning.html']; // the front page is '', and these two are opened otherwise
const PAGES = ['', ...(await readdir(SITE)).filter((name) => name.endsWith('.html') && !OTHERS.includes(name)).sort()];

export const light = {
  async 'light: before it is touched no page asks for more than 300 kB'({ browser, host }) {
    for (const path of PAGES) {
      const { bytes, requests } = await weight(browser, host.url + path);
      process.stdout.write(`      ${path || 'index.html'}: ${Math.round(bytes / 1000)} kB in ${requests} requests\n`);
      assert.ok(bytes <= MOST, `${path}: ${bytes} bytes`);
    }
  },

  async 'light: fewer than 40 requests before the first point of a race'({ browser, host }) {
    const { page, keeper } = await requests(browser, host.url);
    process.stdout.write(`      ${page}, and ${keeper} to keep the site\n`);
    assert.ok(page < 40, `${page} requests`);
  },

  async 'light: the module that every page opens with stays small'() {
    const { length } = gzipSync(await readFile(join(SITE, 'wasm/microlearning_bg.wasm')), { level: 9 });
    process.stdout.write(`      ${Math.round(length / 1000)} kB\n`);
    assert.ok(length <= MODULE, `${length} bytes`);
  },
};

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const host = await serve(SITE);
  for (const path of PAGES) {
    const browser = await launch();
    const { bytes, requests } = await weight(browser, host.url + path);
    process.stdout.write(`${path || 'index.html'}: ${(bytes / 1000).toFixed(0)} kB compressed before the first touch, ${requests} requests\n`);
    await browser.close();
  }
  const counting = await launch();
  const { page, keeper } = await requests(counting, host.url);
  process.stdout.write(`Requests of the front page before the first point of its race: ${page}, and ${keeper} to keep the site\n`);
  await counting.close();
  const runs = [];
  for (let i = 0; i < 5; i += 1) {
    const browser = await launch(); // a fresh one, so that nothing is warm
    runs.push(await race(browser, host.url));
    await browser.close();
  }
  const spread = (key) => {
    const values = runs.map((run) => run[key]).sort((a, b) => a - b);
    return `${values[2].toFixed(0)} ms (${values[0].toFixed(0)} to ${values[4].toFixed(0)})`;
  };
  process.stdout.write(`First point of a curve after a cold open: ${spread('first')}; the button was there after ${spread('pressed')}\n`);
  process.stdout.write(`Longest task of the page's own thread: ${spread('opening')} while opening, ${spread('racing')} while four rules raced\n`);
  await host.close();
}
