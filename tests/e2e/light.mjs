// Size of what a page asks for, and time that it keeps the reader waiting: bytes before the first touch, time to the first
// point of a curve, the longest task of the page's own thread while four rules race.
// Usage: node tests/e2e/light.mjs, or as cases of run.mjs, which hold the bytes only: times depend on the machine.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { SITE, launch, open } from './browser.mjs';
import { answered } from './labs.mjs';
import { serve } from './server.mjs';

const MOST = 250_000; // bytes, compressed as a host compresses them
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

/** Number of requests of a page until its first race or run has its first answer: its own, and those of the keeper of the site in the background. */
export async function requests(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const asked = { page: 0, keeper: 0, before: 0 };
  context.on('request', (request) => { asked[request.serviceWorker() ? 'keeper' : 'page'] += 1; });
  const page = await context.newPage();
  await page.goto(url);
  const [lab] = await page.locator('race-lab, run-panel').all();
  await page.waitForLoadState('networkidle');
  asked.before = asked.page;
  if (lab) await answered(page, lab);
  await context.close();
  return lab ? asked : null;
}

// Before anything else on the page: sums up by how much what is seen has moved without anybody's doing.
function watchShifts() {
  self.shift = 0;
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) self.shift += value;
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Layout shift of a page that is opened and then touched by a pointer: the share of the window that moved times how far, as browsers count it. */
export async function shift(browser, url, viewport) {
  const { page, close } = await open(browser, url, { before: watchShifts, still: true, viewport });
  await page.waitForLoadState('networkidle');
  await page.mouse.move(9, 9);
  await page.waitForTimeout(2500);
  const value = await page.evaluate(() => self.shift);
  await close();
  return value;
}

const STARTED = ['', 'first-model.html', 'hebbian.html', 'energies.html'];
const BEFORE = 40; // requests before the race
const ANSWERED = 46; // with the race's own, until its first answer: some come a little later on a quick machine
const STILL = 0.1; // what browsers' makers call good
const OTHERS = ['index.html', 'lab.html', 'microlearning.html']; // the front page is '', and these two are opened otherwise
const PAGES = ['', ...(await readdir(SITE)).filter((name) => name.endsWith('.html') && !OTHERS.includes(name)).sort()];

export const light = {
  async 'light: before it is touched no page asks for more than 250 kB'({ browser, host }) {
    for (const path of PAGES) {
      const { bytes, requests } = await weight(browser, host.url + path);
      process.stdout.write(`      ${path || 'index.html'}: ${Math.round(bytes / 1000)} kB in ${requests} requests\n`);
      assert.ok(bytes <= MOST, `${path}: ${bytes} bytes`);
    }
  },

  async 'light: at most 40 requests before a race or run begins, and few more until its first answer'({ browser, host }) {
    for (const path of STARTED) {
      const asked = await requests(browser, host.url + path);
      process.stdout.write(`      ${path || 'index.html'}: ${asked.before}, ${asked.page} with the race's own, and ${asked.keeper} to keep the site\n`);
      assert.ok(asked.before <= BEFORE && asked.page <= ANSWERED, `${path}: ${asked.before} and ${asked.page} requests`);
    }
  },

  async 'light: nothing jumps while a page opens and at the first touch, on a desk and on a phone'({ browser, host }) {
    // Both at once, since they mostly wait.
    const viewports = [{ width: 1280, height: 900 }, { width: 390, height: 844 }];
    for (const path of PAGES) {
      const values = await Promise.all(viewports.map((viewport) => shift(browser, host.url + path, viewport)));
      for (const [i, { width }] of viewports.entries()) {
        if (values[i] > 0.01) process.stdout.write(`      ${path || 'index.html'} at ${width} px: ${values[i].toFixed(3)}\n`);
        assert.ok(values[i] <= STILL, `${path} at ${width} px: ${values[i]}`);
      }
    }
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
  for (const path of PAGES) {
    const asked = await requests(counting, host.url + path);
    if (asked) process.stdout.write(`${path || 'index.html'}: ${asked.page} requests before its first race or run answers, and ${asked.keeper} to keep the site\n`);
  }
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
