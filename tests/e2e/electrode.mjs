// The lab "What would the electrode see?": it runs to its end, and its table says who is noisy and who is biased.

import assert from 'node:assert/strict';
import { open, seeCount, seeText } from './browser.mjs';

const QUERY = '?electrode.networks=2&electrode.epochs=1&electrode.trials=100';

export const electrode = {
  async 'electrode: backprop tells each unit its role, node perturbation in the end, feedback alignment not'({ browser, host }) {
    const { page, faults, strangers } = await open(browser, `${host.url}which-rule.html`, { query: QUERY });
    await page.evaluate(() => import(new URL('js/main.js', document.baseURI)));
    const lab = page.locator('electrode-lab');
    await lab.scrollIntoViewIfNeeded();
    await lab.locator('canvas').first().waitFor();
    await seeText(lab.locator('.status'), 'Ready: 5 rules, 2 networks each, 100 trials.');
    await lab.getByRole('button', { name: 'Lower the electrode', exact: true }).click();
    await seeText(lab.locator('.status'), 'Finished: 5 rules, 2 networks each, 100 trials.', 120_000);

    const heard = lab.locator('curve-chart');
    await heard.locator('summary', { hasText: 'Show as table' }).click();
    await seeCount(heard.locator('tbody tr'), 5);
    const cells = async (row) => (await heard.locator('tbody tr').nth(row).locator('th, td').allTextContents()).map((text) => text.trim());
    const [backprop, noisy, biased] = [await cells(0), await cells(1), await cells(2)];
    assert.deepEqual(backprop.slice(0, 5), ['Backpropagation', '1.00 ± 0.00', '1.00 ± 0.00', '1.00 ± 0.00', '1.00 ± 0.00']);
    const number = (text) => Number.parseFloat(text.replace('−', '-'));
    assert.ok(number(noisy[3]) > number(noisy[1]) + 0.2, `node perturbation: ${noisy}`);
    assert.ok(Math.abs(number(noisy[4]) - 1) < 0.25, `node perturbation without noise: ${noisy}`);
    assert.ok(Math.abs(number(biased[3])) < 0.15 && biased[1] === biased[3], `feedback alignment: ${biased}`);

    await lab.getByRole('radio', { name: 'trained', exact: true }).check();
    await seeText(heard.locator('caption'), /^Teaching signals and causal roles after training/);
    await seeText(lab.locator('.outcome'), /^Agreement after training\. Backpropagation: 1\.00; reads \d+ %\./);
    await heard.locator('canvas').focus();
    await page.keyboard.press('End');
    await seeText(heard.locator('.readout'), /^100 trials: .*1\.00/);
    const cloud = lab.locator('scatter-chart');
    await cloud.locator('summary', { hasText: 'Show as table' }).click();
    await seeCount(cloud.locator('tbody tr'), 100);
    assert.deepEqual(faults, []);
    assert.deepEqual(strangers, []);
  },
};
