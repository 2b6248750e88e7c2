// The pages' policy, tried: each attempt to run or fetch what is not the notebook's works on a page without a policy, and on none of ours.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SITE, open } from './browser.mjs';
import { counted } from './fault-rows.mjs';
import { build, host as hostOf } from './hosts.mjs';

/** A host elsewhere that notes what it was asked for, and answers with something that would run. */
async function elsewhere() {
  const asked = new Set();
  const server = createServer((request, response) => {
    const name = request.url.slice(1).split(/[?.]/)[0];
    asked.add(name);
    const type = { script: 'text/javascript', module: 'text/javascript', style: 'text/css' }[name] ?? 'text/html';
    response.writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*' }).end('/**/');
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { url: `http://127.0.0.1:${server.address().port}/`, asked, close: () => server.close() };
}

// Runs in the page. Each attempt leaves its name in `self.ran`, or asks the host elsewhere for it.
async function attempts(there) {
  const add = (tag, set = {}, text = '') => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(set)) made.setAttribute(name, value);
    if (text) made.append(text);
    document.body.append(made);
    return made;
  };
  const run = (name) => `(parent.ran ?? ran).add('${name}')`;
  const page = (name) => `<script>parent.ran.add('${name}')</` + 'script>';
  const source = (name) => `fetch('${there}${name}', { mode: 'no-cors' })`;
  self.ran = new Set();
  const all = {
    'inline script': () => add('script', {}, run('inline script')),
    'event handler': () => add('img', { src: 'data:,', onerror: run('event handler') }),
    markup: () => { add('div').innerHTML = `<img src="data:," onerror="${run('markup')}">`; },
    'text as markup': () => {
      const box = add('div');
      box.innerHTML = '<b>';
      if (box.firstChild) ran.add('text as markup');
    },
    'javascript link': () => add('a', { href: `javascript:${run('javascript link')};void 0` }).click(),
    'javascript frame': () => add('iframe', { src: `javascript:${run('javascript frame')};''` }),
    'frame of a text': () => add('iframe', { srcdoc: page('frame of a text') }),
    eval: () => (0, eval)(run('eval')),
    Function: () => new Function(run('Function'))(),
    timeout: () => setTimeout(run('timeout')),
    'data import': () => import(`data:text/javascript,${run('data import')}`),
    'blob script': () => add('script', { src: URL.createObjectURL(new Blob([run('blob script')], { type: 'text/javascript' })) }),
    'blob-worker': () => new Worker(URL.createObjectURL(new Blob([source('blob-worker')]))),
    'data-worker': () => new Worker(`data:text/javascript,${source('data-worker')}`),
    base: () => {
      const base = add('base', { href: there });
      if (document.baseURI.startsWith(there)) ran.add('base');
      base.remove();
    },
    script: () => add('script', { src: `${there}script` }),
    module: () => import(`${there}module`),
    style: () => add('link', { rel: 'stylesheet', href: `${there}style` }),
    'inline style': () => {
      add('style', {}, 'body { --tried: 1 }');
      if (getComputedStyle(document.body).getPropertyValue('--tried').trim() === '1') ran.add('inline style');
    },
    picture: () => add('img', { src: `${there}picture` }),
    font: async () => document.fonts.add(await new FontFace('Tried', `url(${there}font)`).load()),
    media: () => add('video', { src: `${there}media`, preload: 'auto', autoplay: '' }),
    frame: () => add('iframe', { src: `${there}frame` }),
    object: () => add('object', { data: `${there}object`, type: 'text/html' }),
    embed: () => add('embed', { src: `${there}embed`, type: 'text/html' }),
    fetch: () => fetch(`${there}fetch`),
    beacon: () => navigator.sendBeacon(`${there}beacon`, 'x'),
    form: () => {
      add('iframe', { name: 'sink' });
      add('form', { action: `${there}form`, method: 'post', target: 'sink' }).submit();
    },
  };
  // The script that evaluates a case's own code lets more through for as long as it does.
  await new Promise((resolve) => { setTimeout(resolve, 0); });
  await Promise.all(Object.values(all).map(async (attempt) => {
    try {
      await attempt();
    } catch {
      // The policy throws.
    }
  }));
  await new Promise((resolve) => { setTimeout(resolve, 700); });
  return { names: Object.keys(all), ran: [...self.ran] };
}

