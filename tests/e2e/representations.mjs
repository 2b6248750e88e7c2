// The lab of representations: it runs to its end, pauses, and its charts are read by pointer, keyboard and table.

import assert from 'node:assert/strict';
import { open, pressWhen, seeText, seeCount } from './browser.mjs';

const PAGE = 'representations.html';

/** Opens the chapter at its lab. Returns what `open` does, and the lab. */
async function openLab(browser, host, options) {
  const opened = await open(browser, host.url + PAGE, options);
  await opened.page.evaluate(() => import(new URL('js/main.js', document.baseURI)));
  const lab = opened.page.locator('representation-lab');
  await lab.scrollIntoViewIfNeeded();
  await lab.locator('canvas').first().waitFor();
  return { ...opened, lab, look: (read) => opened.page.evaluate(`(${read})(document.querySelector('representation-lab').experiment)`) };
}

const press = (lab, name) => lab.getByRole('button', { name, exact: true }).click();

/** Few epochs, units and pictures, and two rules. */
async function small(lab, epochs = '1') {
  await lab.getByLabel('Epochs', { exact: true }).fill(epochs);
  await lab.locator('summary', { hasText: 'More settings' }).click();
  for (const [label, value] of [['Hidden units', '20'], ['Pictures looked at', '100']]) await lab.getByLabel(label, { exact: true }).fill(value);
  for (const name of ['Node perturbation', 'Feedback alignment']) await lab.getByRole('checkbox', { name, exact: true }).uncheck();
}

