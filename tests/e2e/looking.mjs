// Pictures beside numbers: predicted curves, differences, what is measured late, two runs, collapse, disturbed digits, trial updates, and charts
// that need no script.

import assert from 'node:assert/strict';
import { open, seeCount, seeText, stir, until } from './browser.mjs';

const finished = (page, id) => page.waitForFunction((name) => document.querySelector(`race-lab[scenario=${name}]`)?.race?.phase === 'finished', id, { timeout: 180_000 });

/** Trains a race of the page to its end. */
async function train(page, id) {
  const lab = page.locator(`race-lab[scenario=${id}]`);
  await lab.scrollIntoViewIfNeeded();
  await stir(page, lab.locator('button.primary'));
  await lab.locator('button.primary').click();
  await finished(page, id);
  return lab;
}

const FEEDBACK = '?race.feedback=2~backprop,feedback_alignment~~~epochs=3;hidden=20,20';

export const looking = {
  async 'looking: a curve drawn on the empty chart is kept on the device and stands beside what happened'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}feedback.html`, { query: FEEDBACK });
    const field = page.getByLabel('Feedback alignment’s angle in layer 1, from epoch 0 to 12');
    const lab = page.locator('race-lab[scenario=feedback]');
    await lab.scrollIntoViewIfNeeded();
    await stir(page, lab.locator('button.primary'));
    assert.equal(await field.inputValue(), '', 'nobody has predicted anything yet');
    assert.equal(await page.locator('.predicted').first().isVisible(), false);
    const draw = page.getByRole('button', { name: 'Draw it in the chart' }).first();
    await draw.click();
    const canvas = lab.locator('curve-chart canvas');
    await canvas.scrollIntoViewIfNeeded();
    await seeText(lab.locator('.invite'), 'Draw with a finger');
    const { x, y, width, height } = await canvas.boundingBox();
    await page.mouse.move(x + width * 0.15, y + height * 0.2);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.8, y + height * 0.6, { steps: 12 });
    await page.mouse.up();
    const drawn = await field.inputValue();
    assert.match(drawn, /^0: \d+, 1: \d+, 2: \d+, 3: \d+$/, drawn);
    const points = drawn.split(', ').map((pair) => Number(pair.split(': ')[1]));
    assert.ok(points[0] > points[3], `it falls as the hand did: ${drawn}`);
    await page.getByRole('button', { name: 'Done' }).click();
    // The same field takes it from the keyboard, and what cannot be read is said.
    await field.fill('0: 88, 3: forty');
    assert.equal(await field.evaluate((input) => input.checkValidity()), false);
    await field.fill('0: 88, 3: 40');
    const series = () => lab.locator('curve-chart').evaluate(({ shown: { spec } }) => spec.series.map(({ name, x: xs, y: ys }) => [name, xs, ys]));
    assert.deepEqual((await series())[0], ['your FA', [0, 3], [88, 40]]);
    await page.reload();
    assert.equal(await field.inputValue(), '0: 88, 3: 40');
    await train(page, 'feedback');
    assert.equal((await series()).length, 3);
    await seeText(page.locator('.predicted').first(), /from epoch 0 to 12: 88° at epoch 0, 40° at epoch 3 · it was \d+\.\d° at epoch 0, \d+\.\d° at epoch 3/);
    assert.deepEqual(faults, []);
  },

  async 'looking: differences to the first who takes part are drawn seed by seed'({ browser, host }) {
    const { page, faults } = await open(browser, host.url, { query: '?race.first=2~backprop,feedback_alignment~2~~epochs=2;hidden=10' });
    const lab = await train(page, 'first');
    await lab.getByLabel('As differences to Backpropagation').check();
    const chart = lab.locator('curve-chart');
    await page.waitForFunction(() => document.querySelector('race-lab curve-chart').shown.spec.series.length === 1);
    const [shown, mean] = await chart.evaluate((element) => {
      const { racers, seeds } = element.session;
      const [first, second] = racers.map((racer) => racer.valuesOf(seeds, 'accuracy').map(({ values }) => values[2]));
      return [element.shown.spec.series[0].y[2], second.reduce((sum, value, i) => sum + value - first[i], 0) / second.length];
    });
    assert.ok(Math.abs(shown - mean) < 1e-9, `${shown} is not ${mean}`);
    await chart.locator('summary', { hasText: 'Show as table' }).click();
    await seeText(chart.locator('caption'), 'Accuracy, difference to Backpropagation (points)');
    await seeText(chart.locator('tbody tr').last(), /−?\d+\.\d ± \d+\.\d points/);
    assert.deepEqual(faults, []);
  },

  async 'looking: what takes long and is asked for at the end is measured of every epoch, as if it had been asked for at once'({ browser, host }) {
    const curve = async (query, late) => {
      const { page, faults, close } = await open(browser, host.url, { query });
      const lab = await train(page, 'first');
      if (late) await lab.locator('.race-measure select').selectOption('cosine');
      await page.waitForFunction(() => document.querySelector('race-lab').race.racers.every(({ curve: { mean } }) => mean.length === 4 && mean.every((value) => value !== null)));
      const values = await page.evaluate(() => document.querySelector('race-lab').race.racers.map((racer) => racer.curveOf(1, 'cosine').mean));
      assert.deepEqual(faults, []);
      await close();
      return values;
    };
    const late = await curve('?race.first=2~feedback_alignment,kolen_pollack~~~epochs=3;hidden=10', true);
    assert.deepEqual(late, await curve('?race.first=2~feedback_alignment,kolen_pollack~~cosine~epochs=3;hidden=10', false));
  },

  async 'looking: two runs of the first model stand side by side with what was set otherwise'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}first-model.html`, { query: '?v=1&epochs=2&hidden=10' });
    const panel = page.locator('run-panel');
    await panel.getByRole('button', { name: 'Train', exact: true }).click();
    await until(page, (s) => s.phase === 'finished');
    const beside = page.locator('run-beside');
    await seeText(beside.locator('.invite'), 'train again');
    await panel.getByLabel('Hidden units', { exact: true }).fill('30');
    await panel.getByLabel('Hidden units', { exact: true }).blur();
    await panel.getByRole('button', { name: 'Train', exact: true }).click();
    await until(page, (s) => s.phase === 'finished' && s.runs === 2);
    await seeText(beside.locator('tbody tr').first(), /Hidden units\s*10\s*30/);
    await seeText(beside.locator('.table-box'), /Digit 9\s*\d+\.\d %\s*\d+\.\d %/);
    assert.equal(await beside.locator('curve-chart').evaluate(({ shown: { spec } }) => spec.series.length), 2);
    assert.deepEqual(faults, []);
  },

  async 'looking: a Hebbian collapse is seen digit by digit, epoch by epoch'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}hebbian.html`, { query: '?race.hebbian=2~two~1' });
    await train(page, 'hebbian');
    const bars = page.locator('race-classes');
    await bars.scrollIntoViewIfNeeded();
    await stir(page, bars.locator('input[type=range]'));
    const chart = bars.locator('bars-chart');
    await page.waitForFunction(() => document.querySelector('race-classes bars-chart')?.shown?.spec.bars.length === 2);
    const last = await bars.locator('input').evaluate(({ max }) => Number(max));
    await seeText(chart.locator('.as-table summary'), 'Show as table');
    await bars.locator('input').fill('0');
    const label = () => chart.evaluate(({ shown }) => shown.spec.y_label);
    assert.equal(await label(), 'Correct (%), epoch 0');
    await bars.getByRole('button', { name: 'Play the epochs' }).click();
    await page.waitForFunction((end) => document.querySelector('race-classes bars-chart').shown.spec.y_label === `Correct (%), epoch ${end}`, last);
    assert.deepEqual(faults, []);
  },

  async 'looking: disturbed digits stand beside what each network reads in them'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}harder-worlds.html`, { query: '?race.noisy=2~backprop,feedback_alignment~~~epochs=1;hidden=20' });
    await train(page, 'noisy');
    const seen = page.locator('race-disturbed');
    await seen.scrollIntoViewIfNeeded();
    await seeCount(seen.locator('.disturbed li'), 20, 'ten digits for each of two networks');
    await seen.getByText('Under attack').click();
    await seen.getByText('0.2', { exact: true }).click();
    await page.waitForFunction(() => document.querySelectorAll('race-disturbed .wrong').length > 5);
    await seeText(seen.locator('h4').first(), /Backpropagation \d of 10/);
    // Canvases are used again: hundreds of lost ones would be given back in one long task.
    const strengths = await seen.locator('fieldset').nth(1).locator('label').all();
    let met = 0;
    for (const strength of [...strengths, ...strengths]) {
      met = await seen.evaluate((element) => {
        element.querySelector('.disturbed li').dataset.before = '';
        for (const canvas of element.querySelectorAll('canvas')) canvas.number ??= element.met = (element.met ?? 0) + 1;
        return element.met;
      });
      if (await strength.locator('input').isChecked()) continue;
      await strength.click();
      await page.waitForFunction(() => !('before' in document.querySelector('race-disturbed .disturbed li').dataset));
    }
    assert.ok(met <= 40, `${met} canvases for twenty pictures, and twenty that come before the others are gone`);
    assert.deepEqual(faults, []);
  },

  async 'looking: trial updates scatter around downhill, and those of a rule without noise are one point elsewhere'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}bias-variance.html`);
    const cloud = page.locator('trial-cloud');
    await cloud.scrollIntoViewIfNeeded();
    await stir(page, cloud.locator('select'));
    await seeText(cloud.locator('.status'), /^Feedback alignment: the mean of 100 updates is .*strays from it by 0\.000 and 0\.000/);
    await cloud.getByLabel('Rule').selectOption('node_perturbation');
    await cloud.getByText('1000', { exact: true }).click();
    await cloud.getByText('output layer', { exact: true }).click();
    await page.waitForFunction(() => document.querySelector('trial-cloud').shown.report.layer === 2);
    await seeText(cloud.locator('.status'), /^Node perturbation: the mean of 1000 updates/);
    const { mean, sd, downhill, trials } = await cloud.evaluate(({ shown: { report } }) => ({ ...report, trials: report.updates[0].length }));
    assert.equal(trials, 1000);
    assert.ok(mean.every((value, i) => Math.abs(value - downhill[i]) < (5 * sd[i]) / Math.sqrt(trials)), `${mean} is not near ${downhill}`);
    assert.deepEqual(faults, []);
  },

  async 'looking: charts of measured numbers are there without a script, once in each theme, with their numbers for whoever listens'({ browser, host }) {
    const { page } = await open(browser, `${host.url}deeper.html`, { javaScriptEnabled: false });
    const seen = page.locator('.plots svg:visible');
    await seeCount(seen, 2, 'charts that are seen');
    assert.match(await seen.first().getAttribute('aria-label'), /^Accuracy \(%\), by hidden layers: backprop 9\d\.\d ± \d/);
    await page.emulateMedia({ colorScheme: 'dark' });
    await seeCount(page.locator('.plots .on-dark:visible'), 2, 'dark charts');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await seeCount(page.locator('.plots .on-light:visible'), 2, 'charts on paper');
    await page.goto(`${host.url}which-rule.html`);
    await seeCount(page.locator('#notice .plots svg:visible'), 5, 'a chart for each question');
  },
};
