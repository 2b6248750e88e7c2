// Labs in course pages of another origin: the tag, the frame, the examples of docs/embedding/, and the panel that writes them.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { SITE, open, seeText } from './browser.mjs';
import { serve } from './server.mjs';

const EXAMPLES = new URL('../../docs/embedding/', import.meta.url);
const SHORT = 'rules="backprop,feedback_alignment" settings="epochs=3;hidden=20"';
const SPACE = '<div style="height: 4000px"></div>';

/** A page of a course: its own style, which must not reach the labs, nor theirs it. */
export const course = (body, script) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Course</title>
  <style>
    * { letter-spacing: 0.02em; }
    body { margin: 1rem; color: #333; font: 18px/1.4 serif; }
    button, iframe { border: 7px solid red; background: red; }
    p { color: rgb(1, 2, 3); text-indent: 2em; }
  </style>${script}</head>
  <body><div id="prose"><h1>Course</h1><p>Text <a href="#x">link</a></p><ul><li>item</li></ul><button>own</button><table><tr><td>1</td></tr></table></div>${body}</body></html>`;

export const classic = ({ url }) => `<script async src="${url}embed.js"></script>`;

/** Opens pages at another origin than the notebook's: `pages` maps names to texts; the first is opened. */
export async function abroad(browser, pages, options) {
  const other = await serve(SITE);
  for (const [name, text] of Object.entries(pages)) other.instead.set(name.split('?')[0], text);
  const opened = await open(browser, other.url + Object.keys(pages)[0], options);
  return { ...opened, other, close: () => Promise.all([opened.close(), other.close()]) };
}

export const tag = (page, n = 0) => page.locator('microlearning-lab').nth(n);
export const frame = (page, n = 0) => tag(page, n).locator('iframe').contentFrame();

/** Trains the race inside to its end. */
async function train(inside) {
  await inside.locator('race-lab button.primary').click();
  await seeText(inside.locator('race-lab .status').first(), /^Finished/);
}

const heightOf = (locator) => locator.evaluate((element) => element.getBoundingClientRect().height);

/** Waits until `question()` is true. */
async function comes(question, what, timeout = 30_000) {
  for (const end = Date.now() + timeout; Date.now() < end;) {
    if (await question()) return;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  throw new Error(`did not come within ${timeout / 1000} s: ${what}`);
}

/** All computed styles of the course's own text. */
const styles = (page) => page.evaluate(() => [...document.querySelectorAll('#prose, #prose *')].map((element) => {
  const computed = getComputedStyle(element);
  return [element.localName, ...[...computed].map((name) => `${name}: ${computed.getPropertyValue(name)}`)].join('; ');
}));

async function example(browser, host, name, prepare = () => {}) {
  const text = (await readFile(new URL(name, EXAMPLES), 'utf8')).replaceAll('https://your.host/microlearning/', host.url).replace('<head>', '<head><link rel="icon" href="data:,">');
  const opened = await abroad(browser, { [name]: text });
  await prepare(opened.page);
  await tag(opened.page).scrollIntoViewIfNeeded();
  await train(frame(opened.page));
  assert.equal(await frame(opened.page).locator('.share').count(), 0, 'the panel is hidden by the tag');
  assert.deepEqual(opened.faults, [], name);
  assert.ok(opened.strangers.every((url) => url.startsWith(host.url)), `${name} asks elsewhere: ${opened.strangers}`);
  return opened;
}

export const embed = {
  async 'embed: two labs in a page of another origin train, ask for nothing before they come near, and leave its style alone'({ browser, host }) {
    const labs = `${SPACE}<microlearning-lab lab="race" scenario="first" ${SHORT}></microlearning-lab>${SPACE}<microlearning-lab lab="race" scenario="perturbation" rules="backprop,node_perturbation" settings="epochs=2;hidden=20" theme="dark"></microlearning-lab>`;
    const plain = await abroad(browser, { 'plain.html': course('', '') });
    const before = await styles(plain.page);
    await plain.close();
    const { page, faults, strangers, close } = await abroad(browser, { 'labs.html': course(labs, classic(host)) });
    await page.waitForFunction(() => customElements.get('microlearning-lab'));
    await page.waitForTimeout(1500); // in which a script in a hurry would ask for more
    assert.deepEqual(strangers, [`${host.url}embed.js`], 'nothing but the script before a lab comes near');
    await seeText(tag(page).locator('.box'), 'It runs in your browser');
    const button = await tag(page).locator('button').evaluate((element) => [getComputedStyle(element).backgroundColor, getComputedStyle(element).borderTopWidth]);
    assert.ok(button[0] !== 'rgb(255, 0, 0)' && button[1] !== '7px', `the course’s style reaches the placeholder: ${button}`);
    for (const n of [0, 1]) {
      await tag(page, n).scrollIntoViewIfNeeded();
      await train(frame(page, n));
      if (n === 0) assert.equal(await tag(page, 1).locator('iframe').count(), 0, 'the second waits until it comes near');
    }
    const { border, allow, title } = await tag(page).locator('iframe').evaluate((element) => ({ border: getComputedStyle(element).borderTopWidth, allow: element.allow, title: element.title }));
    assert.deepEqual([border, allow, title], ['0px', 'clipboard-write', 'A laboratory on learning rules']);
    assert.deepEqual(await styles(page), before, 'computed styles of the course’s own text');
    assert.deepEqual(faults, []);
    await close();
  },

  async 'embed: the script works as a module, twice, and for labs that come later'({ browser, host }) {
    // On the notebook's own host: browsers ask another one for a header before they run its modules.
    host.instead.set('module.html', course('', `<script type="module" src="${host.url}embed.js"></script>${classic(host)}`));
    const { page, faults } = await open(browser, `${host.url}module.html`);
    await page.waitForFunction(() => customElements.get('microlearning-lab'));
    await page.evaluate(() => {
      const lab = document.createElement('microlearning-lab');
      lab.setAttribute('lab', 'variance');
      lab.setAttribute('settings', 'widest=32; draws=50');
      document.body.append(lab);
    });
    await seeText(frame(page).locator('.status').first(), /Ready: 4 widths, 50 proposals/);
    await page.evaluate(() => document.querySelector('microlearning-lab').setAttribute('settings', 'widest=16;draws=60'));
    await seeText(frame(page).locator('.status').first(), /Ready: 3 widths, 60 proposals/);
    assert.deepEqual(faults, []);
  },

  async 'embed: the button opens a lab that no one saw coming, and hands it the focus'({ browser, host }) {
    const { page, close } = await abroad(browser, { 'button.html': course('<microlearning-lab lab="draw" label="Draw"></microlearning-lab>', classic(host)) }, { before: 'if (self === top) self.IntersectionObserver = class { observe() {} disconnect() {} };' });
    await tag(page).locator('button').focus();
    await page.keyboard.press('Enter');
    await frame(page).locator('draw-digit canvas').first().waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.localName), 'iframe');
    await close();
  },

  async 'embed: a frame without a script trains'({ browser, host }) {
    const html = `<iframe src="${host.url}lab.html?v=1&amp;lab=first-model&amp;epochs=1&amp;hidden=20" title="A first model" width="100%" height="800"></iframe>`;
    const { page, faults, close } = await abroad(browser, { 'frame.html': course(html, '') });
    const inside = page.frameLocator('iframe');
    await inside.locator('run-panel').getByRole('button', { name: 'Train', exact: true }).click();
    await seeText(inside.locator('run-summary'), /After epoch 1 the network reads/);
    assert.deepEqual(faults, []);
    await close();
  },

  async 'embed: the height follows what is shown, unless one is given, and nobody else can set it'({ browser, host }) {
    const labs = '<microlearning-lab lab="race"></microlearning-lab><microlearning-lab lab="race" height="500"></microlearning-lab>';
    const { page, close } = await abroad(browser, { 'height.html': course(labs, classic(host)) });
    for (const n of [0, 1]) {
      await tag(page, n).scrollIntoViewIfNeeded();
      await frame(page, n).locator('race-lab button.primary').waitFor();
    }
    const [grows, stays] = [0, 1].map((n) => tag(page, n).locator('iframe'));
    const content = () => frame(page).locator('body').evaluate((body) => body.getBoundingClientRect().height);
    await comes(async () => Math.abs((await heightOf(grows)) - (await content())) <= 1, 'the frame is as high as its page');
    const before = await heightOf(grows);
    for (const n of [0, 1]) await frame(page, n).locator('summary', { hasText: 'Add or drop rules' }).click();
    await comes(async () => (await heightOf(grows)) > before + 100, 'the frame grows with a fold');
    await frame(page).locator('summary', { hasText: 'Add or drop rules' }).click();
    await comes(async () => Math.abs((await heightOf(grows)) - before) <= 1, 'the frame shrinks again');
    assert.equal(await heightOf(stays), 500);
    await page.evaluate(() => {
      for (const data of [{ microlearning: 'height', height: 5000 }, null, 'height', { microlearning: 'height' }]) self.postMessage(data, '*');
    });
    await frame(page).locator('body').evaluate(() => {
      for (const data of [{ microlearning: 'height', height: 'tall' }, { microlearning: 'height', height: NaN }, { height: 9000 }, [], undefined]) parent.postMessage(data, '*');
    });
    await page.waitForTimeout(300); // in which a message would have arrived
    assert.ok(Math.abs((await heightOf(grows)) - before) <= 1, 'a message from elsewhere, or of another shape, changes nothing');
    await close();
  },

  async 'embed: the theme is the tag’s, or the system’s, and is not kept'({ browser, host }) {
    const labs = ['', 'theme="light"', 'theme="dark"'].map((theme) => `<microlearning-lab lab="race" height="300" ${theme}></microlearning-lab>`).join('');
    const { page, close } = await abroad(browser, { 'theme.html': course(labs, classic(host)) }, { colorScheme: 'dark' });
    const papers = [];
    for (const n of [0, 1, 2]) {
      await tag(page, n).scrollIntoViewIfNeeded();
      await frame(page, n).locator('race-lab button.primary').waitFor();
      papers.push(await frame(page, n).locator('body').evaluate((body) => getComputedStyle(body).backgroundColor));
    }
    assert.ok(papers[0] === papers[2] && papers[1] !== papers[2], papers.join(' '));
    assert.equal(await frame(page, 2).locator('body').evaluate(() => localStorage.getItem('theme')), null);
    await page.emulateMedia({ colorScheme: 'light' });
    await comes(() => frame(page).locator('body').evaluate((body, light) => getComputedStyle(body).backgroundColor === light, papers[1]), 'the first follows the system');
    await close();
  },

  async 'embed: a site that is out of reach leaves a sentence and a link'({ browser, host }) {
    host.damage.set('lab.html', 'missing');
    const { page, close } = await abroad(browser, { 'gone.html': course('<microlearning-lab lab="race" label="The race"></microlearning-lab>', classic(host)) });
    await seeText(tag(page).locator('.box'), /The race could not be loaded/);
    assert.match(await tag(page).locator('a').getAttribute('href'), /lab\.html\?v=1&lab=race/);
    assert.equal(await tag(page).locator('iframe').isVisible(), false);
    await close();
  },

  async 'embed: where the script is missing, what the tag holds stays readable'({ browser, host }) {
    host.damage.set('embed.js', 'missing');
    const { page, close } = await abroad(browser, { 'no-script.html': course('<microlearning-lab lab="race"><a href="x">Open the laboratory</a></microlearning-lab>', classic(host)) });
    await seeText(page.locator('a'), 'Open the laboratory');
    await close();
  },

  async 'embed: the example of a plain page loads and trains'({ browser, host }) {
    const { close } = await example(browser, host, 'plain.html');
    await close();
  },

  async 'embed: the example of a Jupyter Book loads and trains, and its frame opens'({ browser, host }) {
    const { page, close } = await example(browser, host, 'jupyter-book.html');
    await page.locator('figure').scrollIntoViewIfNeeded();
    const inside = page.frameLocator('figure iframe');
    await inside.locator('rule-exercise textarea').waitFor();
    assert.equal(await inside.getByRole('button', { name: 'Show the solution' }).count(), 0);
    await close();
  },

  async 'embed: the example of Quarto loads and trains'({ browser, host }) {
    const { close } = await example(browser, host, 'quarto.html');
    await close();
  },

  async 'embed: the example of Reveal.js loads when its slide comes, and trains'({ browser, host }) {
    const { close } = await example(browser, host, 'reveal.html', async (page) => {
      await page.waitForFunction(() => customElements.get('microlearning-lab'));
      assert.equal(await page.locator('iframe').count(), 0);
      await page.keyboard.press('ArrowRight');
    });
    await close();
  },

  async 'embed: each example’s page holds what its source says'() {
    const read = async (name) => (await readFile(new URL(name, EXAMPLES), 'utf8')).replace(/^ +/gm, '').split('\n');
    for (const [source, page] of [['jupyter-book.md', 'jupyter-book.html'], ['quarto.qmd', 'quarto.html'], ['reveal-slide.html', 'reveal.html']]) {
      const rendered = await read(page);
      const labs = (await read(source)).filter((line) => line.includes('<microlearning-lab') || line.includes('lab.html?v=1&amp;'));
      assert.ok(labs.length >= 2);
      for (const line of labs) assert.ok(rendered.includes(line), `${page} lacks: ${line}`);
    }
  },
};
