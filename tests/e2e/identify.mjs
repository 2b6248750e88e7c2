// The lab "Which rule was it?": it runs to its end, pauses, and its charts are read by keyboard and table.

import assert from 'node:assert/strict';
import { open, pressWhen, seeText, seeCount } from './browser.mjs';

/** Opens the chapter at its lab. Returns what `open` does, and the lab. */
async function openLab(browser, host, options) {
  const opened = await open(browser, `${host.url}which-rule.html`, options);
  await opened.page.evaluate(() => import(new URL('js/main.js', document.baseURI)));
  const lab = opened.page.locator('identify-lab');
  await lab.scrollIntoViewIfNeeded();
  await lab.locator('canvas').first().waitFor();
  return { ...opened, lab, look: (read) => opened.page.evaluate(`(${read})(document.querySelector('identify-lab').experiment)`) };
}

const press = (lab, name) => lab.getByRole('button', { name, exact: true }).click();

/** Few and small networks of two suspects. */
async function small(lab) {
  await lab.getByLabel('Networks', { exact: true }).fill('8');
  await lab.getByLabel('Epochs', { exact: true }).fill('1');
  await lab.locator('summary', { hasText: 'More settings' }).click();
  for (const [label, value] of [['Hidden units', '6'], ['Snapshots', '3'], ['Stimuli', '10']]) await lab.getByLabel(label, { exact: true }).fill(value);
  for (const name of ['Backpropagation with momentum', 'Information alignment']) await lab.getByRole('checkbox', { name, exact: true }).uncheck();
}

/** Reloads the page and goes to its lab. */
async function again(page, lab) {
  await page.reload();
  await page.evaluate(() => import(new URL('js/main.js', document.baseURI)));
  await lab.scrollIntoViewIfNeeded();
}

