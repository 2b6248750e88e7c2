// The two labs of perturbation: variance against its closed forms, and signal against noise; and which digits are told apart.

import assert from 'node:assert/strict';
import { ask, open, pressWhen, seeText, until, seeCount } from './browser.mjs';

/** Opens a page that has the lab, on top of what stands there. Returns what `open` does, and the lab. */
async function openLab(browser, host, tag, options) {
  const opened = await open(browser, host.url, options);
  await opened.page.evaluate(async (name) => {
    const { context, define } = await import(new URL('js/main.js', document.baseURI));
    await define([{ localName: name }]);
    document.querySelectorAll(name).forEach((old) => old.remove());
    const lab = document.createElement(name);
    const box = document.createElement('div');
    box.className = 'lab';
    box.append(lab);
    document.querySelector('main').prepend(box);
    lab.connect(context);
  }, tag);
  const lab = opened.page.locator(tag);
  await lab.locator('canvas').first().waitFor(); // its module comes when it is seen
  return { ...opened, lab, look: (read) => opened.page.evaluate(`(${read})(document.querySelector('${tag}').experiment)`) };
}

const press = (lab, name) => lab.getByRole('button', { name, exact: true }).click();
const finished = (lab) => seeText(lab.locator('.status'), /^Finished/, 120_000);

async function set(lab, label, value) {
  const more = lab.locator('summary', { hasText: 'More settings' });
  if (!(await more.evaluate((summary) => summary.parentElement.open))) await more.click();
  await lab.getByLabel(label, { exact: true }).fill(value);
  await lab.getByLabel(label, { exact: true }).blur();
}

const variance = {
  async 'variance: one button, and the dots come to lie on the lines'({ browser, host }) {
    const { lab, look, faults, strangers } = await openLab(browser, host, 'variance-lab');
    assert.equal(await look((e) => e.report.rules.flatMap(({ measured }) => measured).some((dot) => dot !== null)), false);
    await set(lab, 'Largest n', '64');
    await press(lab, 'Measure the variance');
    await finished(lab);
    const report = await look((e) => e.report);
    for (const { rule, measured, predicted, error } of report.rules) {
      measured.forEach((dot, i) => assert.ok(Math.abs(dot - predicted[i]) < 4 * error[i], `${rule}: ${dot} ± ${error[i]}, predicted ${predicted[i]}`));
    }
    await seeText(lab.locator('.outcome'), /weight perturbation as n to the power (1\.9|2\.0)\d .*node perturbation as n to the power 0\.\d\d/);
    await lab.locator('summary', { hasText: 'Show as table' }).click();
    await seeText(lab.locator('tbody tr').last(), /64.*4,096.*4,100.*±.*65.*±/s);
    assert.deepEqual(faults, []);
    assert.deepEqual(strangers, []);
  },

  async 'variance: pause stands still, resume changes no number, start over forgets'({ browser, host }) {
    const seen = [];
    for (const pauses of [true, false]) {
      const { lab, look, page, close } = await openLab(browser, host, 'variance-lab');
      await press(lab, 'Measure the variance');
      if (pauses) {
        await pressWhen(page, 'variance-lab', 'Pause', ({ experiment }) => experiment.report.fraction > 0.02);
        await seeText(lab.locator('.status'), /^Paused/);
        const before = await look((e) => e.report.fraction);
        await page.waitForTimeout(1500); // The time in which a worker that did not pause would get far.
        assert.equal(await look((e) => e.report.fraction), before, 'the page went on while paused');
        await press(lab, 'Resume');
        const first = await page.waitForFunction((from) => {
          const { fraction } = document.querySelector('variance-lab').experiment.report;
          return fraction !== from && fraction;
        }, before);
        assert.ok((await first.jsonValue()) - before < 0.1, 'the worker went on while paused');
      }
      await finished(lab);
      seen.push(JSON.stringify(await look((e) => e.report)));
      await press(lab, 'Start over');
      await seeText(lab.locator('.status'), /^Ready/);
      assert.equal(await look((e) => e.report.fraction), 0);
      await close();
    }
    assert.equal(seen[0], seen[1]);
  },

  async 'variance: a setting that cannot be is refused in words, and from the keyboard all works'({ browser, host }) {
    const { lab, page, faults } = await openLab(browser, host, 'variance-lab');
    await set(lab, 'Draws', '3');
    await seeText(lab.locator('.lab-form .notice'), /Draws.*from 10 to 100000.*keeps 1000/);
    await set(lab, 'Draws', '10');
    await lab.locator('button.primary').focus();
    await page.keyboard.press('Enter');
    await finished(lab);
    await lab.locator('canvas').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await seeText(lab.locator('.readout'), /n = 8: gradient² 1, WP 65, NP 9, WP measured/);
    assert.deepEqual(faults, []);
  },

  async 'snr: weight perturbation scores the noise floor, backprop far more, and black pixels are counted'({ browser, host }) {
    const { lab, look, faults, strangers } = await openLab(browser, host, 'snr-lab');
    await lab.getByLabel('Pictures', { exact: true }).selectOption('300');
    await press(lab, 'Measure signal and noise');
    await finished(lab);
    const { layers, floor, mark } = await look((e) => e.report);
    const [first] = layers;
    const of = Object.fromEntries(first.rules.map(({ rule, snr }) => [rule, snr[mark]]));
    assert.ok(Math.abs(of.weight_perturbation / floor[mark] - 1) < 0.02, `${of.weight_perturbation} beside ${floor[mark]}`);
    assert.ok(of.backprop > 2 * floor[mark], `backprop: ${of.backprop}`);
    assert.ok(of.node_perturbation < of.weight_perturbation, `node perturbation: ${of.node_perturbation}`);
    assert.ok(first.silent[mark] > 0.15 && first.silent[mark] < 0.4, `silent: ${first.silent[mark]}`);
    await seeText(lab.locator('.outcome'), /pixels that are black in all 300 pictures/);
    await lab.getByRole('radio', { name: '2', exact: true }).check();
    await seeText(lab.locator('.outcome'), 'Every weight of this layer gets some input');
    assert.deepEqual(faults, []);
    assert.deepEqual(strangers, []);
  },

  async 'snr: rules are chosen by boxes, at least one'({ browser, host }) {
    const { lab, look, faults } = await openLab(browser, host, 'snr-lab');
    await lab.getByLabel('Pictures', { exact: true }).selectOption('100');
    await lab.locator('summary', { hasText: 'More settings' }).click();
    for (const name of ['Weight perturbation', 'Node perturbation', 'Feedback alignment', 'Kolen–Pollack']) await lab.getByRole('checkbox', { name, exact: true }).uncheck();
    await lab.getByRole('checkbox', { name: 'Backpropagation', exact: true }).click();
    await seeText(lab.locator('.lab-form .notice'), /The lab keeps backprop/);
    await lab.getByRole('checkbox', { name: /^Hebbian/ }).first().check();
    await press(lab, 'Measure signal and noise');
    await finished(lab);
    assert.deepEqual(await look((e) => e.report.layers[0].rules.map(({ rule }) => rule)), ['backprop', 'hebbian']);
    assert.deepEqual(faults, []);
  },

  async 'labs: a lost worker says so and can begin again'({ browser, host }) {
    const before = `(() => {
      const Real = Worker;
      self.workers = [];
      self.Worker = class extends Real { constructor(...a) { super(...a); self.workers.push(this); } };
    })()`;
    const { lab, page } = await openLab(browser, host, 'variance-lab', { before });
    await press(lab, 'Measure the variance');
    await page.waitForFunction(() => document.querySelector('variance-lab').experiment.report.fraction > 0.01);
    await page.evaluate(() => self.workers.forEach((worker) => worker.dispatchEvent(new ErrorEvent('error', { message: 'unreachable' }))));
    await seeText(lab.locator('notice-box'), /stopped unexpectedly/);
    await press(lab, 'Begin again');
    await finished(lab);
  },

  async 'labs: nothing overflows from 360 to 1440 px'({ browser, host }) {
    for (const tag of ['variance-lab', 'snr-lab']) {
      for (const width of [360, 820, 1440]) {
        const { lab, page, close } = await openLab(browser, host, tag, { viewport: { width, height: 844 } });
        await lab.locator('summary', { hasText: 'More settings' }).click();
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(wide, 0, `with ${tag} the page is ${wide} px wider than ${width} px`);
        await close();
      }
    }
  },
};

