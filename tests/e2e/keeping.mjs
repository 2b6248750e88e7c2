// Copies that the service worker keeps on hosts that redirect, on devices that are full, and when what it kept is damaged.

import assert from 'node:assert/strict';
import { piece, seeText } from './browser.mjs';
import { SMALL, buildsOf, comes, isKept, opens, parts, races, reader, trains, worker } from './deploys.mjs';
import { host } from './hosts.mjs';

const ADDRESSES = ['', 'index.html', 'index', 'first-model.html', 'first-model', 'feedback.html', 'feedback?v=1', 'lab.html?v=1&lab=variance'];

async function allOpen(visit) {
  for (const address of ADDRESSES) {
    const page = await visit(address);
    await seeText(page.locator('h1'), /./);
    assert.deepEqual(await buildsOf(page), ['A'], address);
    await page.close();
  }
}

const sentOn = (redirects) => async ({ browser }) => {
  const site = await host(await parts('A'), { redirects });
  const { visit } = await reader(browser, site.url);
  await isKept(await visit('first-model.html'));
  await allOpen(visit);
  site.cut();
  await allOpen(visit);
  await site.close();
};

// As it was until November 2026: it kept answers as they came, and so those that had been sent on.
const BEFORE = `
const NAME = 'microlearning-' + self.SITE.version;
addEventListener('install', (event) => event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(Object.keys(self.SITE.files)))));
addEventListener('fetch', (event) => event.respondWith((async () => {
  const cache = await caches.open(NAME);
  const url = new URL(event.request.url);
  return (await cache.match(url.pathname.endsWith('/') ? url.pathname + 'index.html' : event.request, { ignoreSearch: true })) ?? fetch(event.request);
})()));`;

async function oldBuild() {
  const old = new Map(await parts('A'));
  const line = old.get('offline.js').toString().split('\n')[0];
  old.set('offline.js', Buffer.from(line + BEFORE));
  return old;
}

const room = async (context, page, url, quotaSize) => (await context.newCDPSession(page)).send('Storage.overrideQuotaForOrigin', { origin: new URL(url).origin, ...(quotaSize && { quotaSize }) });

const shardOf = (page) => page.evaluate(async () => (await (await fetch(new URL('data/manifest.json', document.baseURI))).json()).shards[1].file);

export const keeping = {
  'keeping: a host without “.html” in addresses: every page opens, with the network and without': sentOn('.html'),
  'keeping: a host that sends index.html on to /: every page opens, with the network and without': sentOn('index.html'),

  async 'keeping: whoever has a worker that cannot open pages is freed by the next build'({ browser }) {
    const site = await host(await oldBuild(), { redirects: '.html' });
    const { visit, context } = await reader(browser, site.url);
    const first = await visit('first-model.html');
    await isKept(first);
    await first.close();
    const tab = await context.newPage();
    const again = () => tab.goto(`${site.url}feedback.html`);
    await assert.rejects(again(), /ERR_FAILED/, 'the fault itself');
    site.deploy(await parts('A'));
    // A browser looks for a new worker behind its error page, too, but only once nothing was asked of the old one for a second or so. A reader
    // rests between two tries; who tries ten times a second keeps the browser from looking for ever.
    await comes(() => again().then(() => true, () => false), 'the page opens again', 120_000, 10_000);
    for (const page of context.pages()) await page.close();
    await allOpen(visit);
    await site.close();
  },

  async 'keeping: a damaged answer is not kept, and what lies damaged on the device is taken from the host again'({ browser }) {
    const site = await host(await parts('A'));
    const { visit } = await reader(browser, site.url);
    const first = await visit();
    await isKept(first);
    const shard = `data/${await shardOf(first)}`;
    await first.close();
    site.faults.set(shard, 'corrupt');
    const page = await visit(SMALL);
    await page.locator('run-panel').getByRole('button', { name: 'Train', exact: true }).click();
    const notice = await seeText(page.locator('run-panel notice-box'), /arrived damaged/);
    site.faults.clear();
    await notice.getByRole('button', { name: 'Retry' }).click();
    await seeText(page.locator('run-summary'), /After epoch 1 the network reads/);
    const kept = () => page.evaluate(async (path) => (await (await caches.match(new URL(path, document.baseURI)))?.arrayBuffer())?.byteLength, shard);
    await comes(kept, 'the whole shard is kept');
    await page.evaluate(async (paths) => {
      for (const name of await caches.keys()) for (const path of paths) await (await caches.open(name)).put(new URL(path, document.baseURI), new Response('rot'));
    }, [shard, 'data/mnist-0.gz', 'first-model.html', `js/parts/${await piece('opening')}`, 'wasm/microlearning_bg.wasm']);
    await page.close();
    const again = await visit(SMALL);
    await trains(again);
    await again.close();
    site.cut();
    await trains(await visit(SMALL)); // mended on the device, too
    await site.close();
  },

  async 'keeping: a device without room still opens and trains, and keeps the site once there is room'({ browser }) {
    const site = await host(await parts('A'));
    const { visit, context } = await reader(browser, site.url);
    const first = await visit('feedback.html');
    await room(context, first, site.url, 400_000);
    await comes(() => site.asked.includes('offline.js'), 'the site is to be kept');
    await comes(async () => (await first.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)) === 0, 'it cannot be');
    assert.deepEqual(await first.evaluate(() => caches.keys()), [], 'nothing half takes the room that there is');
    await (await opens(visit, 'A')).close();
    await room(context, first, site.url, 0);
    await isKept(await visit());
    const page = await visit();
    await room(context, page, site.url, 1000);
    await trains(await visit(SMALL)); // its second shard finds no room, which is no reason to lose it
    site.cut();
    await races(visit, 'A');
    assert.equal(await worker(page, 'active'), 'activated');
    await site.close();
  },

  async 'keeping: what a host gives a wrong type is kept with the right one'({ browser }) {
    const site = await host(await parts('A'));
    site.faults.set(`js/parts/${await piece('share-lab')}`, 'type');
    const { visit } = await reader(browser, site.url);
    const first = await visit();
    await isKept(first);
    await first.close();
    const second = await visit();
    await second.locator('.share summary').first().click();
    await second.locator('share-lab textarea').first().waitFor();
    await site.close();
  },

  async 'keeping: what hangs for a page that was closed holds up no other page'({ browser }) {
    const site = await host(await parts('A'));
    const { visit, context } = await reader(browser, site.url);
    const first = await visit();
    await isKept(first);
    const soon = async (path) => {
      await first.evaluate(async () => {
        for (const name of await caches.keys()) if (name.includes('-build-')) await caches.delete(name);
      });
      site.faults.set(path, 'hang');
      const before = site.asked.length;
      const closed = await context.newPage();
      closed.goto(`${site.url}feedback.html`).catch(() => {});
      await comes(() => site.asked.slice(before).includes(path), `the host is asked for ${path}`);
      await closed.close();
      site.faults.clear();
      const start = Date.now();
      await (await visit('feedback.html')).close();
      const took = Date.now() - start;
      assert.ok(took < 15_000, `${path} held up the next page for ${took / 1000} s`); // Chromium waits for 20 s
    };
    await soon('feedback.html');
    await soon('js/main.js');
    const next = new Map(await parts('B'));
    next.delete('offline.js'); // pages of the next build stay guests
    site.deploy(next);
    await soon('js/main.js');
    await site.close();
  },
};
