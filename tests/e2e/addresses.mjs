// Addresses that somebody else has written: in a tag, in a page that was made one file, in a policy's way out.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SITE, open, seeText } from './browser.mjs';
import { abroad, classic, course, frame, tag } from './embed.mjs';
import { build, host } from './hosts.mjs';

// Addresses that run, or show, something else than the notebook where a page opens them.
const HOSTILE = [
  "javascript://x/%0aparent.owned='yes';//",
  "  JaVaScRiPt:parent.owned='yes'//",
  "java\nscript:parent.owned='yes'//",
  "\u0001javascript:parent.owned='yes'//",
  "data:text/html,<script>parent.owned='yes'</script>",
  'vbscript:x',
  'about:blank',
  'blob:https://your.host/1',
  'file:///etc/',
  'view-source:https://your.host/',
  'http://',
  'https://[',
];

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
const LINK = '<a href="https://your.host/the-pages-own">The page’s own link</a>';
const lab = (attributes) => `<microlearning-lab lab="race" ${attributes}>${LINK}</microlearning-lab>`;

/** A lab that cannot open says so, shows the link inside the tag, and frames nothing. */
async function refused(place, sentence) {
  await seeText(place.locator('.box'), sentence);
  assert.ok(await place.getByRole('link', { name: 'The page’s own link' }).isVisible(), 'the link inside the tag stays');
  assert.equal(await place.locator('iframe').count(), 0);
  assert.equal(await place.locator('button').isVisible(), false);
  assert.equal(await place.evaluate((element) => element.address), null);
}

/** The script as part of a page, in one of the ways of tools that make one file of it. */
const packed = {
  inline: (text) => `<script>${text}</script>`,
  'inline module': (text) => `<script type="module">${text}</script>`,
  'data address': (text) => `<script src="data:text/javascript;base64,${Buffer.from(text).toString('base64')}"></script>`,
};

export const addresses = {
  async 'addresses: a site that is no address of the web runs nothing, is told of, and leaves the page’s own link'({ browser, host }) {
    const labs = HOSTILE.map((site) => lab(`site="${escaped(site)}"`)).join('');
    const { page, faults, close } = await abroad(browser, { 'hostile.html': course(labs, classic(host)) });
    await page.waitForFunction(() => customElements.get('microlearning-lab'));
    for (let n = 0; n < HOSTILE.length; n += 1) {
      await tag(page, n).scrollIntoViewIfNeeded();
      await refused(tag(page, n), /“site” of this tag is no address of a web server/);
    }
    await page.evaluate((sites) => {
      // Set by a script of the page, in an open lab, too.
      for (const site of sites) document.querySelector('microlearning-lab').setAttribute('site', site);
    }, HOSTILE);
    await page.waitForTimeout(300); // in which a script would have run
    assert.equal(await page.evaluate(() => self.owned), undefined);
    assert.deepEqual(faults, []);
    await close();
  },

  async 'addresses: what a site may be: http, https, and paths from the page'({ browser, host }) {
    const { page, close } = await abroad(browser, { 'sites.html': course('', classic(host)) });
    await page.waitForFunction(() => customElements.get('microlearning-lab'));
    const here = await page.evaluate(() => document.baseURI.replace('sites.html', ''));
    const expected = {
      'https://your.host/notes': 'https://your.host/notes/lab.html',
      'http://your.host/notes/?from=x#y': 'http://your.host/notes/lab.html',
      '//your.host/notes/': 'http://your.host/notes/lab.html',
      'notes/': `${here}notes/lab.html`,
      '/notes': `${new URL(here).origin}/notes/lab.html`,
      '': `${here}lab.html`,
    };
    const found = await page.evaluate((sites) => sites.map((site) => {
      const lab = document.createElement('microlearning-lab');
      lab.setAttribute('site', site);
      return lab.address;
    }), Object.keys(expected));
    assert.deepEqual(found.map((address) => address.split('?')[0]), Object.values(expected));
    assert.ok(found.every((address) => address.endsWith('?v=1&lab=race&theme=auto')), found.join(' '));
    await close();
  },

  async 'addresses: in a page that was made one file the tag says what it does not know, and works with a site'({ browser, host }) {
    const text = await readFile(join(SITE, 'embed.js'), 'utf8');
    for (const [way, script] of Object.entries(packed)) {
      // The page's own address has the script's name in it, which is no reason to take it for the script's.
      const { page, faults, close } = await abroad(browser, { 'one-file.html?from=/embed.js': course(lab('') + lab(`site="${host.url}"`), script(text)) });
      await refused(tag(page), /does not know where the notebook is/);
      await tag(page, 1).scrollIntoViewIfNeeded();
      await frame(page, 1).locator('race-lab button.primary').waitFor();
      assert.deepEqual(faults, [], way);
      await close();
    }
  },

  async 'addresses: a frame that leaves a lab no origin is told of, and nothing begins'({ browser }) {
    for (const shared of [false, true]) {
      const site = await host(await build('A'), { shared });
      const html = `<iframe sandbox="allow-scripts" width="900" height="600" src="${site.url}lab.html?v=1&amp;lab=race"></iframe>`;
      const { page, close } = await abroad(browser, { 'sandbox.html': course(html, '') });
      const inside = page.frameLocator('iframe');
      await seeText(inside.locator('#boot'), 'The frame around this laboratory forbids what it needs');
      assert.equal(await inside.getByRole('link', { name: 'Open it in a tab of its own' }).getAttribute('href'), `${site.url}lab.html?v=1&lab=race`);
      await page.mouse.move(50, 300);
      await page.waitForTimeout(500);
      assert.equal(await inside.getByRole('button', { name: /Train/ }).count(), 0);
      assert.equal(await inside.locator('#boot').isVisible(), true);
      await close();
      await site.close();
    }
  },

  async 'addresses: every page forbids forms, bases and plug-ins, and a form goes nowhere'({ browser, host }) {
    for (const name of (await readdir(SITE)).filter((file) => file.endsWith('.html'))) {
      const html = await readFile(join(SITE, name), 'utf8');
      const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
      for (const part of ["object-src 'none'", "base-uri 'none'", "form-action 'none'"]) assert.ok(policy.includes(part), `${name} lacks ${part}`);
    }
    const { page, strangers } = await open(browser, host.url);
    const stopped = await page.evaluate(() => new Promise((resolve) => {
      addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective));
      const form = Object.assign(document.createElement('form'), { action: 'http://127.0.0.1:9/', method: 'post' });
      document.body.append(form);
      form.submit();
    }));
    assert.equal(stopped, 'form-action');
    assert.deepEqual(strangers, []);
  },
};