export const identify = {
  async 'identify: one button, five figures, each read by keyboard and table, and a choice of what the rule is told from'({ browser, host }) {
    const { page, lab, look, faults, strangers } = await openLab(browser, host);
    await seeText(lab.locator('.status'), 'Ready: 96 networks of 4 suspects.');
    await small(lab);
    await seeText(lab.locator('.status'), 'Ready: 16 networks of 2 suspects.');
    assert.match(page.url(), /identify\.rules=adam(,|%2C)feedback_alignment/);
    await press(lab, 'Train and identify');
    await seeText(lab.locator('.status'), 'Finished: 16 networks of 2 suspects.', 120_000);
    const report = await look((e) => e.report);
    assert.ok(report.rows[1].right > 60, `from activities: ${report.rows[1].right}`);
    await seeText(lab.locator('.outcome'), /Activities: \d+\.\d %, in networks of another width \d+\.\d %.*Guessing is right in 50\.0 %\./);

    const mistakes = lab.locator('matrix-chart').first();
    await mistakes.locator('canvas').focus();
    await page.keyboard.press('Home');
    await seeText(mistakes.locator('.readout'), `Weights: Backpropagation with Adam put down to Backpropagation with Adam in ${report.rows[0].confusion[0][0].toFixed(1)} %.`);
    await lab.getByRole('radio', { name: 'Activities', exact: true }).check();
    await mistakes.locator('summary', { hasText: 'Show as table' }).click();
    await seeCount(mistakes.locator('tbody tr'), 4);
    await seeText(mistakes.locator('caption'), 'Activities: who is taken for whom');

    const parts = lab.locator('curve-chart');
    await parts.locator('canvas').focus();
    await page.keyboard.press('End');
    const least = report.maps[1].right.at(-1).at(-1).toFixed(1);
    await seeText(parts.locator('.readout'), new RegExp(`^Noise 2 sd: 100 % .*, 3 % ${least} %$`));
    assert.match(await lab.locator('bars-chart canvas').last().getAttribute('aria-label'), /before learning \d+\.\d %, the first half/);
    assert.deepEqual(faults, []);
    assert.deepEqual(strangers, []);
  },

  async 'identify: a first guess comes early, sources and controls are chosen, and networks are points of a plane'({ browser, host }) {
    const { page, lab, look, faults } = await openLab(browser, host);
    await small(lab);
    for (const name of ['Weights', 'Activity changes']) await lab.getByRole('checkbox', { name, exact: true }).uncheck();
    await lab.getByRole('checkbox', { name: "The course's metrics", exact: true }).check();
    await lab.getByLabel('Permutations', { exact: true }).fill('5');
    await lab.getByLabel('Leak', { exact: true }).check();
    await press(lab, 'Train and identify');
    // Bars of what the first network reads, as soon as it is trained.
    await page.waitForFunction(() => /of 16 networks are trained\. Digits read: /.test(document.querySelector('identify-lab bars-chart canvas').getAttribute('aria-label')), null, { polling: 20 });
    await seeText(lab.locator('.outcome'), /^First guess, from 8 networks\. Activities: /, 120_000);
    await seeText(lab.locator('.status'), 'Finished: 16 networks of 2 suspects.', 120_000);
    const report = await look((e) => e.report);
    assert.deepEqual(report.rows.map(({ id }) => id), ['activities', 'accuracy', 'metrics']);
    assert.ok(report.rows.every(({ p, leak }) => p >= 1 / 6 && leak !== null));
    await lab.getByRole('radio', { name: "The course's metrics", exact: true }).check();
    assert.equal(await lab.locator('curve-chart').isHidden(), true, 'no views are taken of metrics');
    const cloud = lab.locator('scatter-chart');
    await cloud.locator('summary', { hasText: 'Show as table' }).click();
    await seeCount(cloud.locator('tbody tr'), 2);
    await seeText(cloud.locator('caption'), "The course's metrics: each network is drawn as the letter of its suspect");
    assert.deepEqual(faults, []);
  },

  async 'identify: pause stands still, resume goes on to the same numbers, a setting starts over'({ browser, host }) {
    const seen = [];
    for (const pauses of [true, false]) {
      const { page, lab, look, close } = await openLab(browser, host);
      await small(lab);
      await press(lab, 'Train and identify');
      if (pauses) {
        await pressWhen(page, 'identify-lab', 'Pause', ({ experiment }) => experiment.report.fraction > 0.05);
        await seeText(lab.locator('.status'), /^Paused: \d+ % done, network \d+ of 16/);
        await press(lab, 'Resume');
      }
      await seeText(lab.locator('.status'), /^Finished/, 120_000);
      seen.push(JSON.stringify(await look((e) => [e.report.rows, e.report.maps, e.report.times])));
      await lab.getByLabel('Epochs', { exact: true }).fill('2');
      await lab.getByLabel('Epochs', { exact: true }).blur();
      await seeText(lab.locator('.status'), /^Ready: 16 networks/);
      assert.equal(await look((e) => e.report.trained), 0);
      await close();
    }
    assert.equal(seen[0], seen[1]);
  },

  async 'identify: reloaded twice in the middle, it goes on where it was and ends with the same numbers, and what is kept can be forgotten'({ browser, host }) {
    const seen = [];
    for (const reloads of [true, false]) {
      const { page, lab, look, faults, close } = await openLab(browser, host);
      await small(lab);
      if (reloads) {
        // Once among the networks, once among the questions.
        for (const [networks, share] of [[4, 0], [16, 0.6]]) {
          await press(lab, 'Train and identify');
          await page.waitForFunction(([trained, part]) => {
            const { report } = document.querySelector('identify-lab').experiment;
            return report.trained >= trained && report.fraction >= part;
          }, [networks, share], { timeout: 120_000 });
          assert.equal(await look((e) => e.report.finished), false, 'this is no middle');
          await again(page, lab);
          await seeText(lab.locator('notice-box'), /\d+ parts of this experiment, measured before, are kept on this device/);
        }
        await press(lab, 'Train and identify');
        await page.waitForFunction(() => document.querySelector('identify-lab').experiment.report.trained > 0);
        assert.equal(await look((e) => e.report.trained), 16, 'no network is trained again');
      } else {
        await press(lab, 'Train and identify');
      }
      await seeText(lab.locator('.status'), 'Finished: 16 networks of 2 suspects.', 120_000);
      seen.push(JSON.stringify(await look((e) => e.report)));
      if (reloads) {
        await again(page, lab);
        await lab.locator('notice-box').getByRole('button', { name: 'Forget them' }).click();
        await again(page, lab);
        await seeText(lab.locator('.status'), 'Ready: 16 networks of 2 suspects.');
        assert.equal(await lab.locator('notice-box').innerText(), '');
      }
      assert.deepEqual(faults, []);
      await close();
    }
    assert.equal(seen[0], seen[1]);
  },

  async 'identify: on as many workers as there are cores, with the same numbers, and idle ones end and come back'({ browser, host }) {
    const seen = [];
    for (const cores of [1, 3]) {
      const before = `(() => {
        Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => ${cores} });
        const Real = Worker;
        self.alive = 0;
        self.most = 0;
        self.Worker = class extends Real {
          constructor(...a) { super(...a); self.most = Math.max(self.most, self.alive += 1); }
          terminate() { super.terminate(); self.alive -= 1; }
        };
      })()`;
      const { page, lab, look, faults, close } = await openLab(browser, host, { before });
      const others = await page.evaluate(() => self.alive); // the session's, if it was touched
      await small(lab);
      await press(lab, 'Train and identify');
      await seeText(lab.locator('.status'), /^Finished/, 120_000);
      assert.equal(await page.evaluate(() => self.most) - others, cores);
      seen.push(JSON.stringify(await look((e) => e.report)));
      if (cores > 1) {
        await page.waitForFunction((left) => self.alive === left, others, { timeout: 20_000 });
        await lab.getByLabel('Networks', { exact: true }).fill('9');
        await lab.getByLabel('Networks', { exact: true }).blur();
        await press(lab, 'Train and identify');
        await seeText(lab.locator('.status'), 'Finished: 18 networks of 2 suspects.', 120_000);
      }
      assert.deepEqual(faults, []);
      await close();
    }
    assert.equal(seen[0], seen[1]);
  },
};
