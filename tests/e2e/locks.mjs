// One lab alone on lab.html, and what a teacher's link locks or hides; addresses that mean harm.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { ask, open, seeText, stir, until } from './browser.mjs';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const LAB = 'lab.html?v=1&lab=';

/** One of each kind, and what is there when it is ready. */
const LABS = [
  ['race', 'race-lab canvas'],
  ['race&scenario=hebbian', 'race-lab canvas'],
  ['first-model', 'run-panel select'],
  ['data', 'data-explorer input'],
  ['draw', 'draw-digit canvas'],
  ['draw&scenario=first', 'draw-digit canvas'],
  ['variance', 'variance-lab canvas'],
  ['snr', 'snr-lab select'],
  ['representations', 'representation-lab canvas'],
  ['identify', 'identify-lab canvas'],
  ['electrode', 'electrode-lab canvas'],
  ['exercise&exercise=hebbian', 'rule-exercise textarea'],
  ['editor', 'rule-editor textarea'],
];

const ready = (page, selector) => stir(page, page.locator(selector).first());

/** Parts that each name hides, and those that it holds fast: `[lab, selector when ready, what is hidden, what is locked]`. */
const PARTS = {
  settings: [['race', 'race-lab canvas', '.race-settings', '.race-settings input'], ['first-model', 'run-panel button.primary', 'config-form', '#field-hidden'], ['variance', 'variance-lab canvas', '.lab-form', '.lab-form input'], ['snr', 'snr-lab canvas', '.lab-form', '.lab-form input'], ['data', 'data-explorer canvas', 'data-explorer fieldset:has([value="7"])', 'data-explorer [value="7"]'], ['editor', 'rule-editor textarea', '#own-lr', '#own-lr']],
  rules: [['race', 'race-lab canvas', '.race-rules', '.race-rules input'], ['first-model', 'run-panel button.primary', '#field-rule', '#field-rule'], ['snr', 'snr-lab canvas', '.several', '.several input']],
  seeds: [['race', 'race-lab canvas', '.race-seeds', '.race-seeds input'], ['first-model', 'run-panel button.primary', '#field-seed', '#field-seed'], ['variance', 'variance-lab canvas', '#variance-seed', '#variance-seed']],
  measure: [['race', 'race-lab canvas', '.race-measure', '.race-measure select']],
  notes: [['race&scenario=hebbian', 'race-lab canvas', '.race-notes, .race-doc'], ['variance', 'variance-lab canvas', '.lab-outcome > .quiet']],
  standings: [['race', 'race-lab canvas', '.race-standings']],
  save: [['race', 'race-lab canvas', '.race-more .save, .chart .save'], ['first-model', 'run-panel button.primary', '.run-files .save:has-text("Save the")']],
  files: [['first-model', 'run-panel button.primary', '#weights-file'], ['data', 'data-explorer input', 'file-drop .drop']],
  examples: [['editor', 'rule-editor textarea', '#open-rule']],
  hints: [['exercise', 'rule-exercise textarea', '.hints, .buttons button:text("hint")']],
  solutions: [['exercise', 'rule-exercise textarea', '.buttons button:text("solution")']],
  share: [['race', 'race-lab canvas', '.share'], ['editor', 'rule-editor textarea', '.share, .buttons button:text("link")']],
};

