// Bad links, bare browsers, lost workers, narrow screens; and whether the page stays awake.

import assert from 'node:assert/strict';
import { ask, open, piece, seeText, until } from './browser.mjs';

const train = (page) => page.locator('run-panel').getByRole('button', { name: 'Train', exact: true }).click();

const badLink = (query) => async ({ browser, host }) => {
  const { page, faults } = await open(browser, `${host.url}first-model.html`, { query });
  await seeText(page.locator('#notices'), /link/);
  const [config, plain] = await ask(page, (s) => [JSON.stringify(s.config), JSON.stringify(s.api.checkConfig({}))]);
  assert.equal(config, plain, 'the default settings are used');
  assert.deepEqual(faults, []);
};

export const robust = {
  'a link with an unknown setting gives a sentence and the defaults': badLink('?v=1&colour=7'),
  'a link with an impossible value gives a sentence and the defaults': badLink('?v=1&batch=-5'),
  'a link of another version gives a sentence and the defaults': badLink('?v=999'),
  'a link of rubbish gives a sentence and the defaults': badLink('?v=1&hidden=%00%ff<b>&epochs=1e99'),

  async 'an element that asks the worker shows how the run ended, though it ended while an answer was on its way'({ browser, host }) {
    const { page, close } = await open(browser, `${host.url}first-model.html`);
    const shown = await page.evaluate(async () => {
      const { MeasuredElement } = await import('./source/js/elements/measured-element.js');
      const session = Object.assign(new EventTarget(), { hasRun: true, runs: 1, phase: 'training', report: { epochs: [0] } });
      const seen = [];
      customElements.define('slow-element', class extends MeasuredElement {
        async show() {
          seen.push(session.report.epochs.length);
          await new Promise((done) => { setTimeout(done, 20); });
          // An epoch ends while this answer is on its way, and while the next one is.
          if (session.report.epochs.length < 3) session.report.epochs.push(0);
          session.dispatchEvent(new Event('change'));
        }
      });
      document.createElement('slow-element').watch(session);
      await new Promise((done) => { setTimeout(done, 500); });
      return seen;
    });
    assert.deepEqual(shown, [1, 2, 3]);
    await close();
  },

  async 'what a mailer adds to a link changes nothing, and a mistyped setting throws no other away'({ browser, host }) {
    for (const [query, said] of [['?v=1&hidden=30&epochs=2&fbclid=x', null], ['?utm_source=a&v=1&hidden=30&epochs=2&utm_medium=b', null], ['?v=1&amp;hidden=30&amp;epochs=2&forceview=1', null], ['?v=1&hiden=7&hidden=30&epochs=2', /also says “hiden”/]]) {
      const { page, faults, close } = await open(browser, `${host.url}first-model.html`, { query });
      await until(page, (s) => s.phase === 'idle');
      assert.deepEqual(await ask(page, (s) => [s.config.hidden, s.config.epochs]), [[30], 2], query);
      if (said) await seeText(page.locator('#notices'), said);
      else assert.equal(await ask(page, (s) => s.problem), null, query);
      assert.deepEqual(faults, []);
      await close();
    }
    const { page } = await open(browser, `${host.url}feedback.html`, { query: '?utm_source=newsletter' });
    await until(page, (s) => s.phase === 'idle');
    assert.equal(await ask(page, (s) => s.problem), null);
  },

  async 'a decimal comma is told of where it is typed, and where a link brings it; lists stay lists'({ browser, host }) {
    const { page, faults, close } = await open(browser, `${host.url}first-model.html`, { query: '?v=1&lr=0,1' });
    const [rate, said] = ['#field-lr', '#field-lr-doc'].map((name) => page.locator(name));
    await seeText(said, 'These are two numbers, 0 and 1, one for each layer; the decimal sign is a point, as in 0.1.');
    for (const [text, doubt] of [['0.1, 0.01', false], ['0,5', true], ['0.1', false]]) {
      await rate.fill(text);
      await rate.blur();
      await seeText(said, doubt ? /^These are two numbers, 0 and 5/ : /^(?!These are two)/, 5000);
    }
    assert.deepEqual(faults, []);
    await close();
    const other = await open(browser, host.url);
    const race = other.page.locator('race-lab').first();
    await race.locator('summary', { hasText: 'Rate and parameters of each' }).click();
    const own = race.getByLabel(/Learning rate of Backprop/).first();
    await own.fill('0,1');
    await own.blur();
    await seeText(race.locator('.race-settings .notice'), 'the decimal sign is a point');
    await own.fill('0.1');
    await own.blur();
    await race.locator('.race-settings .notice', { hasText: 'point' }).waitFor({ state: 'hidden' });
  },

  async 'with JavaScript off the chapter reads'({ browser, host }) {
    const { page } = await open(browser, `${host.url}first-model.html`, { javaScriptEnabled: false });
    await seeText(page.locator('#rule p'), 'Backpropagation asks of each weight');
    await seeText(page.locator('noscript > p'), 'Training needs JavaScript, which is off. The chapter reads without it.');
    assert.ok((await page.locator('main').innerText()).length > 4000);
  },

  async 'a browser without simd128 gets a sentence'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}first-model.html`, { before: 'WebAssembly.validate = () => false' });
    await seeText(page.locator('#boot'), /SIMD/);
    await seeText(page.locator('#rule p'), 'Backpropagation asks of each weight');
    assert.deepEqual(faults, []);
  },

  async 'wasm that does not load gives a sentence'({ browser, host }) {
    host.damage.set('microlearning_bg.wasm', 'missing');
    const { page } = await open(browser, `${host.url}first-model.html`);
    await seeText(page.locator('#boot'), /could not be loaded/);
  },

  async 'a script that does not load gives a sentence'({ browser, host }) {
    host.damage.set(await piece('opening'), 'missing');
    const { page } = await open(browser, `${host.url}first-model.html`);
    await seeText(page.locator('#boot'), /could not be loaded/);
  },

  async 'a worker that does not load gives a sentence'({ browser, host }) {
    host.damage.set('worker.js', 'missing');
    const { page } = await open(browser, `${host.url}first-model.html`);
    await seeText(page.locator('#notices'), /worker stopped unexpectedly/);
  },

  async 'a worker that dies while training is replaced, and the page trains again'({ browser, host }) {
    const before = `(() => {
      const Real = Worker;
      self.Worker = class extends Real { constructor(...a) { super(...a); self.lastWorker = this; } };
    })()`;
    const { page } = await open(browser, `${host.url}first-model.html`, { query: '?v=1&epochs=2', before });
    await train(page);
    await until(page, (s) => s.phase === 'training' && s.progress?.update > 0);
    await page.evaluate(() => self.lastWorker.dispatchEvent(new ErrorEvent('error', { message: 'unreachable' })));
    await seeText(page.locator('run-panel notice-box'), /was discarded/);
    await train(page);
    await until(page, (s) => s.phase === 'finished');
  },

  async 'every request settles exactly once, abort and death included'({ browser, host }) {
    // A page that lets scripts of no site in but those of its own pieces would have none of this one.
    host.instead.set('bare.html', '<!doctype html><title>Bare</title>');
    const { page } = await open(browser, `${host.url}bare.html`);
    const seen = await page.evaluate(async () => {
      const { LabClient } = await import(new URL('source/js/worker/lab-client.js', document.baseURI));
      const client = new LabClient();
      const abort = new AbortController();
      const how = (promise) => promise.then(() => 'ok', (error) => error.name + ': ' + error.message);
      const asked = [how(client.request('examples', {}, { signal: abort.signal })), how(client.request('no such verb')), how(client.request('report'))];
      abort.abort();
      const early = await Promise.all(asked);
      const hanging = how(client.request('open', {}));
      client.close();
      return [...early, await hanging, await how(client.request('report'))];
    });
    assert.match(seen[0], /^AbortError/);
    assert.match(seen[1], /Error/);
    assert.match(seen[2], /no run yet/);
    assert.match(seen[3], /closed/);
    assert.match(seen[4], /stopped/);
  },

  async 'the page answers while it trains'({ browser, host }) {
    const { page } = await open(browser, `${host.url}first-model.html`, { query: '?v=1&epochs=3' });
    await until(page, (s) => s.summary !== null && s.phase === 'idle');
    await train(page);
    await until(page, (s) => s.phase === 'training' && s.progress?.update > 20);
    const gaps = await page.evaluate(() => new Promise((resolve) => {
      const found = [];
      let last = performance.now();
      const end = last + 2000;
      const tick = (now) => {
        found.push(now - last);
        last = now;
        if (now < end) requestAnimationFrame(tick);
        else resolve(found.sort((a, b) => b - a));
      };
      requestAnimationFrame(tick);
    }));
    assert.ok(gaps.length > 20, `only ${gaps.length} frames in two seconds`);
    assert.ok(gaps[0] < 200, `a frame took ${Math.round(gaps[0])} ms while training`);
  },

  async 'nothing overflows a phone, with everything unfolded'({ browser, host }) {
    for (const width of [360, 390]) {
      const { page, close } = await open(browser, `${host.url}first-model.html`, { query: '?v=1&epochs=1', viewport: { width, height: 800 } });
      await train(page);
      await until(page, (s) => s.phase === 'finished');
      // The race has no table before it has run; a case of its own looks at its width.
      for (const details of await page.locator('details:not([hidden]) > summary').all()) await details.click();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wide, 0, `the page is ${wide} px wider than ${width} px`);
      await close();
    }
  },

  async 'the theme follows the system, the button turns it, and a reload keeps it'({ browser, host }) {
    const { page } = await open(browser, `${host.url}first-model.html`, { colorScheme: 'dark' });
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await paper();
    await page.getByRole('button', { name: 'Light theme' }).click();
    const light = await paper();
    assert.notEqual(dark, light);
    await page.reload();
    assert.equal(await paper(), light);
  },
};
