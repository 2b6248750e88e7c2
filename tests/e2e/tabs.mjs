// The notebook in two tabs: what one of them writes or measures is not lost because of the other. Rules and attempts have cases of their own
// in drafts.mjs.

import assert from 'node:assert/strict';
import { open, seeText, stir } from './browser.mjs';

/** A second tab of the same reader. */
async function beside(page, url) {
  const other = await page.context().newPage();
  await other.goto(url);
  await other.mouse.move(1, 1);
  return other;
}

const box = (page) => page.getByLabel('And why?').first();
const shown = (page) => page.locator('.lab .predicted').first();

/** A race to its end; what it measured. */
async function raced(page) {
  await page.locator('race-lab button.primary').first().click();
  await seeText(page.locator('race-lab .status').first(), /^Finished/);
  return page.evaluate(() => document.querySelector('race-lab').race.racers.map(({ curve }) => curve.mean));
}

const race = (epochs) => `?race.first=2~backprop~~~epochs=${epochs};hidden=10`;

export const tabs = {
  async 'tabs: a prediction that two tabs write stands in each as it was written there, and neither is lost'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}feedback.html`);
    await box(page).waitFor();
    const other = await beside(page, `${host.url}feedback.html`);
    await box(page).fill('It falls');
    await box(other).fill('It rises');
    await page.reload();
    await seeText(shown(page), 'You predicted: “It falls”');
    await seeText(shown(page), 'In another tab you wrote: “It rises”');
    await box(page).fill('It falls a little');
    await page.close();
    await other.reload();
    await seeText(shown(other), 'You predicted: “It rises”');
    await seeText(shown(other), '“It falls a little”');
    // On another day there is one of them in the box, and the other beside it.
    const third = await beside(other, `${host.url}feedback.html`);
    await seeText(shown(third), 'It falls a little');
    await seeText(shown(third), 'It rises');
    assert.deepEqual(faults, []);
  },

  async 'tabs: an exercise that is solved in one stays solved, whatever another shows'({ browser, host }) {
    const kept = (page) => page.evaluate(() => JSON.parse(localStorage.getItem('exercise-hebbian')));
    const { page } = await open(browser, `${host.url}lab.html`, { query: '?v=1&lab=exercise&exercise=hebbian' });
    const lab = page.locator('rule-exercise').first();
    await stir(page, lab.locator('textarea'));
    await page.evaluate(() => localStorage.setItem('exercise-hebbian', JSON.stringify({ version: 1, hints: 0, solved: true })));
    await lab.getByRole('button', { name: /^Show hint/ }).click();
    assert.deepEqual(await kept(page), { version: 1, hints: 1, solved: true });
    await seeText(lab.locator('.solved'), 'solved');
  },

  async 'tabs: races of other choices that other tabs have run are all there on another day'({ browser, host }) {
    const { page } = await open(browser, host.url, { query: race(1) });
    const first = await raced(page);
    const other = await beside(page, host.url + race(2));
    const second = await raced(other);
    await page.close();
    for (const [epochs, measured] of [[1, first], [2, second]]) {
      const later = await beside(other, host.url + race(epochs));
      await seeText(later.locator('race-lab .status').first(), /^Finished, as measured on/);
      assert.deepEqual(await later.evaluate(() => document.querySelector('race-lab').race.racers.map(({ curve }) => curve.mean)), measured);
      await later.close();
    }
  },

  async 'tabs: an experiment that one of them measures is not forgotten because another measures it with other settings'({ browser, host }) {
    const { page } = await open(browser, `${host.url}lab.html`, { query: '?v=1&lab=variance&variance.widest=32&variance.draws=50' });
    const lab = (one) => one.locator('variance-lab');
    const run = async (one) => {
      await lab(one).locator('canvas').first().waitFor();
      await lab(one).getByRole('button', { name: 'Measure the variance', exact: true }).click();
      await seeText(lab(one).locator('.status'), /^Finished/);
    };
    await run(page);
    const there = (one) => one.evaluate(() => new Promise((resolve) => {
      const asked = indexedDB.open('microlearning-records', 1);
      asked.onsuccess = () => {
        const keys = asked.result.transaction('jobs').objectStore('jobs').getAllKeys();
        keys.onsuccess = () => resolve(new Set(keys.result.map(([, set]) => set)).size);
      };
    }));
    assert.equal(await there(page), 1);
    const other = await beside(page, `${host.url}lab.html?v=1&lab=variance&variance.widest=64&variance.draws=50`);
    await run(other);
    assert.equal(await there(other), 2, 'the first tab is still open');
    await page.close();
    const third = await beside(other, `${host.url}lab.html?v=1&lab=variance&variance.widest=16&variance.draws=50`);
    await run(third);
    assert.equal(await there(third), 2, 'those of closed tabs make room');
  },
};
