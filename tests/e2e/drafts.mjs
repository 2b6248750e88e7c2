// Code that a reader has written stays: beside a link's rule, an example, a second tab, and as older versions of the page have kept it.

import assert from 'node:assert/strict';
import { open, seeText, stir } from './browser.mjs';

const PAGE = 'your-own-rule.html';
const MINE = '# Mine\ndW = -outer(delta, below)\n';
const FOREIGN = '# Theirs\ndW = -2 * outer(delta, below)';
const LINK = `${PAGE}?v=1&rule=own&code=${encodeURIComponent(FOREIGN)}`;

const area = (lab) => lab.locator('textarea');
const versions = (lab) => lab.locator('.drafts option');
const press = (lab, name) => lab.getByRole('button', { name, exact: true }).click();
const text = (lab) => area(lab).inputValue();

async function ready(page) {
  const lab = page.locator('rule-editor');
  await stir(page, area(lab));
  return lab;
}

/** The editor in a tab; `beside` is a page of the same browser and reader. */
async function editor(browser, url, beside = null) {
  if (!beside) {
    const { page } = await open(browser, url);
    return { page, lab: await ready(page) };
  }
  const page = await beside.context().newPage();
  await page.goto(url);
  return { page, lab: await ready(page) };
}

async function goes(page, url) {
  await page.goto(url);
  return ready(page);
}

const choose = async (lab, name) => {
  const value = await versions(lab).filter({ hasText: name }).first().getAttribute('value');
  await lab.locator('.drafts select').selectOption(value);
};

export const drafts = {
  async 'drafts: a rule from a link leaves the reader’s own alone until it is kept'({ browser, host }) {
    const { page, lab } = await editor(browser, host.url + PAGE);
    await area(lab).fill(MINE);
    const linked = await goes(page, host.url + LINK);
    assert.equal(await text(linked), FOREIGN);
    await area(linked).press('ControlOrMeta+End');
    await page.keyboard.type(' # typed');
    await page.reload();
    assert.equal(await text(await ready(page)), `${FOREIGN} # typed`, 'what was typed stays in this tab');
    assert.equal(await text(await goes(page, host.url + PAGE)), MINE);
    const again = await goes(page, host.url + LINK);
    await press(again, 'Keep as mine');
    await seeText(again.locator('.code-note'), 'Kept among your rules.');
    const own = await goes(page, host.url + PAGE);
    assert.equal(await text(own), `${FOREIGN} # typed`);
    await choose(own, 'Mine');
    assert.equal(await text(own), MINE);
  },

  async 'drafts: an example does not overwrite the reader’s rule, and each step can be undone'({ browser, host }) {
    const { page, lab } = await editor(browser, host.url + PAGE);
    await area(lab).fill(MINE);
    await lab.getByLabel('Begin from a rule of this notebook').selectOption('weight_perturbation');
    await area(lab).press('ControlOrMeta+End');
    await page.keyboard.type('# more');
    const changed = await text(lab);
    await page.reload();
    await ready(page);
    assert.equal(await text(lab), changed);
    await choose(lab, 'Mine');
    assert.equal(await text(lab), MINE);
    await press(lab, 'Undo');
    assert.equal(await text(lab), changed);
    await press(lab, 'Redo');
    assert.equal(await text(lab), MINE);
  },

  async 'drafts: two tabs that write the same rule keep both, and say so'({ browser, host }) {
    const one = await editor(browser, host.url + PAGE);
    await area(one.lab).fill(MINE);
    const two = await editor(browser, host.url + PAGE, one.page);
    await area(two.lab).fill(`${MINE}# two`);
    await seeText(one.lab.locator('.draft-said'), 'Another tab has changed this version');
    await area(one.lab).fill(`${MINE}# one`);
    await seeText(one.lab.locator('.draft-said'), 'Both are kept');
    await two.page.close();
    await one.page.reload();
    await ready(one.page);
    assert.equal(await text(one.lab), `${MINE}# one`);
    assert.equal(await versions(one.lab).count(), 2);
    await one.lab.locator('.drafts select').selectOption({ index: 1 });
    assert.equal(await text(one.lab), `${MINE}# two`);
  },

  async 'drafts: a tab that is opened again shows its own rule, even if another tab has written a newer one'({ browser, host }) {
    const one = await editor(browser, host.url + PAGE);
    const two = await editor(browser, host.url + PAGE, one.page);
    await area(one.lab).fill(MINE);
    await area(two.lab).fill(FOREIGN);
    for (const [tab, mine] of [[one, MINE], [two, FOREIGN]]) {
      await tab.page.reload();
      await ready(tab.page);
      assert.equal(await text(tab.lab), mine);
      assert.equal(await versions(tab.lab).count(), 2);
    }
    await one.page.close();
    const later = await editor(browser, host.url + PAGE, two.page);
    assert.equal(await text(later.lab), FOREIGN, 'a fresh tab shows the newest');
  },

  async 'drafts: what an older version has kept opens, damaged ones do not, and the last ten stay'({ browser, host }) {
    const { page } = await editor(browser, host.url + PAGE);
    await page.evaluate((code) => {
      localStorage.setItem('own-rule', JSON.stringify({ code }));
      localStorage.setItem('draft:own-rule:bad', '{"version":1');
      localStorage.setItem('draft:own-rule:new', JSON.stringify({ version: 99, code: 'x', date: 1 }));
    }, MINE);
    await page.reload();
    const lab = await ready(page);
    assert.equal(await text(lab), MINE);
    assert.equal(await versions(lab).count(), 1);
    for (let i = 0; i < 12; i += 1) {
      await lab.getByLabel('Begin from a rule of this notebook').selectOption(i % 2 ? 'backprop' : 'hebbian');
      await area(lab).fill(`# Number ${i}\ndW = -outer(delta, below)\n`);
    }
    const names = await versions(lab).allInnerTexts();
    assert.equal(names.length, 10, names.join());
    assert.match(names[0], /^Number 11, changed /);
    assert.match(names[9], /^Number 2, /);
  },

  async 'drafts: an exercise that is begun again gives the attempt back, also after a reload'({ browser, host }) {
    const { page } = await open(browser, `${host.url}feedback.html`);
    const lab = page.locator('rule-exercise').first();
    const there = async () => {
      await lab.scrollIntoViewIfNeeded();
      await stir(page, area(lab));
    };
    await there();
    const blank = await text(lab);
    await area(lab).fill(blank.replace('___', 'mine'));
    await press(lab, 'Start again');
    assert.equal(await text(lab), blank);
    await press(lab, 'Undo');
    await press(lab, 'Show the solution');
    await page.reload();
    await there();
    assert.match(await text(lab), /mine/);
  },
};