const PAGE = ['first-model.html', 'index.html']; // where the data are explored

/** Opens the page with the data explorer, wherever it stands. */
async function openExplorer(browser, host, query = '') {
  for (const name of PAGE) {
    const opened = await open(browser, host.url + name, { query });
    const explorer = opened.page.locator('data-explorer');
    if (await explorer.count()) return { ...opened, explorer };
    await opened.close();
  }
  throw new Error('no page has a data explorer');
}

const classes = {
  async 'classes: boxes, counts, rows, settings and address say the same'({ browser, host }) {
    const { page, explorer, faults } = await openExplorer(browser, host);
    await until(page, (s) => s.summary !== null && s.phase === 'idle');
    for (const digit of [3, 4, 5, 6, 7, 8, 9]) await explorer.getByRole('checkbox', { name: String(digit), exact: true }).uncheck();
    assert.deepEqual(await ask(page, (s) => s.config.classes), [0, 1, 2]);
    await seeText(explorer.locator('.status'), /3 digits: guessing scores 33\.3 %/);
    await explorer.locator('.class-rows li:visible').nth(2).waitFor();
    await seeCount(explorer.locator('.class-rows li:visible'), 3);
    await explorer.locator('summary', { hasText: 'Show as table' }).click();
    await explorer.locator('tbody tr').first().waitFor();
    await seeCount(explorer.locator('tbody tr'), 4, 'a row for each digit and their sum');
    await page.waitForFunction(() => /classes=0(,|%2C)1(,|%2C)2/.test(location.search));
    await page.reload();
    await until(page, (s) => s.summary !== null);
    await seeCount(explorer.getByRole('checkbox', { checked: true }), 3, 'a reload keeps the choice');
    await explorer.getByRole('checkbox', { name: '2', exact: true }).uncheck();
    await explorer.getByRole('checkbox', { name: '1', exact: true }).click();
    await seeText(explorer.locator('.status'), 'Two digits are the least');
    assert.deepEqual(await ask(page, (s) => s.config.classes), [0, 1]);
    await explorer.getByRole('button', { name: 'All ten' }).click();
    assert.deepEqual(await ask(page, (s) => s.config.classes), []);
    assert.deepEqual(faults, []);
  },

  async 'classes: a run tells the chosen digits apart, and boxes rest meanwhile'({ browser, host }) {
    const { page, explorer } = await openExplorer(browser, host, '?v=1&epochs=3&classes=4,9');
    await until(page, (s) => s.summary !== null && s.phase === 'idle');
    await page.locator('run-panel').getByRole('button', { name: 'Train', exact: true }).click();
    await until(page, (s) => s.phase === 'training' || s.phase === 'finished');
    await until(page, (s) => s.phase === 'finished' && s.report !== null);
    const report = await ask(page, (s) => s.report);
    assert.deepEqual([report.classes, report.chance], [[4, 9], 50]);
    assert.equal(await explorer.getByRole('checkbox', { name: '0', exact: true }).isEnabled(), true);
  },
};

export const labs = { ...variance, ...classes };
