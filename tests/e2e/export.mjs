// Files that a reader takes home: numbers, charts and weights as files.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { open, seeText, until } from './browser.mjs';

/** Opens the menu and presses the button; returns the file's name and bytes. */
async function save(page, place, menu, button) {
  const details = place.locator('details.save').filter({ hasText: menu }).first();
  if (!(await details.evaluate(({ open: isOpen }) => isOpen))) await details.locator('summary').click();
  const [download] = await Promise.all([page.waitForEvent('download'), details.getByRole('button', { name: button, exact: true }).click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

async function trained(browser, host) {
  const opened = await open(browser, `${host.url}first-model.html`, { query: '?v=1&epochs=2&hidden=12' });
  const panel = opened.page.locator('run-panel');
  await panel.getByRole('button', { name: 'Train', exact: true }).click();
  await seeText(panel.locator('.status'), /^Finished/);
  return { ...opened, panel };
}

// A mark of UTF-8 stands in front, for spreadsheets.
const table = (bytes) => bytes.toString().replace(/^\uFEFF/, '').split('\n').filter((line) => line && !line.startsWith('#')).map((line) => line.split(','));

export const exporting = {
  async 'export: a race’s numbers as CSV and JSON, with what repeats them'({ browser, host }) {
    const { page, faults, strangers } = await open(browser, host.url);
    const lab = page.locator('race-lab');
    await lab.locator('button.primary').click();
    await seeText(lab.locator('.status').first(), /^Finished/);
    const csv = await save(page, lab, 'Save the numbers', 'CSV');
    assert.equal(csv.name, 'microlearning-race-first.csv');
    const [head, ...rows] = table(csv.bytes);
    assert.deepEqual(head.slice(0, 3), ['name', 'seed', 'epoch']);
    assert.equal(rows.length, 4 * 13, 'four rules, epochs 0 to 12');
    const accuracy = head.indexOf('Accuracy (%)');
    const shown = await page.evaluate(() => document.querySelector('race-lab').race.racers.map(({ accuracy: { mean } }) => mean.at(-1)));
    assert.deepEqual(rows.filter((row) => row[2] === '12').map((row) => Number(row[accuracy])), shown);
    assert.match(csv.bytes.toString(), /^\uFEFF# Microlearning \d/);
    assert.ok(head.includes('Weight change layer 2') && head.every((name) => !/^[a-z]+\.\d/.test(name)), `columns explain themselves: ${head}`);
    assert.match(csv.bytes.toString(), /\n# To open it: .*pandas\.read_csv/);
    const { runs, made_by: maker } = JSON.parse((await save(page, lab, 'Save the numbers', 'JSON')).bytes);
    assert.match(maker, /^Microlearning \d/);
    assert.deepEqual(runs.map(({ epochs }) => epochs.at(-1).accuracy), shown);
    assert.ok(runs.every(({ link, command, settings }) => link.startsWith('v=1') && command.startsWith('microlearning train') && settings.seed === '1'));
    await lab.locator('summary', { hasText: 'Repeat this on the command line' }).click();
    await seeText(lab.locator('.commands'), /^microlearning compare first\nmicrolearning train/);
    assert.deepEqual((await lab.locator('.commands').innerText()).split('\n').slice(1), runs.map(({ command }) => command));
    assert.deepEqual([faults, strangers], [[], []]);
  },

  async 'export: a chart as SVG and PNG'({ browser, host }) {
    const { page, faults } = await trained(browser, host);
    const chart = page.locator('curve-chart').filter({ has: page.locator('details.save:visible') }).first();
    const svg = await save(page, chart, 'Save the chart', 'SVG');
    const blank = await page.context().newPage(); // the notebook's own pages make nothing of texts
    const parsed = await blank.evaluate((text) => {
      const document_ = new DOMParser().parseFromString(text, 'image/svg+xml');
      const { documentElement: root } = document_;
      return { name: root.localName, wrong: document_.querySelector('parsererror')?.textContent, width: root.getAttribute('width'), words: [...document_.querySelectorAll('text')].map(({ textContent }) => textContent.trim()) };
    }, svg.bytes.toString());
    await blank.close();
    const width = await chart.locator('canvas').evaluate((canvas) => Math.round(canvas.getBoundingClientRect().width));
    assert.deepEqual([parsed.name, parsed.wrong, parsed.width], ['svg', undefined, String(width)]);
    assert.ok(parsed.words.includes('Epoch'), parsed.words.join('|'));
    const png = await save(page, chart, 'Save the chart', 'PNG');
    assert.deepEqual([...png.bytes.subarray(1, 4)], [...Buffer.from('PNG')]);
    assert.equal(png.bytes.readUInt32BE(16), 3 * width, 'three dots a pixel');
    assert.deepEqual(faults, []);
  },

  async 'export: weights leave a run and begin another, and others are refused with their shapes'({ browser, host }) {
    const { page, panel, faults } = await trained(browser, host);
    const { name, bytes } = await save(page, panel, 'Save the weights', 'NumPy (.npz)');
    assert.deepEqual([name, bytes.subarray(0, 2).toString()], ['microlearning-weights.npz', 'PK']);
    const last = await page.evaluate(async () => (await import('./js/main.js')).session.report.epochs.at(-1).valid_accuracy);
    const pick = async () => {
      const menu = panel.locator('details.save').filter({ hasText: 'Train from weights' });
      if (!(await menu.evaluate(({ open: isOpen }) => isOpen))) await menu.locator('summary').click();
      await panel.getByLabel('Weights to begin from').setInputFiles({ name: 'mine.npz', mimeType: 'application/zip', buffer: bytes });
    };
    await pick();
    await until(page, (s) => s.runs === 2 && s.phase === 'finished' && s.report !== null);
    const first = await page.evaluate(async () => (await import('./js/main.js')).session.report.epochs[0].valid_accuracy);
    assert.equal(first, last, 'the second run begins where the first ended');
    await panel.getByLabel('Hidden units', { exact: true }).fill('13');
    await panel.getByLabel('Hidden units', { exact: true }).blur();
    await pick();
    await seeText(panel.locator('notice-box'), /mine\.npz: W1 is \[12, 784\], but this network needs \[13, 784\]/);
    assert.deepEqual(faults, []);
  },
};
