// Starts Chromium, opens pages of the notebook, and keeps the book of what must not happen there.

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/** The built site: env SITE, else dist/ of this tree. */
export const SITE = process.env.SITE ?? fileURLToPath(new URL('../../dist', import.meta.url));

/** The file's name of one piece of the site's scripts, such as 'opening'. */
export async function piece(name) {
  return (await readdir(join(SITE, 'js/parts'))).find((file) => file.startsWith(`${name}-`));
}

const PLACES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** A headless Chromium with a fresh profile. */
export async function launch() {
  const executablePath = PLACES.find((place) => place && existsSync(place));
  if (!executablePath) throw new Error('No Chromium was found. Install it, or name it in the variable CHROMIUM.');
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/**
 * Opens the notebook in a context of its own, without what it keeps on a device unless asked for, and moves the mouse there unless
 * it is to be `still`: a page waits for a sign of life. Returns `{page, faults, strangers, close}`: console
 * errors and uncaught exceptions, and requests to other hosts.
 */
export async function open(browser, url, { query = '', before, still = false, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: 'block', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const faults = [];
  const strangers = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (request) => {
    const there = request.url();
    if (/^(https?|wss?):/.test(there) && new URL(there).origin !== new URL(url).origin) strangers.push(there);
  });
  if (before) await page.addInitScript(before);
  await page.goto(url + query);
  if (!still) await page.mouse.move(1, 1);
  return { page, faults, strangers, close: () => context.close() };
}

/** Moves the mouse until `locator` is there: a page opens some of its parts at the reader's first sign of life only. */
export async function stir(page, locator) {
  for (let i = 0; !(await locator.isVisible()); i += 1) {
    if (i > 300) throw new Error(`${locator} did not come, though the mouse was moved`);
    await page.mouse.move(9 + (i % 40), 9);
    await page.waitForTimeout(100);
  }
}

/**
 * Presses a button of an element, such as 'race-lab', as soon as `ready` says so of the element. The page itself presses: what trains may be
 * done before a press from outside comes.
 */
export async function pressWhen(page, selector, name, ready) {
  await page.evaluate(`(async () => {
    const element = document.querySelector('${selector}');
    for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((resolve) => { setTimeout(resolve, 5); })) {
      const button = [...element.querySelectorAll('button')].find(({ textContent }) => textContent === '${name}');
      if (button && (await (${ready})(element))) return button.click();
    }
    throw new Error('“${name}” could not be pressed within 60 s');
  })()`);
}

/** Waits until `text` (a string or a regular expression) stands in `locator`; says what stood there instead. */
export async function seeText(locator, text, timeout = 60_000) {
  const wanted = text instanceof RegExp ? text : new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const found = locator.filter({ hasText: wanted }).first();
  try {
    await found.waitFor({ state: 'visible', timeout });
  } catch {
    const texts = await locator.allInnerTexts().catch(() => []);
    throw new Error(`expected ${wanted} within ${timeout / 1000} s, saw: ${JSON.stringify(texts)}`);
  }
  return found;
}

/** Waits until there are so many of `locator`: a table is filled a moment after it was unfolded. */
export async function seeCount(locator, count, what = String(locator)) {
  const end = Date.now() + 60_000;
  for (;;) {
    const there = await locator.count();
    if (there === count) return;
    if (Date.now() > end) throw new Error(`expected ${count} of ${what} within 60 s, saw ${there}`);
    await new Promise((done) => { setTimeout(done, 50); });
  }
}

/** A value of the page's session: `ask(page, (session) => session.report)`. */
export function ask(page, read) {
  return page.evaluate(`(async () => {
    const { session } = await import(new URL('js/main.js', document.baseURI));
    return (${read})(session);
  })()`);
}

/** Waits until `test(session)` holds in the page. */
export async function until(page, test, timeout = 120_000) {
  const end = Date.now() + timeout;
  for (;;) {
    if (await ask(page, test)) return;
    if (Date.now() > end) {
      const state = await ask(page, (s) => ({ phase: s.phase, progress: s.progress, problem: s.problem?.text, last: s.report?.epochs.at(-1) }));
      throw new Error(`waited ${timeout / 1000} s for ${test}; the session is ${JSON.stringify(state)}`);
    }
    await page.evaluate(() => new Promise((done) => { setTimeout(done, 50); }));
  }
}
