// Every page of the site: found by its links, read without JavaScript, free of what axe-core finds wrong.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { SITE, open, seeText } from './browser.mjs';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Addresses of all pages: the front page and what its list of chapters leads to. */
async function addresses(host) {
  const html = await (await fetch(host.url)).text();
  const list = html.slice(html.indexOf('class="chapters"'));
  const pages = [...list.matchAll(/href="([\w-]+\.html)"/g)].map(([, page]) => `${host.url}${page}`);
  assert.ok(pages.length > 0, 'the front page lists no chapter');
  return [`${host.url}index.html`, ...new Set(pages)];
}

// Elements that open only when the reader comes near.
const LAZY = 'electrode-lab, identify-lab, race-lab[workshop], representation-lab, rule-editor, rule-exercise, snr-lab, update-glass, variance-lab';

/** Waits until the page's live elements have been handed what they need, the lazy ones by coming near. */
async function ready(page) {
  await page.evaluate(() => import(new URL('js/main.js', document.baseURI)));
  for (const lab of await page.locator(LAZY).all()) {
    await lab.scrollIntoViewIfNeeded();
    await lab.locator('canvas, textarea, [role=button]').first().waitFor();
  }
}

export const chapters = {
  async 'axe-core finds nothing wrong on any page, in both themes'({ browser, host }) {
    const source = await readFile(axe, 'utf8');
    for (const url of await addresses(host)) {
      const { page, close } = await open(browser, url, { colorScheme: 'light' });
      await ready(page);
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
      await page.evaluate(source); // not a script element, which the page's policy would refuse
      // The other theme has the same elements in other colours.
      for (const [colorScheme, what] of [['light', {}], ['dark', { runOnly: ['color-contrast', 'link-in-text-block'] }]]) {
        await page.emulateMedia({ colorScheme });
        const { violations } = await page.evaluate((options) => self.axe.run(document, options), what);
        const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`);
        assert.deepEqual(found, [], `${url}, ${colorScheme}`);
      }
      await close();
    }
  },

  async 'every page reads with JavaScript off, and its labs say what they need'({ browser, host }) {
    for (const url of await addresses(host)) {
      const { page, close } = await open(browser, url, { javaScriptEnabled: false });
      assert.equal(await page.locator('h1').count(), 1, url);
      assert.ok((await page.locator('main').innerText()).length > 300, `${url} is nearly empty`);
      await seeText(page.locator('noscript > p'), 'JavaScript');
      const notices = new URL(await page.locator('#about a[href$=".txt"]').getAttribute('href'), url);
      assert.match(await (await fetch(notices)).text(), /MNIST[\s\S]*ndarray/, 'what others wrote is linked from About');
      await close();
    }
  },

  async 'no page has faults, strangers, or a line too wide from 360 to 1440 px'({ browser, host }) {
    for (const url of await addresses(host)) {
      const { page, faults, strangers, close } = await open(browser, url, { viewport: { width: 360, height: 844 } });
      await ready(page);
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
      for (const width of [360, 390, 820, 1440]) {
        await page.setViewportSize({ width, height: 844 });
        const wide = await page.evaluate(async () => {
          await new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
          return document.documentElement.scrollWidth - document.documentElement.clientWidth;
        });
        assert.equal(wide, 0, `${url} is ${wide} px wider than ${width} px`);
      }
      assert.deepEqual(faults, [], `${url}: errors in the console`);
      assert.deepEqual(strangers, [], `${url}: requests to other hosts`);
      await close();
    }
  },

  async 'one can go from the front page through every chapter by the keyboard'({ browser, host }) {
    const pages = await addresses(host);
    const { page } = await open(browser, host.url);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'content');
    await page.locator('.menu summary').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    for (const [i, url] of pages.slice(1).entries()) {
      await page.waitForURL(url);
      assert.equal(await page.locator('.menu [aria-current="page"]').count(), 1);
      if (i + 2 === pages.length) break;
      await page.locator('.turn [rel="next"]').focus();
      await page.keyboard.press('Enter');
    }
  },

  async 'symbols of an equation say what they are, by pointer and by keyboard'({ browser, host }) {
    const { page } = await open(browser, `${host.url}first-model.html`);
    const equation = page.locator('named-equation').first();
    await seeText(equation.locator('.readout'), 'Point at a symbol');
    await equation.locator('[data-name^="W₁"]').hover();
    await seeText(equation.locator('.readout'), 'weights from the pixels');
    await equation.locator('[data-name^="y:"]').focus();
    await seeText(equation.locator('.readout'), 'the ten shares');
    // A pointer that goes leaves what the keyboard asked.
    await page.mouse.move(1, 1);
    await page.waitForFunction(() => !document.querySelector('[data-name]:hover'));
    await seeText(equation.locator('.readout'), 'the ten shares');
    // One stop of the Tab key, and arrow keys inside.
    for (const named of await page.locator('named-equation:has([data-name])').all()) assert.equal(await named.locator('[tabindex="0"]').count(), 1);
    await page.keyboard.press('Home');
    const all = equation.locator('[data-name]');
    const names = await all.evaluateAll((symbols) => symbols.map(({ dataset }) => dataset.name));
    for (const name of names) {
      assert.equal(await equation.locator('.readout').innerText(), name);
      await page.keyboard.press('ArrowRight');
    }
    await page.keyboard.press('Tab');
    assert.equal(await equation.evaluate((element) => element.contains(document.activeElement)), false);
    await page.keyboard.press('Shift+Tab');
    assert.equal(await equation.locator('.readout').innerText(), names.at(-1), 'Tab comes back to where it was');
  },

  async 'on a phone no equation and no table loses a part without a word'({ browser, host }) {
    const pages = (await readdir(SITE)).filter((name) => name.endsWith('.html') && !['lab.html', 'microlearning.html'].includes(name));
    let wide = 0;
    for (const name of pages) {
      const { page, close } = await open(browser, host.url + name, { viewport: { width: 390, height: 844 } });
      await page.waitForFunction(() => [...document.querySelectorAll('named-equation')].every(({ hint }) => hint !== undefined));
      const look = () => page.evaluate(() => {
        for (const fold of document.querySelectorAll('details')) fold.open = true;
        const boxes = [...document.querySelectorAll('main named-equation, main .table-box')].filter((box) => box.scrollWidth > box.clientWidth + 1);
        const silent = boxes.filter((box) => !/goes on to the right/.test(box.localName === 'named-equation' ? box.innerText : box.nextElementSibling?.innerText ?? ''));
        const lost = [...document.querySelectorAll('main math')].filter((math) => !math.closest('named-equation, .table-box') && [math, ...math.querySelectorAll('*')].some((part) => part.getBoundingClientRect().right > innerWidth + 1));
        return { wide: boxes.length, silent: [...silent, ...lost].map(({ textContent }) => textContent.slice(0, 60)) };
      });
      // A page says so once it has met a sign of life and has laid out what was unfolded, on a busy machine some time later.
      let found = await look();
      for (let tries = 0; tries < 50; tries += 1) {
        await page.mouse.move(2 + (tries % 2), 2);
        await page.waitForTimeout(200);
        found = await look();
        if (!found.silent.length) break;
      }
      wide += found.wide;
      assert.deepEqual(found.silent, [], name);
      await close();
    }
    assert.ok(wide > 0, 'there are some to be told of');
  },

  async 'races have headings, and who listens hears the epoch and all who race'({ browser, host }) {
    const { page } = await open(browser, host.url, { query: '?race.first=2~backprop,feedback_alignment~~~epochs=2;hidden=10' });
    await page.waitForFunction(() => document.querySelector('race-lab').race);
    await page.getByRole('heading', { level: 2, name: await page.locator('race-lab').evaluate(({ race }) => race.scenario.title) }).waitFor();
    await page.locator('race-lab button.primary').click();
    await seeText(page.locator('race-lab .race-go .unseen'), /^Finished, epoch 2 of 2\. Accuracy: Backpropagation \d+\.\d %, Feedback alignment \d+\.\d %\.$/);
    const { page: chapter } = await open(browser, `${host.url}feedback.html`);
    await chapter.locator('race-lab h3').first().waitFor();
  },

  async 'measured numbers say their command, pictures, epochs and seeds: by pointer, by keyboard, on paper, without scripts'({ browser, host }) {
    const says = /microlearning \w+.*: [\d,]+( to [\d,]+)? training pictures, \d+ epochs, seeds? 1/;
    const told = (number) => number.evaluate((element) => getComputedStyle(element, '::after').content);
    for (const javaScriptEnabled of [true, false]) {
      const { page } = await open(browser, `${host.url}harder-worlds.html`, { javaScriptEnabled, viewport: { width: 390, height: 844 } });
      const numbers = page.locator('.measured');
      assert.ok(await numbers.count() > 20);
      assert.equal(await told(numbers.nth(1)), 'none', 'calm until it is pointed at');
      // The labs above open at the first sign of life and move what stands below them, away from the pointer.
      for (let tries = 0; tries < 50 && !says.test(await told(numbers.nth(1))); tries += 1) {
        await numbers.nth(1).hover();
        await page.waitForTimeout(100);
      }
      assert.match(await told(numbers.nth(1)), says);
      await page.mouse.move(1, 1);
      await numbers.first().focus();
      assert.match(await told(numbers.first()), says);
      const stops = await page.locator('.measured[tabindex="0"]').count();
      assert.ok(stops > 0 && stops <= await page.locator('article section').count(), `${stops} stops`);
      if (javaScriptEnabled) {
        await page.keyboard.press('ArrowRight');
        assert.equal(await page.evaluate(() => document.activeElement.dataset.key), await numbers.nth(1).getAttribute('data-key'));
        await page.keyboard.press('Escape');
        assert.equal(await told(numbers.nth(1)), 'none', 'Escape takes the words away');
      }
      await page.emulateMedia({ media: 'print' });
      assert.match(await told(numbers.first()), /^"a"/);
      const list = page.locator('.sources li');
      assert.match(await list.first().innerText(), says);
      assert.ok((await list.first().boundingBox()).height > 0, 'on paper the list is open');
    }
  },

  async 'large type for a lecture hall: text and charts grow, and a reload keeps it'({ browser, host }) {
    const { page } = await open(browser, `${host.url}first-model.html`);
    await ready(page);
    const height = () => page.locator('curve-chart canvas').first().evaluate((canvas) => canvas.getBoundingClientRect().height);
    const before = await height();
    await page.getByRole('button', { name: 'Large type' }).click();
    assert.ok((await height()) > 1.3 * before, 'the chart did not grow');
    await page.reload();
    await ready(page);
    assert.ok((await height()) > 1.3 * before, 'the reload forgot it');
    assert.equal(await page.getByRole('button', { name: 'Large type' }).getAttribute('aria-pressed'), 'true');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0);
  },
};
