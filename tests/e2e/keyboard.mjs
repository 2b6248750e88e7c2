// A student's way through the notebook by key presses alone: open a chapter, solve an exercise, race three rules, take the
// numbers home.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { open, seeText } from './browser.mjs';

/** The element that has the focus: its words, its kind, and whether one can see that it has it. */
const focus = (page) => page.evaluate(() => {
  const { activeElement: element } = document;
  // The ring may be around a box that stands for what is in it.
  const ringed = (box) => box && getComputedStyle(box).outlineStyle !== 'none' && parseFloat(getComputedStyle(box).outlineWidth) > 0;
  const label = element.labels?.[0]?.textContent ?? '';
  return { words: (element.getAttribute('aria-label') ?? (label || element.textContent)).trim(), tag: element.localName, within: element.closest('rule-exercise, race-lab')?.localName ?? '', seen: element.matches(':focus-visible') && Boolean(ringed(element) || ringed(element.parentElement)) };
});

/** Presses Tab until what is wanted has the focus. */
async function tabTo(page, wanted, key = 'Tab') {
  const met = [];
  for (let i = 0; i < 200; i += 1) {
    await page.keyboard.press(key);
    const here = await focus(page);
    assert.ok(here.seen || here.tag === 'body', `the focus on ${here.tag} “${here.words}” cannot be seen`);
    if (wanted(here)) return here;
    if (here.tag === 'textarea') await page.keyboard.press('Escape'); // Tab writes in code; Escape lets it move on
    met.push(`${here.tag} ${here.words.slice(0, 30)}`);
  }
  throw new Error(`200 presses of ${key} did not reach it: ${met.join(' | ')}`);
}

const named = (words, tag) => (here) => here.words.startsWith(words) && (!tag || here.tag === tag);

/** Goes to the blank in the code that has the focus, and types in its place. */
async function fillBlank(page, text) {
  const before = await page.evaluate(() => document.activeElement.value.split('___')[0]);
  await page.keyboard.press('Control+Home');
  for (let i = 1; i < before.split('\n').length; i += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  for (let i = 0; i < before.split('\n').at(-1).length; i += 1) await page.keyboard.press('ArrowRight');
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('Delete');
  await page.keyboard.type(text);
}

export const keyboard = {
  async 'keyboard: open a chapter, solve an exercise, race three rules, save the CSV'({ browser, host }) {
    const { page, faults } = await open(browser, host.url);
    await page.locator('race-lab button.primary').waitFor();
    await tabTo(page, named('Perturbing weights and nodes', 'a'));
    await page.keyboard.press('Enter');
    await page.waitForURL(/perturbation\.html/);

    // The first of two: a button until it is loaded, and what is in it then has the focus.
    await tabTo(page, ({ within }) => within === 'rule-exercise');
    await page.waitForFunction(() => document.activeElement.localName === 'textarea');
    await fillBlank(page, 'loss - loss_with(W + psi, b + phi)');
    await page.keyboard.press('Escape'); // Tab writes in code; Escape lets it move on
    await tabTo(page, named('Check', 'button'));
    await page.keyboard.press('Enter');
    await seeText(page.locator('rule-exercise .verdict').first(), /^Right: in every layer/);

    await tabTo(page, named('Microlearning', 'a'), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.locator('race-lab button.primary').waitFor();
    await tabTo(page, named('Add or drop rules', 'summary'));
    await page.keyboard.press('Enter');
    await tabTo(page, named('Node perturbation', 'input'));
    await page.keyboard.press('Space');
    await tabTo(page, named('Train 3 rules', 'button'), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await seeText(page.locator('race-lab .status').first(), /^Finished/);
    await tabTo(page, named('Save the numbers', 'summary'));
    await page.keyboard.press('Enter');
    await tabTo(page, named('CSV', 'button'));
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    const text = await readFile(await download.path(), 'utf8');
    const rows = text.replace(/^\uFEFF/, '').split('\n').filter((line) => line && !line.startsWith('#'));
    assert.deepEqual(new Set(rows.slice(1).map((row) => row.split(',')[0])), new Set(['Backpropagation', 'Feedback alignment', 'Kolen–Pollack']));
    assert.deepEqual(faults, []);
  },
};