/** A generator of numbers from 0 to below n that says the same each time. */
function dice(seed) {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

/** Queries that no panel would write. */
function hostile(count) {
  const roll = dice(7);
  const pick = (list) => list[roll(list.length)];
  const harm = ['<script>self.hacked=1</script>', '"><img src=x onerror=self.hacked=1>', 'javascript:self.hacked=1', '%00', '%ff%fe', '%', '%zz', '‮', '__proto__', 'constructor', 'toString', '../../etc/passwd', '"]', "'];alert(1)//", 'x'.repeat(2000), '-1', '1e999', 'NaN', '', '𝔘', '2~~~~', '1~backprop~1~accuracy', '9~a~b~c', '~'.repeat(50), '2~~~~preset=nope;hidden=0', ';;==;', '1,2,,3', '{{7*7}}', '&&&', '#', '+++'];
  const encode = (text) => pick([encodeURIComponent, (raw) => raw.replace(/[&#]/g, ''), encodeURIComponent])(text);
  const labs = ['race', 'first-model', 'data', 'draw', 'variance', 'snr', 'representations', 'identify', 'electrode', 'exercise', 'editor'];
  const names = ['lab', 'scenario', 'exercise', 'theme', 'race.first', 'race.nope', 'race.', 'lock.', 'hide.', 'lock.nope', 'hide.<b>', 'variance.widest', 'variance.nope', 'variance.draws', 'snr.rules', 'snr.images', 'hidden', 'rule', 'code', 'p.sigma', 'epochs', 'preset', 'v', 'colour', 'labs', '__proto__', 'constructor'];
  return Array.from({ length: count }, (_, i) => {
    const parts = [`lab=${i % 3 ? pick(labs) : encode(pick(harm))}`];
    if (roll(3)) parts.unshift(`v=${pick(['1', '1', '1', '2', '999', encode(pick(harm))])}`);
    for (let n = 1 + roll(4); n > 0; n -= 1) parts.push(`${pick(names)}=${encode(pick(harm))}`);
    return `?${parts.join('&')}`;
  });
}

export const locks = {
  async 'locks: each name hides what it says, and holds it fast where it can be shown'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}${LAB}race`);
    for (const [name, places] of Object.entries(PARTS)) {
      for (const [lab, loaded, selector, control] of places) {
        for (const query of ['', `&hide.${name}=1`, `&lock.${name}=1`]) {
          await page.goto(`${host.url}${LAB}${lab}${query}`);
          await page.evaluate(() => import('./js/main.js'));
          await ready(page, loaded);
          await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open ||= details.className !== 'share'; }));
          const shown = await page.locator(selector).filter({ visible: true }).count();
          const there = query === '' || (query.includes('lock') && control);
          assert.equal(shown > 0, Boolean(there), `${lab}${query}: ${selector} is shown ${shown} times`);
          if (!control || query.includes('hide')) continue;
          assert.equal(await page.locator(control).first().isDisabled(), query !== '', `${lab}${query}: ${control}`);
          if (query) await seeText(page.locator('.fixed').filter({ visible: true }), 'Fixed by this page’s link.');
        }
      }
    }
    const names = await page.evaluate(async () => [...(await import('./source/js/page/locks.js')).PARTS.keys()]);
    assert.deepEqual(names, Object.keys(PARTS), 'every name of www/js/page/locks.js is tried here');
    assert.deepEqual(faults, []);
  },

  async 'locks: they stay in the address, and hold in chapters, too'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}first-model.html`, { query: '?v=1&theme=dark&lock.seeds=1&hide.save=1' });
    await page.getByLabel('Epochs', { exact: true }).fill('2');
    await page.getByLabel('Epochs', { exact: true }).blur();
    await page.waitForFunction(() => location.search.includes('epochs=2'));
    assert.match(page.url(), /&theme=dark&lock\.seeds=1&hide\.save=1$/);
    await page.reload();
    assert.equal(await page.locator('#field-seed').isDisabled(), true);
    assert.equal(await page.getByRole('button', { name: 'New seed' }).isDisabled(), true);
    assert.equal(await page.locator('details.save', { hasText: 'Save the' }).count(), 0);
    assert.deepEqual(faults, []);
  },

  async 'locks: a locked seed is measured again, not replaced'({ browser, host }) {
    const { page } = await open(browser, `${host.url}${LAB}variance&variance.widest=8&variance.draws=10&lock.seeds=1`);
    const main = page.locator('variance-lab button.primary');
    await main.click();
    await main.filter({ hasText: 'Measure again' }).click();
    await seeText(page.locator('variance-lab .status').first(), /^Finished/);
    assert.ok(!page.url().includes('seed=') && page.url().includes('variance.widest=8'), page.url());
  },

  async 'locks: names that do not exist are told and left out; a sentence about a link stays when the reader moves'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}${LAB}first-model&lock.everything=1&hide.%3Cb%3E&hide.save=1`);
    const told = page.locator('.notice:visible');
    await seeText(told, /“everything”, “<b>”, which does not exist and was left out; there are settings, rules/);
    await page.mouse.move(100, 100);
    await page.mouse.move(200, 200);
    await until(page, (s) => s.summary !== null);
    await seeText(told, 'everything');
    assert.deepEqual(faults, []);
  },

  async 'alone: an unknown lab gives a sentence and all that there are, each of which opens'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}lab.html`);
    await seeText(page.locator('#lab'), 'this one names none');
    await page.goto(`${host.url}${LAB}races`);
    await seeText(page.locator('#lab'), 'There is no lab “races”');
    const links = await page.locator('.labs a').evaluateAll((all) => all.map(({ href }) => href));
    assert.ok(links.length >= 15, `${links}`);
    for (const link of links) {
      await page.goto(link);
      await page.evaluate(() => import('./js/main.js'));
      await page.locator('#lab button').first().waitFor();
      assert.equal(await page.locator('notice-box .notice').count(), 0, link);
      const whole = await page.request.get(await page.locator('#whole').evaluate(({ href }) => href));
      assert.equal(whole.status(), 200, 'the page of the notebook');
    }
    assert.deepEqual(faults, []);
  },

  async 'alone: 150 hostile addresses each give a sentence or the default, and run nothing'({ browser, host }) {
    const { page, faults, strangers } = await open(browser, `${host.url}lab.html`);
    page.on('dialog', (dialog) => {
      faults.push(dialog.message());
      dialog.dismiss();
    });
    let told = 0;
    for (const query of hostile(150)) {
      await page.goto(`${host.url}lab.html${query}`);
      const { words, notice, hacked } = await page.evaluate(async () => {
        await import(new URL('js/main.js', document.baseURI));
        await new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
        return { words: document.getElementById('lab').innerText, notice: document.querySelectorAll('.notice:not([hidden]), .labs').length, hacked: 'hacked' in self };
      });
      assert.ok(words.trim().length > 10, `nothing is shown for ${query.slice(0, 300)}`);
      assert.deepEqual([hacked, faults, strangers], [false, [], []], query.slice(0, 300));
      if (notice) told += 1;
    }
    assert.ok(told >= 75, `only ${told} of them were told something`);
  },

  async 'alone: axe-core finds nothing wrong with any lab, in both themes'({ browser, host }) {
    const source = await readFile(axe, 'utf8');
    for (const [lab, loaded] of LABS) {
      // The other theme has the same elements in other colours.
      for (const [theme, what] of [['light', {}], ['dark', { runOnly: ['color-contrast', 'link-in-text-block'] }]]) {
        const { page, faults, close } = await open(browser, `${host.url}${LAB}${lab}&theme=${theme}&lock.settings=1`);
        await page.evaluate(() => import('./js/main.js'));
        await ready(page, loaded);
        await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
        await page.waitForFunction(() => [...document.querySelectorAll('.share')].every((share) => share.querySelector('textarea')?.value));
        await page.evaluate(source); // not a script element, which the page's policy would refuse
        const { violations } = await page.evaluate((options) => self.axe.run(document, options), what);
        const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`);
        assert.deepEqual([found, faults], [[], []], `${lab}, ${theme}`);
        await close();
      }
    }
  },

  async 'alone: no lab is too wide from 320 to 1440 px'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}lab.html`);
    for (const [lab, loaded] of LABS) {
      await page.setViewportSize({ width: 320, height: 800 });
      await page.goto(`${host.url}${LAB}${lab}`);
      await page.evaluate(() => import('./js/main.js'));
      await ready(page, loaded);
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
      await page.waitForFunction(() => [...document.querySelectorAll('.share')].every((share) => share.querySelector('textarea')?.value));
      for (const width of [320, 390, 600, 820, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(wide, 0, `${lab} is ${wide} px wider than ${width} px`);
      }
    }
    assert.deepEqual(faults, []);
  },

  async 'alone: settings stay in the address with the lab, and a reload keeps them'({ browser, host }) {
    const { page } = await open(browser, `${host.url}${LAB}first-model&hidden=30`);
    await page.getByLabel('Epochs', { exact: true }).fill('1');
    await page.getByLabel('Epochs', { exact: true }).blur();
    await page.waitForFunction(() => location.search.includes('epochs=1'));
    assert.match(page.url(), /\?v=1&preset=project&hidden=30&epochs=1&lab=first-model$/);
    await page.reload();
    assert.deepEqual(await ask(page, ({ config }) => [config.hidden, config.epochs]), [[30], 1]);
  },
};
