// Things that make a reader think: a question at the end of the first race, another seed for whoever trains again, predictions that are kept and shown again.

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
    const box = page.getByLabel('And why?').first();
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

  async 'teaching: a predicted number stands in the race’s chart, and beside what happened once it has finished'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}perturbation.html`, { query: '?race.perturbation=2~backprop,node_perturbation~~~epochs=1;hidden=10' });
    const field = page.getByLabel('Node perturbation, read correctly');
    await field.fill('55');
    await page.getByLabel('Twice as many inputs: which grows?').selectOption('both');
    const shown = page.locator('.lab .predicted').first();
    await seeText(shown, /Node perturbation, read correctly: 55 %$/);
    const race = page.locator('race-lab').first();
    await race.scrollIntoViewIfNeeded();
    await page.waitForFunction(() => document.querySelector('race-lab')?.race?.guesses.length === 1);
    const levels = () => race.locator('curve-chart').evaluate(({ shown: { spec } }) => spec.levels.map(({ y, name }) => `${name} ${y}`));
    assert.deepEqual((await levels()).slice(1), ['your NP 55']);
    await race.locator('button.primary').click();
    await page.waitForFunction(() => document.querySelector('race-lab').race.phase === 'finished');
    const accuracy = await page.evaluate(() => document.querySelector('race-lab').race.racers[1].curveOf(1, 'accuracy').mean.at(-1));
    await seeText(shown, `it was ${accuracy.toFixed(1)} %`);
    await page.reload();
    assert.equal(await field.inputValue(), '55');
    assert.deepEqual(faults, []);
  },

  async 'teaching: the front page and the menu say where a reader was and what is solved, and forgetting takes both away'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}feedback.html`, { before: "if (!sessionStorage.begun) { localStorage.setItem('exercise-kolen-pollack', '{\"solved\":true,\"hints\":0}'); sessionStorage.begun = 1; }" });
    await page.locator('.prediction').first().waitFor();
    await page.locator('#mirror').evaluate((section) => section.scrollIntoView({ behavior: 'instant' }));
    await page.goto(`${host.url}index.html`);
    await page.mouse.move(5, 5);
    const line = page.locator('.chapters li', { hasText: 'Feedback without weight transport' });
    await seeText(line, /You were here: “Feedback that listens”/);
    await seeText(line, '1 of 2 exercises solved');
    await page.locator('summary', { hasText: 'Chapters' }).click();
    await seeText(page.locator('.menu li', { hasText: 'Feedback without' }), '1 of 2 exercises solved');
    await line.locator('.come a').click();
    await page.waitForURL(/feedback.html#mirror$/);
    await page.goto(`${host.url}index.html`);
    await page.mouse.move(5, 5);
    await page.getByRole('button', { name: /^Forget everything/ }).click();
    await page.getByRole('button', { name: 'Forget it all' }).click();
    await page.waitForLoadState('load');
    await page.locator('.chapters').waitFor();
    await page.waitForFunction(() => document.querySelector('.come') === null && localStorage.length === 0);
    assert.deepEqual(faults, []);
  },

  async 'teaching: what a teacher’s link locks and hides goes along to the next page and through the menu'({ browser, host }) {
    const { page } = await open(browser, `${host.url}perturbation.html`, { query: '?hide.solutions=1&lock.seeds=1' });
    const next = page.locator('.turn [rel=next]');
    await page.waitForFunction(() => document.querySelector('.turn [rel=next]').href.includes('hide.solutions'));
    await next.click();
    await page.waitForURL(/feedback\.html\?.*hide\.solutions=1.*lock\.seeds=1/);
    await page.locator('summary', { hasText: 'Chapters' }).click();
    await page.waitForFunction(() => document.querySelector('.menu a').href.includes('lock.seeds'));
    assert.ok(!(await page.locator('.contents a').first().getAttribute('href')).includes('lock'), 'links within the page stay');
  },

  async 'teaching: chapter 4 begins with two networks of each kind and goes on to ten when asked'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}hebbian.html`);
    const lab = page.locator('race-lab').first();
    await lab.scrollIntoViewIfNeeded();
    const button = lab.locator('button.primary');
    await seeText(button, /^Train \d+ networks$/);
    const lanes = await lab.evaluate(({ race }) => {
      for (const { lane } of race.racers.slice(1)) race.drop(lane.id);
      return race.racers.length;
    });
    assert.equal(lanes, 1);
    await seeText(button, 'Train 2 networks');
    await button.click();
    await seeText(button, 'Train 8 more networks: 10 seeds');
    await button.click();
    await page.waitForFunction(() => document.querySelector('race-lab').race.racers[0].ends?.runs > 2);
    assert.equal(await lab.evaluate(({ race }) => race.seeds), 10);
    assert.deepEqual(faults, []);
  },
};
