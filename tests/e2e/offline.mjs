// The site without a network, after a first visit.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SITE, open, seeText, stir } from './browser.mjs';

/** Asks the page again and again until `question` is answered with something true. */
async function comes(page, question, argument) {
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    if (await page.evaluate(question, argument)) return;
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  throw new Error(`did not come true within a minute: ${question}`);
}

const kept = (page) => comes(page, async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated');

export const offline = {
  async 'offline: after a first visit another chapter opens without a network, and trains'({ browser, host }) {
    const { page, faults } = await open(browser, host.url, { serviceWorkers: 'allow' });
    await page.mouse.move(40, 300); // the first sign of life
    await kept(page);
    await page.context().setOffline(true);
    await page.goto(`${host.url}feedback.html`);
    const lab = page.locator('race-lab').first();
    await lab.scrollIntoViewIfNeeded();
    await lab.locator('button.primary').click();
    await seeText(lab.locator('.status').first(), /Finished\./);
    await seeText(lab.locator('tbody').first(), /Backprop.*12\s*finished/s);
    await page.goto(`${host.url}your-own-rule.html`);
    await stir(page, page.locator('rule-editor textarea').first());
    await page.goto(host.url);
    await seeText(page.locator('h1'), 'How could a brain learn?');
    assert.deepEqual(faults, []);
  },

  async 'offline: a new build of the site replaces what was kept'({ browser, host }) {
    const { page } = await open(browser, host.url, { serviceWorkers: 'allow' });
    await page.mouse.move(40, 300);
    await kept(page);
    const names = () => page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('microlearning-')));
    const [before, ...others] = await names();
    assert.deepEqual(others, []);
    const worker = await readFile(join(SITE, 'offline.js'), 'utf8');
    host.instead.set('offline.js', worker.replace(/"version":"\w+"/, '"version":"later"'));
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
    await comes(page, async (old) => !(await caches.keys()).includes(old), before);
    assert.deepEqual(await names(), ['microlearning-2-later']);
  },
};
