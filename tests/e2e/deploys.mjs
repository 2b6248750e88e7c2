// Copies that a device keeps while hosts redirect, cache, and get another build: pages and scripts of one build, or a sentence.

import assert from 'node:assert/strict';
import { piece, seeText } from './browser.mjs';
import { HEADERS, build, host } from './hosts.mjs';

const made = new Map();

/** The build of this name, made once. */
export async function parts(name) {
  if (!made.has(name)) made.set(name, await build(name));
  return made.get(name);
}

export async function comes(question, what, timeout = 30_000, between = 100) {
  for (const end = Date.now() + timeout; Date.now() < end;) {
    if (await question()) return;
    await new Promise((resolve) => { setTimeout(resolve, between); });
  }
  throw new Error(`did not come within ${timeout / 1000} s: ${what}`);
}

/** A reader's browser on one host: `visit(path)` opens a tab, with a sign of life. */
export async function reader(browser, url) {
  const context = await browser.newContext({ serviceWorkers: 'allow' });
  const visit = async (path = '') => {
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(url + path);
    await page.mouse.move(1, 1);
    await page.mouse.move(40, 300);
    return page;
  };
  return { context, visit };
}

export const worker = (page, which) => page.evaluate(async (name) => (await navigator.serviceWorker.getRegistration())?.[name]?.state ?? null, which);
export const isKept = (page) => comes(async () => (await worker(page, 'active')) === 'activated', 'the site is kept');

/** The builds that a page and its scripts are of. */
export const buildsOf = (page) => page.evaluate(() => [...new Set([document.querySelector('meta[name=build]')?.content, ...(self.BUILDS ?? [])])]);

/** Trains a small network, which takes the worker, the module and the digits. */
export async function trains(page) {
  await page.locator('run-panel').getByRole('button', { name: 'Train', exact: true }).click();
  await seeText(page.locator('run-summary'), /After epoch 1 the network reads/, 30_000);
}

export const SMALL = 'first-model.html?v=1&epochs=1&hidden=10';

/** A page that is of this build alone, and works. */
export async function opens(visit, name, path = SMALL) {
  const page = await visit(path);
  await trains(page);
  assert.deepEqual(await buildsOf(page), [name]);
  return page;
}

/** Visits until the build comes that is waiting; every page on the way is of one build. */
async function becomes(visit, name) {
  await comes(async () => {
    const page = await visit('feedback.html');
    await seeText(page.locator('h1'), /./);
    const builds = await buildsOf(page);
    await page.close();
    assert.equal(builds.length, 1, `a page of ${builds}`);
    return builds[0] === name;
  }, `build ${name}`);
}

/** Waits on a page until the device has the whole of this build, then on one that no worker sees until it answers with that. */
async function keeps({ visit, context }, name) {
  const page = await visit('feedback.html');
  const whole = () => page.evaluate(async (build) => {
    const key = (await caches.keys()).find((kept) => kept.endsWith(`-build-${build}`));
    return Boolean(key) && !(await navigator.serviceWorker.getRegistration())?.installing && Boolean(await (await caches.open(key)).match(new URL('lab.html', document.baseURI)));
  }, name);
  await comes(whole, `build ${name} is kept`);
  const outside = await context.newPage();
  await outside.goto(new URL('/elsewhere', page.url()).href);
  await page.close();
  const alone = () => outside.evaluate(async (build) => {
    const { active, waiting } = (await navigator.serviceWorker.getRegistration('/course/')) ?? {};
    const builds = (await caches.keys()).filter((key) => key.includes('-build-'));
    return active?.state === 'activated' && !waiting && builds.length === 1 && builds[0].endsWith(`-${build}`);
  }, name);
  await comes(alone, `build ${name} answers`);
  await outside.close();
}

const RACE = 'lab.html?v=1&lab=race&scenario=first&race.first=2~backprop~~~epochs=1;hidden=10';

/** The same for a race, which needs the first digits only. */
export async function races(visit, name) {
  const page = await visit(RACE);
  await page.locator('race-lab button.primary').click();
  await seeText(page.locator('race-lab .status').first(), /^Finished/, 30_000);
  assert.deepEqual(await buildsOf(page), [name]);
  return page;
}

const CASES = {
  async 'a new build replaces the whole of the one before'({ visit, site }) {
    const first = await visit();
    await isKept(first);
    await first.close();
    site.deploy(await parts('B'));
    const second = await opens(visit, 'A');
    await comes(async () => (await worker(second, 'waiting')) === 'installed', 'the new build was fetched');
    assert.deepEqual(await buildsOf(second), ['A']);
    await second.close();
    await becomes(visit, 'B');
    site.cut();
    await opens(visit, 'B'); // later digits that did not change were kept with the build before
    const other = await visit('your-own-rule.html');
    await other.locator('rule-editor textarea').first().waitFor();
    assert.deepEqual(await buildsOf(other), ['B']);
  },

  async 'another build that comes while the first is being kept is not mixed with it'({ visit, site }) {
    const next = await parts('B');
    site.after('offline.js', () => site.deploy(next));
    const first = await visit();
    await comes(() => site.asked.includes('offline.js'), 'the site is to be kept');
    await comes(async () => (await first.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)) === 0, 'nothing half was kept');
    await first.close();
    const second = await visit();
    await isKept(second);
    await second.close();
    await opens(visit, 'B');
    site.cut();
    await opens(visit, 'B');
  },

  async 'what was kept is gone, and the host has another build: all is of that one'({ visit, context, site }) {
    const first = await visit();
    await isKept(first);
    await (await opens(visit, 'A')).close(); // which fills the browser's own cache, too
    await first.evaluate(async () => {
      for (const name of await caches.keys()) await caches.delete(name);
    });
    await first.close();
    site.deploy(await parts('B'));
    const second = await opens(visit, 'B');
    await second.locator('.share summary').first().click();
    await second.locator('share-lab textarea').first().waitFor();
    assert.deepEqual(await buildsOf(second), ['B']);
    await second.close();
    await becomes(visit, 'B');
    await keeps({ visit, context }, 'B'); // until then a page of that build is a guest
    site.cut();
    await races(visit, 'B');
  },

  async 'a part that was kept is gone, and the host has it in another build only: it is that of the page, or missed, and a reload helps'({ visit, site }) {
    const first = await visit();
    await isKept(first);
    await first.close();
    const second = await opens(visit, 'A');
    await second.evaluate(async (part) => {
      for (const name of await caches.keys()) await (await caches.open(name)).delete(new URL(part, document.baseURI));
    }, `js/parts/${await piece('share-lab')}`);
    const next = new Map(await parts('B'));
    site.deploy(next);
    await second.locator('.share summary').first().click();
    // The browser's own cache may still have the one of this build.
    await seeText(second.locator('.share').first(), /could not be opened|Put this lab into a course page/);
    assert.deepEqual(await buildsOf(second), ['A']);
    await second.reload();
    await trains(second);
    await second.locator('.share summary').first().click();
    await second.locator('share-lab textarea').first().waitFor();
    assert.equal((await buildsOf(second)).length, 1);
  },
};

const under = (headers) => Object.fromEntries(Object.entries(CASES).map(([name, run]) => [`deploy: where ${headers}, ${name}`, async ({ browser }) => {
  const site = await host(await parts('A'), { headers });
  await run({ ...(await reader(browser, site.url)), site });
  await site.close();
}]));

export const deploys = Object.assign({}, ...Object.keys(HEADERS).map(under));
