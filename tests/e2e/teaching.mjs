// What makes a reader think: a question at the end of the first race, another seed for whoever trains again, predictions that are kept and shown again.

import assert from 'node:assert/strict';
import { ask, open, seeText, until } from './browser.mjs';

const RACE = '?race.first=2~backprop,feedback_alignment~~~epochs=2;hidden=10';
const main = (page) => page.locator('race-lab button.primary').first();
const status = (page) => page.locator('race-lab .status').first();

export const teaching = {
  async 'teaching: the first race ends in a question, with links to chapters that answer it'({ browser, host }) {
    const { page, faults } = await open(browser, host.url, { query: RACE });
    const after = page.locator('race-lab .race-after');
    await main(page).waitFor();
    assert.equal(await after.isVisible(), false);
    await main(page).click();
    await seeText(after, 'Why does node perturbation stay behind');
    for (const link of await after.locator('a').all()) assert.equal((await fetch(new URL(await link.getAttribute('href'), host.url))).status, 200);
    assert.deepEqual(faults, []);
  },

  async 'teaching: who trains again has another seed, and is told'({ browser, host }) {
    const { page } = await open(browser, host.url, { query: RACE });
    await main(page).click();
    await seeText(status(page), /^Finished/);
    const first = await page.evaluate(() => document.querySelector('race-lab').race.racers[0].curve.mean);
    await seeText(main(page), 'Train with seed 2, too');
    await main(page).click();
    await seeText(status(page), /^Finished.* on average with \d+\.\d ± \d+\.\d %/);
    assert.match(page.url(), /race\.first=2~backprop,feedback_alignment~2~/);
    const mean = await page.evaluate(() => document.querySelector('race-lab').race.racers[0].curve.mean);
    assert.notDeepEqual(mean, first);
    await seeText(main(page), 'Train with seed 3, too');
    // A teacher's link that holds the seeds fast keeps them.
    const { page: locked } = await open(browser, host.url, { query: `${RACE}&lock.seeds=1` });
    await main(locked).click();
    await seeText(main(locked), 'Train 2 rules again');

    const { page: run } = await open(browser, `${host.url}first-model.html`, { query: '?v=1&epochs=1&hidden=10&seed=4' });
    await run.locator('run-panel').getByRole('button', { name: 'Train', exact: true }).click();
    await until(run, (s) => s.phase === 'finished');
    await run.locator('run-panel').getByRole('button', { name: 'Train again with seed 5' }).click();
    await until(run, (s) => s.phase === 'finished' && s.report?.config.seed === 5);
    assert.equal(await ask(run, (s) => s.config.seed), 5);
    await run.waitForFunction(() => location.search.includes('seed=5'));
  },

  async 'teaching: a prediction is kept on this device and stands where it is answered'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}feedback.html`);
    const box = page.getByLabel('Your prediction: a number, a name, or a sentence').first();
    const shown = page.locator('.lab .predicted').first();
    await box.waitFor();
    assert.equal(await shown.isVisible(), false);
    await box.fill('It starts at 90° & <b>stays</b>');
    await seeText(shown, 'You predicted: “It starts at 90° & <b>stays</b>”');
    assert.ok(await shown.evaluate((words) => words.nextElementSibling.localName === 'race-lab'), 'at the race that answers');
    await page.reload();
    await seeText(shown, 'It starts at 90°');
    await box.fill('');
    await page.reload();
    await box.waitFor();
    assert.equal(await shown.isVisible(), false);
    assert.deepEqual(faults, []);
  },
};