export const representations = {
  async 'representations: one button, four figures, each read by keyboard, pointer and table'({ browser, host }) {
    const { page, lab, look, faults, strangers } = await openLab(browser, host);
    await seeText(lab.locator('.status'), /^Ready: 4 networks, 12 epochs each/);
    await small(lab);
    await press(lab, 'Train and compare');
    await seeText(lab.locator('.status'), /^Finished: 2 networks, 1 epoch each, seen through 100 pictures/, 120_000);
    const report = await look((e) => e.report);
    assert.deepEqual(report.networks.map(({ rule }) => rule), [null, null, 'backprop', 'hebbian_backprop']);
    assert.ok(report.cka[3][1] > 0.9 && report.cka[2][1] < report.cka[3][1], `CKA to the untrained layer: ${report.cka.map((row) => row[1])}`);
    await seeText(lab.locator('.outcome'), /Backpropagation: \d\d\.\d % correct, CKA to the untrained layer 0\.\d\d/);

    const [digits, similar] = [0, 1].map((i) => lab.locator('matrix-chart').nth(i));
    await digits.locator('canvas').focus();
    await page.keyboard.press('Home');
    await seeText(digits.locator('.readout'), 'Pixels: 0 and 0 0.00.');
    await page.keyboard.press('ArrowDown');
    const value = report.networks[0].rdm[1][0].toFixed(2);
    await seeText(digits.locator('.readout'), `Pixels: 1 and 0 ${value}.`);
    await page.keyboard.press('Escape');
    assert.equal(await digits.locator('.readout').innerText(), '');

    await lab.getByRole('radio', { name: /^RSA/ }).check();
    await similar.locator('canvas').focus();
    await page.keyboard.press('End');
    await seeText(similar.locator('.readout'), 'Hebbian, backprop on top and Hebbian, backprop on top: RSA 1.00.');
    await similar.locator('summary', { hasText: 'Show as table' }).click();
    await seeCount(similar.locator('tbody tr'), 4);

    const cloud = lab.locator('scatter-chart');
    await cloud.locator('canvas').focus();
    await page.keyboard.press('Home');
    await seeText(cloud.locator('.readout'), /Most like 0: Pixels \d \(0\.\d\d\), Untrained/);
    await seeText(lab.locator('bars-chart summary').first(), 'Show as table');
    assert.deepEqual(faults, []);
    assert.deepEqual(strangers, []);
  },

  async 'representations: a table from elsewhere is compared with every layer or refused with its line, and t-SNE is drawn'({ browser, host }) {
    const { lab, look, faults } = await openLab(browser, host);
    await small(lab);
    await press(lab, 'Train and compare');
    await seeText(lab.locator('.status'), /^Finished/, 120_000);
    const { networks } = await look((e) => e.report);
    assert.ok(networks.every(({ tsne }) => tsne.length === 100));
    await lab.getByRole('radio', { name: 't-SNE', exact: true }).check();
    assert.match(await lab.locator('scatter-chart canvas').getAttribute('aria-label'), /Pixels: 100 places by t-SNE/);
    const pick = (text) => lab.locator('#dissimilarities').setInputFiles({ name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await pick('1,2,3');
    await seeText(lab.locator('.drop [role=status]'), /The matrix from line 1 has 1 lines; give 10/);
    const table = networks[2].rdm.map((row) => row.join()).join('\n');
    await pick(`${table}\n\n${table}`);
    await seeText(lab.locator('.drop [role=status]'), 'In use: mine.csv, 2 subjects.');
    // As spreadsheets and shells on Windows write text; and what is none.
    await pick(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(table, 'utf16le')]));
    await seeText(lab.locator('.drop [role=status]'), /In use: mine\.csv, 1 /);
    await pick(Buffer.from(`# Zo\xe9\n${table}`, 'latin1'));
    await seeText(lab.locator('.drop [role=status]'), 'mine.csv is no text in UTF-8. Save it as UTF-8.');
    await pick(`${table}\n\n${table}`);
    await seeText(lab.locator('.drop [role=status]'), 'In use: mine.csv, 2 subjects.');
    const chart = lab.locator('bars-chart').last();
    await chart.locator('summary', { hasText: 'Show as table' }).click();
    await seeText(chart.locator('tbody'), /Backpropagation\s*1\.00/);
    await seeText(chart.locator('tbody'), /Noise upper\s*1\.00/);
    assert.deepEqual(faults, []);
  },

  async 'representations: a tile under the pointer is read'({ browser, host }) {
    const { page, lab } = await openLab(browser, host);
    await small(lab);
    await press(lab, 'Train and compare');
    await seeText(lab.locator('.status'), /^Finished/, 120_000);
    const canvas = lab.locator('matrix-chart canvas').first();
    await canvas.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await canvas.boundingBox();
    // The first panel's place and size depend on how many stand beside it.
    const readout = lab.locator('matrix-chart .readout').first();
    for (let step = 1; step < 12 && !(await readout.textContent()); step += 1) await page.mouse.move(x + (step * width) / 40, y + height / 3);
    await seeText(readout, /^Pixels: \d and \d \d\.\d\d\.$/);
  },

  async 'representations: pause stands still, resume goes on to the same numbers, a setting starts over'({ browser, host }) {
    const seen = [];
    for (const pauses of [true, false]) {
      const { page, lab, look, close } = await openLab(browser, host);
      await small(lab, '3');
      await press(lab, 'Train and compare');
      if (pauses) {
        await pressWhen(page, 'representation-lab', 'Pause', ({ experiment }) => experiment.report.fraction > 0.05);
        await seeText(lab.locator('.status'), /^Paused: \d+ % done, at /);
        const before = await look((e) => e.report.fraction);
        await page.waitForTimeout(1000); // The time in which a worker that did not pause would get far.
        assert.equal(await look((e) => e.report.fraction), before, 'it went on while paused');
        await press(lab, 'Resume');
      }
      await seeText(lab.locator('.status'), /^Finished/, 120_000);
      seen.push(JSON.stringify(await look((e) => e.report.networks)));
      await lab.getByLabel('Epochs', { exact: true }).fill('2');
      await lab.getByLabel('Epochs', { exact: true }).blur();
      await seeText(lab.locator('.status'), /^Ready: 2 networks, 2 epochs each/);
      assert.equal(await look((e) => e.report.networks.length), 0);
      await close();
    }
    assert.equal(seen[0], seen[1]);
  },
};
