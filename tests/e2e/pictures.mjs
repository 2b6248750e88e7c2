// Drawings of networks and rules: in cards, in rows, and under the glass.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { ask, open, seeText, stir, until } from './browser.mjs';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** The glass on a chapter's page, open. */
async function glassOn(browser, url, options) {
  const opened = await open(browser, url, options);
  const glass = opened.page.locator('update-glass');
  await glass.scrollIntoViewIfNeeded();
  await opened.page.mouse.move(40, 40);
  await glass.locator('svg g').first().waitFor();
  return { ...opened, glass };
}

export const pictures = {
  async 'pictures: each rule’s card has its drawing in words and lines, and a symbol that is pointed at lights its part'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}feedback.html`, { viewport: { width: 390, height: 844 } });
    const cards = page.locator('section.card');
    const count = await cards.count();
    assert.ok(count >= 6, `${count} cards`);
    assert.equal(await cards.locator('.diagram svg[role=img]').count(), count, 'a drawing for each card');
    assert.equal(await page.locator('.diagrams .diagram').count(), 4, 'four ways back in one row');
    const named = await page.locator('.diagram svg').evaluateAll((all) => all.every((svg) => svg.querySelector('title').textContent && svg.querySelector('desc').textContent.includes('a synapse below the output needs')));
    assert.ok(named, 'each drawing says what it shows');
    const card = page.locator('section.card', { hasText: 'Kolen–Pollack' }).first();
    const symbol = card.locator('math [data-name^="B"]').first();
    await symbol.scrollIntoViewIfNeeded();
    const width = () => card.locator('path.b.learns').first().evaluate((path) => getComputedStyle(path).strokeWidth);
    assert.equal(await width(), '1.8px');
    await symbol.hover();
    assert.equal(await width(), '2.4px', 'the way back is lit');
    await card.locator('math [data-name]').first().focus();
    assert.equal(await card.locator('.diagram').getAttribute('data-lit'), 'w');
    await page.emulateMedia({ media: 'print' });
    assert.ok(await card.locator('.diagram svg').isVisible(), 'it is printed');
    assert.deepEqual(faults, []);
  },

  async 'glass: every rule is stepped through, and a synapse says its numbers, where they come from, and who would know'({ browser, host }) {
    const { page, glass, faults } = await glassOn(browser, `${host.url}feedback.html`);
    const rules = await glass.locator('select option').evaluateAll((all) => all.map(({ value }) => value));
    assert.ok(rules.length >= 13 && rules.at(-1) === 'own', rules.join());
    const synapse = glass.locator('g.weight').first();
    for (const rule of rules) {
      await glass.locator('select').selectOption(rule);
      await page.waitForFunction((id) => document.querySelector('update-glass').shown === id, rule);
      for (const step of ['1 Forward', '2 Loss', '3 What comes back', '4 Change']) await glass.getByRole('radio', { name: step }).check();
      await seeText(glass.locator('.glass-says'), /the loss goes from \d\.\d{3} to \d\.\d{3}/);
      await synapse.focus();
      await seeText(glass.locator('h3'), 'Synapse from pixel 1 to unit 1 of hidden layer 1');
      const [strength, then] = await glass.locator('.glass-side tbody tr').evaluateAll((rows) => [rows[0], rows.at(-1)].map((row) => row.cells[1].innerText));
      assert.ok(then.startsWith(`${strength} → `), `${rule}: ${strength}, then ${then}`);
      assert.ok((await glass.locator(':scope > .table-box tbody tr').count()) >= 2, `${rule}: who would know it`);
    }
    assert.deepEqual(faults, []);
  },

  async 'glass: arrow keys go from unit to synapse, and the numbers are those of the picture'({ browser, host }) {
    const { page, glass } = await glassOn(browser, `${host.url}feedback.html`);
    assert.equal(await glass.locator('svg [tabindex="0"]').count(), 1, 'one stop of the Tab key');
    await glass.locator('svg [tabindex="0"]').focus();
    await page.keyboard.press('ArrowLeft');
    await seeText(glass.locator('h3'), 'Pixel 1');
    for (let i = 0; i < 4; i += 1) await page.keyboard.press('ArrowDown');
    await seeText(glass.locator('.glass-side tbody'), /Brightness\s*0\.000/);
    await glass.getByRole('radio', { name: '“1”' }).check();
    await seeText(glass.locator('.glass-side tbody'), /Brightness\s*1\.000/);
    await glass.locator('svg [tabindex="0"]').focus();
    for (let i = 0; i < 6; i += 1) await page.keyboard.press('ArrowRight');
    await seeText(glass.locator('h3'), 'The output unit for');
  },

  async 'glass: the rule that was written last is looked at, and one that fails says where; axe-core finds nothing'({ browser, host }) {
    const draft = (code) => `localStorage.setItem('draft:own-rule:mine', ${JSON.stringify(JSON.stringify({ version: 1, code, date: 1 }))})`;
    const options = { viewport: { width: 390, height: 844 }, colorScheme: 'dark' };
    const { page, glass, close } = await glassOn(browser, `${host.url}your-own-rule.html`, { ...options, before: draft('# Shrinking\nfor l in range(L):\n    dW[l] = -W[l]\n') });
    await seeText(glass.locator('caption', { hasText: 'who would know' }), 'Shrinking');
    await glass.getByRole('radio', { name: '3 What comes back' }).check();
    await page.evaluate(await readFile(axe, 'utf8'));
    const { violations } = await page.evaluate(() => self.axe.run(document.querySelector('update-glass')));
    assert.deepEqual(violations.map(({ id, help }) => `${id}: ${help}`), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
    await close();
    const broken = await open(browser, `${host.url}your-own-rule.html`, { before: draft('dW[0] = nothing\n') });
    await broken.page.locator('update-glass').scrollIntoViewIfNeeded();
    await seeText(broken.page.locator('update-glass .glass-says'), /could not be looked at.*line 1/i);
  },

  async 'mix-ups: the table counts what the report counts, begins at the commonest mistake, and shows the pictures of each cell'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}first-model.html`, { query: '?v=1&epochs=1&hidden=20' });
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await until(page, (s) => s.phase === 'finished');
    const table = page.locator('confusion-table');
    await table.scrollIntoViewIfNeeded();
    await page.waitForFunction(() => document.querySelectorAll('confusion-table td.picked').length === 1);
    const counts = await ask(page, (s) => s.report.confusion);
    const shown = await table.locator('tbody tr').evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => (cell.innerText === '·' ? 0 : Number(cell.innerText)))));
    assert.deepEqual(shown, counts);
    const worst = Math.max(...counts.flatMap((row, i) => row.filter((_, j) => j !== i)));
    await seeText(table.locator('.status'), new RegExp(`^${worst} of \\d+ pictures of a \\d were taken for`));
    await page.waitForFunction((n) => document.querySelectorAll('confusion-table li').length === n, Math.min(worst, 12));
    await table.locator('td').nth(1).focus();
    await page.keyboard.press('ArrowDown');
    await seeText(table.locator('.status'), `${counts[1][0]} of ${counts[1].reduce((sum, n) => sum + n)} pictures of a 1 were taken for a 0.`);
    await page.evaluate(await readFile(axe, 'utf8'));
    const { violations } = await page.evaluate(() => self.axe.run(document.querySelector('confusion-table')));
    assert.deepEqual(violations.map(({ id, help }) => `${id}: ${help}`), []);
    assert.deepEqual(faults, []);
  },

  async 'presenting: a chart fills the screen with type of 1/36 of its height, and keys start it, pause it and draw the next measure'({ browser, host }) {
    const { page, faults } = await open(browser, host.url, { viewport: { width: 1440, height: 900 } });
    const chart = page.locator('race-lab curve-chart');
    await chart.locator('canvas').waitFor();
    const button = chart.getByRole('button', { name: 'Fill the screen' });
    await button.click();
    const { width, height } = await chart.boundingBox();
    assert.deepEqual([width, height], [1440, 900]);
    assert.equal(await chart.evaluate((element) => element.look().scale * element.look().font_px), 25 * 1);
    assert.equal(await chart.evaluate((element) => getComputedStyle(element.querySelector('.keys')).fontSize), '25px');
    const race = (read) => page.evaluate(`(${read})(document.querySelector('race-lab').race)`);
    await page.keyboard.press(' ');
    await page.waitForFunction(() => document.querySelector('race-lab').race.report !== null);
    await page.keyboard.press(' ');
    await page.waitForFunction(() => document.querySelector('race-lab').race.phase === 'paused');
    const before = await race((r) => r.line.id);
    await page.keyboard.press('n');
    assert.notEqual(await race((r) => r.line.id), before);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.querySelector('.presented') === null);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Fill the screen');
    assert.equal(await page.locator('[inert]').count(), 0);
    assert.deepEqual(faults, []);
  },

  async 'close up: once somebody is above 80 %, the axis can begin there, and curves below are left out'({ browser, host }) {
    const { page, faults } = await open(browser, host.url, { query: '?race.first=2~backprop,node_perturbation~~~epochs=5' });
    const box = page.getByLabel('From 80 %');
    await page.locator('race-lab button.primary').click();
    await page.waitForFunction(() => document.querySelector('race-lab').race.phase === 'finished');
    const spec = () => page.locator('race-lab curve-chart').evaluate(({ shown: { spec: { y, levels } } }) => ({ y, levels: levels.length }));
    assert.deepEqual(await spec(), { y: [0, 100], levels: 1 });
    await box.check();
    assert.deepEqual(await spec(), { y: [80, 100], levels: 0 });
    await page.locator('race-lab select').first().selectOption('loss');
    await box.waitFor({ state: 'hidden' });
    assert.deepEqual(faults, []);
  },

  async 'turning: W stands at the measured angle to B, for each rule that has a B, while the race goes on'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}feedback.html`, { query: '?race.feedback=2~backprop,feedback_alignment,kolen_pollack~~~epochs=2;hidden=20,10', viewport: { width: 390, height: 844 } });
    await page.locator('race-lab').first().scrollIntoViewIfNeeded();
    const turn = page.locator('race-turn');
    await stir(page, page.locator('race-lab button.primary').first()); // what opens above moves it
    await turn.scrollIntoViewIfNeeded();
    await stir(page, turn.locator('.status'));
    await seeText(turn.locator('.status'), 'Train the rules above');
    await page.locator('race-lab button.primary').first().click();
    await page.waitForFunction(() => document.querySelector('race-lab').race.phase === 'finished');
    await page.waitForFunction(() => document.querySelectorAll('race-turn svg .was').length > 3);
    const names = await turn.locator('h4').allInnerTexts();
    assert.deepEqual(names, ['Feedback alignment', 'Kolen–Pollack'], 'backpropagation has no B');
    const [angle, turned] = await page.evaluate(() => {
      const racer = document.querySelector('race-lab').race.racers[1];
      return [racer.valuesOf(1, 'feedback.2')[0].values.at(-1), document.querySelector('race-turn svg g.w').getAttribute('transform')];
    });
    assert.equal(turned, `rotate(${-angle})`);
    await page.evaluate(await readFile(axe, 'utf8'));
    const { violations } = await page.evaluate(() => self.axe.run(document.querySelector('race-turn')));
    assert.deepEqual(violations.map(({ id, help }) => `${id}: ${help}`), []);
    assert.deepEqual(faults, []);
  },
};
