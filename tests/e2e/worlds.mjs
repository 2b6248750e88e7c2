// The chapter on harder worlds: each of its races trains, and what it sweeps is drawn, read and told.

import assert from 'node:assert/strict';
import { open, seeText, seeCount } from './browser.mjs';

const lab = (page, id) => page.locator(`race-lab[scenario=${id}]`);

/** The chapter with short races. */
async function chapter(browser, host, query) {
  const opened = await open(browser, `${host.url}harder-worlds.html`, { query });
  await opened.page.locator('race-lab button.primary').first().waitFor();
  return opened;
}

/** Trains a race to its end and gives each lane's values of some measures, epoch by epoch. */
async function train(page, id, measures) {
  await lab(page, id).locator('button.primary').click();
  await page.waitForFunction((name) => document.querySelector(`race-lab[scenario=${name}]`).race.phase === 'finished', id, { timeout: 180_000 });
  return page.evaluate(([name, ids]) => {
    const { racers } = document.querySelector(`race-lab[scenario=${name}]`).race;
    return Object.fromEntries(racers.map((racer) => [racer.lane.id, Object.fromEntries(ids.map((measure) => [measure, racer.curveOf(1, measure).mean]))]));
  }, [id, measures]);
}

export const worlds = {
  async 'worlds: one picture at a time, and batches at as many times the rate do the same'({ browser, host }) {
    const { page, faults, strangers } = await chapter(browser, host, '?race.online=2~~~~epochs=1');
    const ends = await train(page, 'online', ['accuracy']);
    const last = (lane) => ends[lane].accuracy.at(-1);
    assert.ok(last('backprop') > 80, JSON.stringify(ends));
    assert.ok(Math.abs(last('backprop') - last('backprop_batches')) < 2, JSON.stringify(ends));
    await seeText(lab(page, 'online').locator('.race-notes'), /32 times the rate/);
    assert.deepEqual([...faults, ...strangers], []);
  },

  async 'worlds: noise and attacks are measured, and swept in two charts that a keyboard reads'({ browser, host }) {
    const { page, faults } = await chapter(browser, host, '?race.noisy=2~backprop,feedback_alignment~~~epochs=2');
    const [noise, attack] = ['noise', 'fgsm'].map((measure) => page.locator(`race-sweep curve-chart[data-shows=sweep-${measure}]`));
    await page.locator('race-sweep').scrollIntoViewIfNeeded();
    await seeText(noise.locator('.invite'), 'Train the rules above');
    const ends = await train(page, 'noisy', ['accuracy', 'noise.0.2', 'noise.0.8', 'fgsm.0.02', 'fgsm.0.2']);
    for (const [lane, { accuracy, 'noise.0.2': weak, 'noise.0.8': strong, 'fgsm.0.02': little, 'fgsm.0.2': much }] of Object.entries(ends)) {
      const seen = [accuracy, weak, strong, little, much].map((values) => values.at(-1));
      assert.ok(seen.every((value) => value !== null) && seen[1] > seen[2] && seen[3] > seen[4] && seen[4] < seen[1], `${lane}: ${seen}`);
    }
    await noise.locator('canvas').focus();
    await page.keyboard.press('Home');
    await seeText(noise.locator('.readout'), /σ = 0: backprop \d+\.\d %, FA \d+\.\d %/);
    await page.keyboard.press('End');
    await seeText(noise.locator('.readout'), /σ = 2\.4: backprop \d+\.\d %/);
    await attack.locator('summary', { hasText: 'Show as table' }).click();
    await seeCount(attack.locator('tbody tr'), 5, 'no attack and four strengths');
    await lab(page, 'noisy').locator('.race-measure select').selectOption('fgsm.0.1');
    await seeText(lab(page, 'noisy'), /fast gradient sign method/);
    assert.deepEqual(faults, []);
  },

  async 'worlds: late digits are unknown, then learned, and what is left of the others depends on whether they stay'({ browser, host }) {
    const { page, faults } = await chapter(browser, host, '?race.late=2~backprop,backprop_alone~~~epochs=4;late_from=3');
    const { backprop, backprop_alone: alone } = await train(page, 'late', ['late', 'others']);
    assert.deepEqual([backprop.late[2], backprop.others[2]], [alone.late[2], alone.others[2]], 'alike until they come');
    assert.ok(backprop.late[2] < 5 && backprop.late[4] > 40 && alone.late[4] > 80, JSON.stringify([backprop, alone]));
    assert.ok(backprop.others[4] > 75 && alone.others[4] < 60, JSON.stringify([backprop, alone]));
    await lab(page, 'late').locator('.race-measure select').selectOption('late');
    await seeText(lab(page, 'late'), /late digits’ validation pictures/);
    for (const words of ['Change what all share', 'More settings']) await lab(page, 'late').locator('summary', { hasText: words }).first().click();
    await lab(page, 'late').getByLabel('Late digits', { exact: true }).fill('11');
    await lab(page, 'late').getByLabel('Late digits', { exact: true }).blur();
    await seeText(lab(page, 'late').locator('[role=alert]'), /Late digits.*from 0 to 9/);
    assert.deepEqual(faults, []);
  },
};
