// Rules as code: the editor, its links, and the exercises, as a student meets them.

import assert from 'node:assert/strict';
import { open, seeText, stir } from './browser.mjs';

const PAGE = 'your-own-rule.html';
const area = (lab) => lab.locator('textarea');
const press = (lab, name) => lab.getByRole('button', { name, exact: true }).click();

async function editor(browser, host, options) {
  const opened = await open(browser, `${host.url}${PAGE}`, options);
  const lab = opened.page.locator('rule-editor');
  await area(lab).waitFor();
  return { ...opened, lab };
}

/** Page of each exercise. */
const CHAPTER = { 'weight-perturbation': 'perturbation.html', 'feedback-alignment': 'feedback.html', 'kolen-pollack': 'feedback.html', 'target-propagation': 'deeper.html' };

async function exercise(browser, host, id, options) {
  const opened = await open(browser, `${host.url}${CHAPTER[id]}`, options);
  const lab = opened.page.locator(`rule-exercise[exercise="${id}"]`);
  await lab.scrollIntoViewIfNeeded();
  await area(lab).waitFor();
  return { ...opened, lab };
}

/** Replaces the first blank by this. */
async function fill(lab, text) {
  await area(lab).fill((await area(lab).inputValue()).replace('___', text));
}

export const script = {
  async 'own rule: a mistake is told with its line, mended, and the rule trains beside backprop'({ browser, host }) {
    const { page, lab, faults, strangers } = await editor(browser, host);
    const code = await area(lab).inputValue();
    await area(lab).fill(code.replace('-outer(delta, below)', '-outer(below, delta)'));
    await seeText(lab.locator('.code-said'), /Line 9: dW\[0\] is \(20, 30\) where \(30, 20\) was needed/);
    assert.equal(await lab.locator('.code-numbers .wrong').innerText(), '9');
    await area(lab).fill(code);
    await seeText(lab.locator('.code-said'), /It runs\. .* cosine/);
    assert.equal(await lab.locator('.code-numbers .wrong').count(), 0);
    await press(lab, 'Train it beside backpropagation');
    await seeText(lab.locator('.status'), /^Finished: yours \d\d\.\d %, backprop \d\d\.\d % correct/, 120_000);
    const [yours, backprop] = (await lab.locator('.status').innerText()).match(/\d+\.\d/g).map(Number);
    assert.ok(backprop > 80 && yours > 50 && yours < backprop, `${yours} and ${backprop}`);
    await lab.locator('summary', { hasText: 'Show as table' }).click();
    await seeText(lab.locator('caption').first(), 'Validation accuracy after each epoch');
    assert.deepEqual(faults, []);
    assert.deepEqual(strangers, []);
    await page.close();
  },

  async 'own rule: a loop without end stops, with its line, and the page goes on'({ browser, host }) {
    const { lab } = await editor(browser, host);
    await area(lab).fill('a = 1\nwhile True:\n    a += 1\n');
    await seeText(lab.locator('.code-said'), /Line 3: stopped here after 100000 steps/);
    await press(lab, 'Train it beside backpropagation');
    await seeText(lab.locator('.status'), /yours stopped: Line 3: stopped here/);
    for (const deep of [`a = ${'('.repeat(2500)}1${')'.repeat(2500)}`, `a = ${'[abs('.repeat(28)}1${')]'.repeat(28)}`, `a = 1${' + 1'.repeat(59)}${' ** 1'.repeat(59)}`]) {
      await area(lab).fill(deep);
      await seeText(lab.locator('.code-said'), /^Line 1: /);
    }
    await area(lab).fill('dW = -outer(\n');
    await press(lab, 'Train it beside backpropagation');
    await seeText(lab.locator('notice-box'), /Line 1: a bracket is opened here/);
  },

  async 'own rule: parameters become fields, and a link carries code and values'({ browser, host }) {
    const { lab, close } = await editor(browser, host);
    const mine = `# Mine\n${await area(lab).inputValue()}`;
    await area(lab).fill(mine);
    await lab.getByLabel('Begin from a rule of this notebook').selectOption('weight_perturbation');
    await lab.getByLabel('sigma').fill('0.25');
    await press(lab, 'Make a link to this rule');
    const link = await lab.getByLabel('Link to this rule').inputValue();
    assert.ok(link.length < 2000, link);
    await press(lab, 'Undo');
    assert.equal(await area(lab).inputValue(), mine);
    await close();
    const again = await open(browser, link);
    const other = again.page.locator('rule-editor');
    await seeText(other, 'This rule came with the link');
    assert.match(await area(other).inputValue(), /^# Weight perturbation/);
    assert.equal(await other.getByLabel('sigma').inputValue(), '0.25');
    assert.deepEqual(again.faults, []);
  },

  async 'own rule: links that were tampered with are told in a sentence'({ browser, host }) {
    for (const query of ['?v=1&rule=own&code=import+os', '?v=9&rule=own', `?v=1&rule=own&code=${'x'.repeat(7000)}`, '?v=1&rule=own&code=%FF%00', '?v=1&rule=own&p.magic=1&code=%23']) {
      const { page, faults, close } = await open(browser, `${host.url}${PAGE}${query}`);
      await seeText(page.locator('notice-box'), /This link’s settings cannot be used/);
      await stir(page, page.locator('rule-editor textarea'));
      assert.deepEqual(faults, [], query);
      await close();
    }
  },

  async 'own rule: from the keyboard, Tab indents and Escape leaves; what was written is there tomorrow'({ browser, host }) {
    const { page, lab } = await editor(browser, host);
    await area(lab).fill('');
    await area(lab).focus();
    await page.keyboard.type('# Mine\nfor l in range(L):\n');
    await page.keyboard.type('dW[l] = W[l]');
    assert.equal(await area(lab).inputValue(), '# Mine\nfor l in range(L):\n    dW[l] = W[l]');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Shift+Tab');
    assert.match(await area(lab).inputValue(), /\n {4}$/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    assert.notEqual(await page.evaluate(() => document.activeElement.tagName), 'TEXTAREA');
    await page.reload();
    await area(lab).waitFor();
    assert.match(await area(lab).inputValue(), /^# Mine/);
  },

  async 'exercise: blank, wrong sign, hint, right, and remembered'({ browser, host }) {
    const { page, lab, faults } = await exercise(browser, host, 'weight-perturbation');
    await press(lab, 'Check');
    await seeText(lab.locator('.verdict'), '___ is a blank');
    await fill(lab, 'loss_with(W + psi, b + phi) - loss');
    await press(lab, 'Check');
    await seeText(lab.locator('.verdict'), /The sign is reversed: in every layer your update has cosine −1/);
    await press(lab, 'Show hint 1 of 3');
    await seeText(lab.locator('.hints'), 'the one without noise is loss');
    await area(lab).fill((await area(lab).inputValue()).replace('loss_with(W + psi, b + phi) - loss', 'loss - loss_with(W + psi, b + phi)'));
    await press(lab, 'Check');
    await seeText(lab.locator('.verdict'), /^Right: in every layer/);
    await press(lab, 'Train it beside the reference');
    await seeText(lab.locator('.status'), /^(Training|Finished): yours \d/);
    await page.reload();
    await lab.scrollIntoViewIfNeeded();
    await seeText(lab.locator('h3'), 'solved');
    await seeText(lab.locator('.hints'), 'the one without noise is loss');
    assert.deepEqual(faults, []);
  },

  async 'exercise: a mistake that has a name is called by it'({ browser, host }) {
    const { lab, faults } = await exercise(browser, host, 'target-propagation');
    await fill(lab, 'then');
    await fill(lab, '-outer(delta[l], below[l])');
    await press(lab, 'Check');
    await seeText(lab.locator('.verdict'), 'Your goal is the inverse’s guess as it is.');
    await press(lab, 'Show the solution');
    await press(lab, 'Check');
    await seeText(lab.locator('.verdict'), /^Right/);
    assert.deepEqual(faults, []);
  },

  async 'exercise: two mistakes at once, a sign that chance hides, and a * that is missing'({ browser, host }) {
    const told = async (id, fills, words) => {
      const { lab, faults, close } = await exercise(browser, host, id);
      for (const one of fills) await fill(lab, one);
      await press(lab, 'Check');
      for (const word of words) await seeText(lab.locator('.verdict'), word);
      assert.deepEqual(faults, []);
      await close();
    };
    const update = '-outer(delta[l], below[l])';
    await told('feedback-alignment', ['t - y', update], ['nearly reversed, and a factor is missing that differs from unit to unit', 'y * (1 - y)', 'a factor differs', 'follows from above']);
    await told('feedback-alignment', ['2 * (y - t) * y (1 - y)', update], [/Line 6: .*a \* is needed between y and the bracket/]);
    await told('weight-perturbation', ['-1'], ['Your gain is a constant', 'differs each time']);
  },

  async 'exercise: a wrong shape names the line, and a teacher’s link hides the solution'({ browser, host }) {
    const { lab, close } = await exercise(browser, host, 'feedback-alignment');
    await fill(lab, '2 * (y - t) * y * (1 - y)');
    await fill(lab, '-outer(below[l], delta[l])');
    await press(lab, 'Check');
    await seeText(lab.locator('.verdict'), /Line 14: dW\[0\] is \(20, 8\) where \(8, 20\) was needed/);
    await press(lab, 'Show the solution');
    await press(lab, 'Check');
    await seeText(lab.locator('.verdict'), /^Right/);
    await close();
    const locked = await exercise(browser, host, 'kolen-pollack', { query: '?lock.solutions=1' });
    assert.equal(await locked.lab.getByRole('button', { name: 'Show the solution' }).count(), 0);
    assert.deepEqual(locked.faults, []);
  },
};
