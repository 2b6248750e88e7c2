// Rules that only the workshop knows: by a link, and from the list of rules; and what a rule shows of itself.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { open, seeCount, seeText } from './browser.mjs';

const QUERY = '?v=1&rule=predictive_coding&epochs=1&hidden=20';

export const settling = {
  async 'settling: a link to a rule of the workshop opens with it, and its energy and pictures are drawn'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}first-model.html${QUERY}`);
    const panel = page.locator('run-panel');
    await panel.scrollIntoViewIfNeeded();
    assert.equal(await panel.locator('#field-rule').inputValue(), 'predictive_coding');
    await seeCount(panel.locator('#field-rule option[value=more]'), 0);
    await panel.getByRole('button', { name: 'Train', exact: true }).click();
    await seeText(panel.locator('.status'), /^Finished/);
    const inside = page.locator('rule-inside');
    const chart = inside.locator('curve-chart[data-shows=settling]');
    await chart.scrollIntoViewIfNeeded();
    await seeCount(inside.locator('figure picture-tiles'), 2);
    await chart.getByText('Show as table').click();
    await seeCount(chart.locator('table tbody tr'), 21, 'an energy before the first of 20 steps, and after each');
    const numbers = (await chart.locator('table tbody tr td:last-child').allTextContents()).map(Number);
    assert.ok(numbers.every((value, step) => step === 0 || value <= numbers[step - 1]), `the energy falls: ${numbers}`);
    await panel.getByRole('button', { name: 'Reset', exact: true }).click();
    await seeText(panel.locator('.status'), /^Ready/);
    await page.waitForFunction(() => document.querySelector('rule-inside').hidden);
    assert.deepEqual(faults, [], 'what the run before showed is not asked of a run that is not there');
  },

  async 'settling: the list of rules ends with a way to all of them, which keeps the settings'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}first-model.html?v=1&epochs=3`);
    const rules = page.locator('run-panel #field-rule');
    await rules.scrollIntoViewIfNeeded();
    assert.ok(!(await rules.locator('option').allTextContents()).includes('Predictive coding'), 'the first module does not know it');
    await rules.selectOption('more');
    await seeCount(rules.locator('option[value=predictive_coding]'), 1);
    assert.equal(await page.locator('#field-epochs').inputValue(), '3');
    await rules.selectOption('equilibrium_propagation');
    await seeText(page.locator('run-panel'), /Nudge β/);
    await page.waitForURL(/rule=equilibrium_propagation.*rules=all/);
    assert.deepEqual(faults, []);
  },

  async 'settling: goodness is drawn layer by layer and epoch by epoch, and the CSV has it'({ browser, host }) {
    const query = '?v=1&rule=forward_forward&preset=plain&epochs=2&hidden=20,12&activation=relu&optimizer=adam&lr=0.001';
    const { page, faults } = await open(browser, `${host.url}first-model.html${query}`);
    const panel = page.locator('run-panel');
    await panel.getByRole('button', { name: 'Train', exact: true }).click();
    await seeText(panel.locator('.status'), /^Finished/);
    const inside = page.locator('rule-inside');
    await inside.locator('curve-chart').first().scrollIntoViewIfNeeded();
    const [now, course] = [inside.locator('curve-chart').nth(0), inside.locator('curve-chart').nth(1)];
    for (const chart of [now, course]) await chart.getByText('Show as table').click();
    await seeCount(now.locator('table tbody tr'), 2, 'two hidden layers');
    await seeCount(course.locator('table tbody tr'), 3, 'before the first epoch, and after each');
    await seeText(course.locator('table thead'), /right labels, layer 1.*wrong labels, layer 2/s);
    const save = panel.locator('details.save').filter({ hasText: 'Save the numbers' });
    await save.locator('summary').click();
    const [download] = await Promise.all([page.waitForEvent('download'), save.getByRole('button', { name: 'CSV', exact: true }).click()]);
    const [head, ...rows] = (await readFile(await download.path(), 'utf8')).split('\n').filter((line) => line && !/^\uFEFF?#/.test(line)).map((line) => line.split(','));
    const at = head.indexOf('right.2');
    const shown = await course.locator('table tbody tr').last().locator('td').nth(1).textContent();
    assert.ok(at > 0 && rows.length === 3, head.join());
    assert.equal(Number(Number(rows[2][at]).toPrecision(5)), Number(shown));
    assert.deepEqual(faults, []);
  },

  async 'settling: a race is drawn over epochs, seconds and products, and the address remembers which'({ browser, host }) {
    const query = '?v=1&race.energies=2~backprop,predictive_coding~~~hidden=12;epochs=2';
    const { page, faults } = await open(browser, `${host.url}energies.html${query}`);
    const lab = page.locator('race-lab').first();
    await lab.scrollIntoViewIfNeeded();
    await lab.getByRole('button', { name: /^Train 2/ }).click();
    await seeText(lab.locator('.status').first(), /^Finished/);
    const positions = () => lab.evaluate(({ race }) => race.racers.map(({ places, curve }) => places ?? curve.epochs));
    assert.deepEqual(await positions(), [[0, 1, 2], [0, 1, 2]]);
    await lab.getByLabel('over').selectOption('products');
    const [backprop, coding] = await positions();
    assert.ok(Math.abs(backprop[2] / backprop[1] - 2) < 1e-9 && backprop[0] === 0, String(backprop));
    assert.ok(coding[1] > backprop[1], `settling takes more products: ${coding} beside ${backprop}`);
    assert.match(page.url(), /race\.energies\.axis=products/);
    await lab.getByText('Show as table').click();
    await seeText(lab.locator('figure table caption, curve-chart table caption').first(), /products until then/);
    await page.reload();
    await lab.scrollIntoViewIfNeeded();
    await seeText(lab.locator('.status').first(), /^Finished/);
    assert.equal(await lab.getByLabel('over').inputValue(), 'products');
    assert.deepEqual(await positions(), [backprop, coding]);
    await lab.getByLabel('over').selectOption('seconds');
    assert.ok((await positions()).every((at) => at[2] > at[1] && at[1] > 0), 'time goes on');
    await lab.getByLabel('over').selectOption('epochs');
    assert.doesNotMatch(page.url(), /axis/);
    assert.deepEqual(faults, []);
  },
};