const AT_ONCE = 5; // pages that are open at the same time
const BARE = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare</title><link rel="icon" href="data:,"><body>';

/** The names of attempts, and of those that came through on this page. */
async function tried(browser, address) {
  const host = await elsewhere();
  const { page, close } = await open(browser, address);
  await page.waitForLoadState('load');
  const { names, ran } = await page.evaluate(attempts, host.url);
  await close();
  host.close();
  return { names, through: names.filter((name) => ran.includes(name) || host.asked.has(name)) };
}

export const policy = {
  async 'policy: what would come through without one comes through on no page'({ browser, host }) {
    host.instead.set('bare.html', BARE);
    const bare = await tried(browser, `${host.url}bare.html`);
    assert.ok(bare.names.length >= 14);
    assert.deepEqual(bare.through, bare.names, 'each attempt works where nothing forbids it');
    const pages = (await readdir(SITE)).filter((name) => name.endsWith('.html'));
    const address = (name) => (name === 'microlearning.html' ? pathToFileURL(join(SITE, name)).href : host.url + name + (name === 'lab.html' ? '?v=1&lab=race' : ''));
    for (let i = 0; i < pages.length; i += AT_ONCE) {
      const some = pages.slice(i, i + AT_ONCE);
      const found = await Promise.all(some.map(async (name) => [name, (await tried(browser, address(name))).through]));
      assert.deepEqual(found, some.map((name) => [name, []]));
    }
    counted('policy', `${bare.names.length} kinds of attempt on ${pages.length} pages: ${bare.through.length} come through on a page without a policy, none on ours. Tried: ${bare.names.join('; ')}.`);
  },

  async 'policy: in somebody else’s page a lab can be framed, is as strict, and offers to forget nothing'({ browser, host }) {
    const there = await elsewhere();
    const { page } = await open(browser, host.url);
    host.instead.set('around.html', `${BARE}<iframe width="900" height="600" src="${host.url.replace('127.0.0.1', 'localhost')}lab.html?v=1&amp;lab=race"></iframe><iframe width="900" height="600" src="${host.url}index.html"></iframe>`);
    await page.goto(`${host.url}around.html`);
    await page.mouse.move(300, 300);
    await page.frameLocator('iframe').first().locator('race-lab button.primary').waitFor();
    await page.frameLocator('iframe').nth(1).locator('race-lab button.primary').waitFor();
    assert.equal(await page.frameLocator('iframe').nth(1).locator('#forget').isVisible(), false);
    const inner = page.frames().find((frame) => frame.url().includes('lab.html'));
    const { names, ran } = await inner.evaluate(attempts, there.url);
    assert.deepEqual(names.filter((name) => ran.includes(name) || there.asked.has(name)), []);
    there.close();
  },

  async 'policy: with the header of docs/embedding.md nobody else frames a page but lab.html, and tags still work'({ browser }) {
    const docs = await readFile(new URL('../../docs/embedding.md', import.meta.url), 'utf8');
    const [, value] = docs.match(/add_header Content-Security-Policy "([^"]*)"/);
    const site = await hostOf(await build('A'), { extra: (path) => (path === 'lab.html' ? {} : { 'content-security-policy': value }) });
    const around = (inside) => Buffer.from(`${BARE}${inside}`);
    const frames = ['index.html', 'first-model.html', 'your-own-rule.html', 'lab.html?v=1&amp;lab=race'].map((path) => `<iframe width="700" height="500" src="${site.url}${path}"></iframe>`);
    const other = await hostOf(new Map([['frames.html', around(frames.join(''))], ['tag.html', around(`<script src="${site.url}embed.js"></script><microlearning-lab lab="race"></microlearning-lab>`)]]));
    const { page } = await open(browser, `${other.url}frames.html`);
    await page.mouse.move(300, 300);
    await page.frameLocator('iframe').nth(3).locator('race-lab button.primary').waitFor();
    const shown = page.frames().map((frame) => frame.url()).filter((url) => url.startsWith(site.url));
    assert.deepEqual(shown.map((url) => new URL(url).pathname), ['/course/lab.html']);
    await page.goto(`${other.url}tag.html`);
    await page.mouse.move(300, 300);
    await page.frameLocator('microlearning-lab iframe').locator('race-lab button.primary').waitFor();
    await page.goto(`${site.url}first-model.html`);
    await page.locator('run-panel').waitFor();
    await Promise.all([site.close(), other.close()]);
  },
};
