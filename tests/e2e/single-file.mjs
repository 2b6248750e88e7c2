// The whole notebook as one file, opened from disk.

import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SITE, open, seeText, stir } from './browser.mjs';

const FILE = join(SITE, 'microlearning.html');

async function openFile(browser) {
  await stat(FILE).catch(() => {
    throw new Error('There is no single file. Run `cargo xtask single-file` first.');
  });
  const opened = await open(browser, pathToFileURL(FILE).href);
  const asked = [];
  opened.page.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url())) asked.push(request.url());
  });
  return { ...opened, asked };
}

export const singleFile = {
  async 'single file: from disk the race trains past 85 %, and asks for nothing else'({ browser }) {
    const { page, faults, asked } = await openFile(browser);
    await page.locator('race-lab button.primary').click();
    const status = page.locator('race-lab .status').first();
    await seeText(status, /^Finished/);
    const [, percent] = (await status.innerText()).match(/leads with ([\d.]+) %/);
    assert.ok(Number(percent) > 85, `${percent} %`);
    await page.locator('.about summary').click();
    await seeText(page.locator('.about pre'), /Permission is hereby granted[\s\S]*ndarray/);
    assert.deepEqual([faults, asked], [[], []]);
  },

  async 'single file: chapters open, parts of them are found, settings stay in the address'({ browser }) {
    const { page, faults } = await openFile(browser);
    await page.locator('.menu summary').click();
    await page.locator('.menu a[href="feedback.html"]').click();
    await seeText(page.locator('h1'), /weight|feedback/i);
    await page.locator('a[href^="#ref-"]').first().click();
    assert.ok(await page.locator('h1').isVisible() && page.url().endsWith('#/feedback.html'), page.url());
    await page.locator('.menu summary').click();
    await page.locator('.menu a[href="first-model.html"]').click();
    await page.locator('run-panel').getByLabel('Epochs', { exact: true }).fill('1');
    await page.locator('run-panel').getByLabel('Epochs', { exact: true }).blur();
    await page.waitForFunction(() => /epochs=1\b/.test(location.search));
    await page.reload();
    await page.waitForFunction(() => document.querySelector('run-panel')?.session?.config.epochs === 1);
    await page.locator('.menu summary').click();
    await page.locator('.menu a[href="your-own-rule.html"]').click();
    await stir(page, page.locator('rule-editor textarea'));
    assert.deepEqual(faults, []);
  },
};
