// A digit of the reader's own: drawn by mouse, touch or keys, read by the networks.

import assert from 'node:assert/strict';
import { open, seeText, seeCount } from './browser.mjs';

/** Draws lines through points from 0 to 1, each list one stroke. */
async function byMouse(page, field, strokes) {
  const { x, y, width, height } = await field.boundingBox();
  for (const [[x0, y0], ...rest] of strokes) {
    await page.mouse.move(x + x0 * width, y + y0 * height);
    await page.mouse.down();
    for (const [x1, y1] of rest) await page.mouse.move(x + x1 * width, y + y1 * height, { steps: 6 });
    await page.mouse.up();
  }
}

const ONE = [[[0.5, 0.15], [0.5, 0.85]]];
const ZERO = [Array.from({ length: 25 }, (_, i) => [0.5 + 0.24 * Math.sin((i * Math.PI) / 12), 0.5 - 0.36 * Math.cos((i * Math.PI) / 12)])];

async function trained(browser, host, options) {
  const opened = await open(browser, `${host.url}first-model.html`, options);
  const panel = opened.page.locator('run-panel');
  await panel.getByRole('button', { name: 'Train', exact: true }).click();
  await seeText(panel.locator('.status'), /^Finished/);
  const lab = opened.page.locator('draw-digit');
  await lab.scrollIntoViewIfNeeded();
  return { ...opened, lab, field: lab.locator('canvas.sketch') };
}

const says = (lab, digit) => seeText(lab.locator('.status'), new RegExp(`: ${digit}$`));

export const draw = {
  async 'draw: by mouse a 1 and a 0 are read as such, and can be taken back'({ browser, host }) {
    const { page, lab, field, faults } = await trained(browser, host);
    await byMouse(page, field, ONE);
    await says(lab, 1);
    assert.equal(await lab.locator('.readings td.said').innerText().then(Number) > 50, true, 'more than half of the output');
    await lab.getByRole('button', { name: 'Clear' }).click();
    await seeText(lab.locator('.status'), 'Draw a digit');
    await byMouse(page, field, ZERO);
    await says(lab, 0);
    await lab.getByRole('button', { name: 'Take back' }).click();
    await seeText(lab.locator('.status'), 'Draw a digit');
    assert.deepEqual(faults, []);
  },

  async 'draw: by keys alone a 1 is read'({ browser, host }) {
    const { page, lab, field, faults } = await trained(browser, host);
    await field.focus();
    for (let i = 0; i < 10; i += 1) await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Space');
    for (let i = 0; i < 20; i += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await says(lab, 1);
    await seeText(lab.locator('.readout'), 'Pen up, column 14, row 24 of 28.');
    await page.keyboard.press('Delete');
    await seeText(lab.locator('.status'), 'Draw a digit');
    assert.deepEqual(faults, []);
  },

  async 'draw: by touch on a phone, each raced network says what it reads'({ browser, host }) {
    const { page, faults } = await open(browser, host.url, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const lab = page.locator('draw-digit');
    const field = lab.locator('canvas.sketch');
    await field.scrollIntoViewIfNeeded();
    await field.evaluate((canvas) => {
      const { left, top, width, height } = canvas.getBoundingClientRect();
      const at = (type, y) => canvas.dispatchEvent(new PointerEvent(type, { pointerId: 7, pointerType: 'touch', button: type === 'pointermove' ? -1 : 0, clientX: left + width / 2, clientY: top + y * height, bubbles: true }));
      canvas.setPointerCapture = () => {}; // there is no real finger to capture
      at('pointerdown', 0.15);
      for (let y = 0.2; y < 0.86; y += 0.05) at('pointermove', y);
      at('pointerup', 0.85);
    });
    await seeText(lab.locator('.status'), 'Train first');
    await page.locator('race-lab button.primary').click();
    await seeText(page.locator('race-lab .status').first(), /^Finished/);
    await seeText(lab.locator('.status'), /Backpropagation: 1, Node perturbation: \d, Feedback alignment: 1, Kolen–Pollack: 1/);
    await seeCount(lab.locator('.readings tbody tr'), 4);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0);
    assert.deepEqual(faults, []);
  },
};
