// “Share or embed”: what the panel of each lab writes, and that it opens what it says.

import assert from 'node:assert/strict';
import { SITE, open, seeText, stir } from './browser.mjs';
import { serve } from './server.mjs';

/** Opens the panel in `lab` and returns it. */
async function panel(lab) {
  await lab.locator('summary', { hasText: 'Share or embed' }).click();
  const share = lab.locator('share-lab');
  await share.getByLabel('Tag for a course page', { exact: true }).waitFor();
  return share;
}

const text = (share, label) => share.getByLabel(label, { exact: true }).inputValue();

export const share = {
  async 'share: what is chosen for a race stands in links, tag and frame, and is what they open'({ browser, host }) {
    const { page, faults, strangers } = await open(browser, host.url, { permissions: ['clipboard-read', 'clipboard-write'] });
    const lab = page.locator('race-lab');
    await lab.locator('summary', { hasText: 'Add or drop rules' }).click();
    await lab.getByRole('checkbox', { name: 'Node perturbation', exact: true }).uncheck();
    await lab.getByLabel('Seeds', { exact: true }).first().fill('2');
    await lab.getByLabel('Seeds', { exact: true }).first().blur();
    const share = await panel(lab);
    await share.getByLabel('Standings', { exact: true }).selectOption('Hidden');
    await share.getByLabel('Seeds', { exact: true }).selectOption('Fixed');
    await share.getByLabel('Theme', { exact: true }).selectOption('Dark');
    await share.getByLabel('Height in px', { exact: true }).fill('620');
    const [link, alone, tag, frame] = await Promise.all(['Link to the notebook', 'Link to the lab alone', 'Tag for a course page', 'Frame for a page that takes no scripts'].map((label) => text(share, label)));
    assert.match(link, /index\.html\?v=1&race\.first=.*&lock\.seeds=1&hide\.standings=1&theme=dark$/);
    assert.match(alone, /lab\.html\?v=1&lab=race&scenario=first&race\.first=/);
    assert.match(tag, /^<script async src="http:.*embed\.js"><\/script>\n<microlearning-lab lab="race" scenario="first" rules="backprop,feedback_alignment,kolen_pollack" seeds="2"/);
    assert.match(frame, /^<iframe title="[^"]+" width="100%" height="620"/);
    await share.getByRole('button', { name: 'Copy: Tag for a course page' }).click();
    await seeText(share, 'Copied.');
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), tag);
    const other = await serve(SITE);
    other.instead.set('mine.html', `<!doctype html><link rel="icon" href="data:,"><title>x</title>${tag}`);
    const there = await open(browser, `${other.url}mine.html`);
    const element = there.page.locator('microlearning-lab');
    assert.equal(await element.locator('iframe').getAttribute('src'), alone);
    const inside = element.locator('iframe').contentFrame();
    await inside.getByRole('button', { name: 'Train 3 rules' }).waitFor();
    assert.equal(await inside.locator('.race-standings').count(), 0);
    assert.equal(await inside.locator('.race-seeds input').isDisabled(), true);
    assert.equal(await inside.locator('.race-seeds input').inputValue(), '2');
    assert.equal(await inside.locator('.race-rules input').first().isDisabled(), false);
    await page.goto(link);
    await page.locator('race-lab summary', { hasText: 'Add or drop rules' }).click();
    await seeText(page.locator('race-lab .race-seeds .fixed'), 'Fixed by this page’s link.');
    assert.equal(await page.locator('.race-standings').count(), 0);
    assert.deepEqual([faults, strangers, there.faults], [[], [], []]);
    await other.close();
  },

  async 'share: the labs that are no race carry their settings, too'({ browser, host }) {
    const cases = [
      ['first-model.html', 'run-panel', 'v=1&lab=first-model&preset=project&hidden=30', async (lab) => {
        await lab.getByLabel('Hidden units').fill('30');
        await lab.getByLabel('Hidden units').blur();
      }],
      ['perturbation.html', 'variance-lab', 'v=1&lab=variance&variance.widest=64', async (lab) => {
        await lab.locator('summary', { hasText: 'More settings' }).click();
        await lab.getByLabel(/^Largest n/i).fill('64');
        await lab.getByLabel(/^Largest n/i).blur();
      }],
      ['perturbation.html', 'snr-lab', 'v=1&lab=snr&snr.rules=', async (lab) => {
        await lab.locator('summary', { hasText: 'More settings' }).click();
        await lab.locator('.several input').first().click();
      }],
      ['feedback.html', 'rule-exercise[exercise="kolen-pollack"]', 'v=1&lab=exercise&exercise=kolen-pollack', async () => {}],
      ['your-own-rule.html', 'rule-editor', 'v=1&lab=editor&preset=project', async (lab) => lab.locator('textarea').first().fill('# Mine; 100 % & more\ndW = -outer(delta, below)')],
    ];
    for (const [path, selector, wanted, change] of cases) {
      const { page, faults, close } = await open(browser, host.url + path);
      const lab = page.locator(selector);
      await lab.scrollIntoViewIfNeeded();
      await stir(page, lab.locator('.share'));
      await change(lab);
      const alone = await text(await panel(lab), 'Link to the lab alone');
      assert.ok(alone.includes(wanted), `${alone} lacks ${wanted}`);
      await page.goto(alone);
      await stir(page, page.locator('.share'));
      const again = await text(await panel(page.locator('#lab')), 'Link to the lab alone');
      assert.equal(again, alone, 'opened alone, it says the same of itself');
      assert.equal(await page.locator('notice-box .notice').count(), 0);
      assert.deepEqual(faults, [], selector);
      await close();
    }
  },

  async 'share: the panel works by keyboard, and its link leads to the section'({ browser, host }) {
    const { page } = await open(browser, `${host.url}feedback.html`);
    const lab = page.locator('race-lab');
    await lab.locator('.share summary').focus();
    await page.keyboard.press('Enter');
    await lab.getByLabel('Tag for a course page', { exact: true }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    assert.equal(await lab.locator('share-lab select').first().inputValue(), 'lock');
    const link = await text(lab.locator('share-lab'), 'Link to the notebook');
    assert.match(link, /feedback\.html\?v=1&lock\.\w+=1#[\w-]+$/);
    await page.goto(link);
    assert.equal(await page.evaluate(() => Boolean(document.getElementById(location.hash.slice(1)).querySelector('race-lab'))), true);
  },

  async 'share: every lab of a chapter is known as one that can stand alone'({ browser, host }) {
    const html = await (await fetch(host.url)).text();
    const pages = ['index.html', ...new Set([...html.matchAll(/href="([\w-]+\.html)"/g)].map(([, page]) => page))];
    const { page } = await open(browser, `${host.url}lab.html`);
    const known = await page.evaluate(async () => {
      const { LABS, everyLab, pageOf } = await import('./source/js/page/labs.js');
      return everyLab().map(([name, one]) => [name, one, pageOf(LABS.get(name), one)].join());
    });
    for (const path of pages) {
      const there = await (await fetch(host.url + path)).text();
      const found = [...there.matchAll(/<race-lab scenario="([\w-]+)"/g)].map(([, one]) => `race,${one},${path}`);
      found.push(...[...there.matchAll(/<rule-exercise exercise="([\w-]+)"/g)].map(([, one]) => `exercise,${one},${path}`));
      for (const one of found) assert.ok(known.includes(one), `www/js/page/labs.js does not have ${one}`);
    }
  },
};
