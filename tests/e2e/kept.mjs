// Measurements, and files that the reader brought, outlive a worker that traps, a tab that crashes, and the day; and all of it can be forgotten.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { ask, open, seeCount, seeText, stir, until } from './browser.mjs';
import { hasty } from './fault-visits.mjs';
import { images, labels } from './own-files.mjs';

const RACE = '?race.first=2~backprop,feedback_alignment~~~epochs=2;hidden=10';

const trap = `(() => {
  const Real = Worker;
  self.workers = [];
  self.Worker = class extends Real { constructor(...a) { super(...a); self.workers.push(this); } };
  // As worker.js says that the module has trapped.
  self.trap = (which) => self.workers[which].onmessage({ data: { id: 0, error: 'unreachable', fatal: true } });
})();`;

// A tab that crashes says nothing before it.
const crashes = `addEventListener('pagehide', (event) => event.stopImmediatePropagation(), true);`;

const panel = (page) => page.locator('run-panel');
const train = (page) => panel(page).getByRole('button', { name: 'Train', exact: true }).click();
const main = (page) => page.locator('race-lab button.primary').first();
const status = (page) => page.locator('race-lab .status').first();
const means = (page) => page.evaluate(() => document.querySelector('race-lab').race.racers.map(({ curve }) => curve?.mean ?? []));

async function raced(page) {
  await main(page).click();
  await seeText(status(page), /^Finished/);
  return means(page);
}

export const kept = {
  async 'kept: after a trap the curves, the table and the numbers stay, and own files need not be dropped again'({ browser, host }) {
    const { page } = await open(browser, `${host.url}first-model.html`, { query: '?v=1&epochs=300', before: trap });
    await until(page, (s) => s.summary !== null && s.phase === 'idle');
    await page.locator('file-drop input').setInputFiles([['my-images-idx3-ubyte', images(600)], ['my-labels-idx1-ubyte', labels(600)]].map(([name, buffer]) => ({ name, mimeType: '', buffer })));
    await seeText(page.locator('file-drop .status'), 'In use');
    await train(page);
    await until(page, (s) => s.report?.epochs.length > 4);
    await page.evaluate(() => self.trap(0));
    await seeText(panel(page).locator('notice-box'), /stopped unexpectedly \(unreachable\) and was discarded/);
    await seeText(panel(page).locator('.status').first(), /^Stopped after epoch \d+ of 300\. What was measured stays/);
    const epochs = await ask(page, (s) => s.report.epochs.length);
    assert.ok(epochs > 4, String(epochs));
    const chart = page.locator('curve-chart[data-shows="accuracy"]').first();
    await chart.locator('summary', { hasText: 'Show as table' }).click();
    await seeCount(chart.locator('tbody tr'), epochs);
    await panel(page).locator('summary', { hasText: 'Save the numbers' }).click();
    const [file] = await Promise.all([page.waitForEvent('download'), panel(page).getByRole('button', { name: 'CSV' }).click()]);
    assert.equal(file.suggestedFilename(), 'microlearning-run.csv');
    await train(page);
    await until(page, (s) => s.phase === 'training' && s.report?.epochs.length > 1);
    assert.equal(await ask(page, (s) => s.ownFiles && [...s.summary.train, ...s.summary.valid, ...s.summary.test].reduce((a, b) => a + b)), 600);
  },

  async 'kept: a racer that traps keeps its curve, and catches up when it is started again'({ browser, host }) {
    const { page } = await open(browser, `${host.url}lab.html`, { query: '?v=1&lab=race&scenario=first&race.first=2~backprop~~~epochs=60;hidden=10', before: trap });
    await main(page).click();
    await page.waitForFunction(() => document.querySelector('race-lab').race.racers[0].curve?.mean.length > 3);
    await page.evaluate(() => self.workers.forEach((_, i) => self.trap(i)));
    const notice = await seeText(page.locator('race-lab notice-box'), /stopped unexpectedly/);
    const [before] = await means(page);
    assert.ok(before.length > 3);
    await notice.getByRole('button', { name: /again/ }).click();
    const [still] = await means(page);
    assert.ok(still.length >= before.length, 'it stays while the network is trained anew');
    await page.waitForFunction((n) => document.querySelector('race-lab').race.racers[0].curve.mean.length > n, before.length);
    const [after] = await means(page);
    assert.deepEqual(after.slice(0, before.length), before);
  },

  async 'kept: a tab that crashes in the middle of a race has its curves again'({ browser, host }) {
    const { page } = await open(browser, host.url, { query: '?race.first=2~backprop~~~epochs=200;hidden=10', before: crashes });
    await main(page).click();
    await page.waitForFunction(() => document.querySelector('race-lab').race.racers[0].curve?.mean.length > 3);
    await page.waitForFunction(() => sessionStorage.getItem('runs:race.first') !== null);
    await page.reload();
    await seeText(page.locator('race-lab notice-box').first(), /The page was left while this was training/);
    assert.ok((await means(page))[0].length > 1);
  },

  async 'kept: a finished race is there again in another tab, with its day, unless the choice is another'({ browser, host }) {
    const { page } = await open(browser, host.url, { query: RACE });
    const measured = await raced(page);
    const later = await page.context().newPage();
    await page.close();
    await later.goto(host.url + RACE);
    await later.mouse.move(1, 1);
    await seeText(status(later), /^Finished, as measured on .*\d{4}\./);
    assert.deepEqual(await means(later), measured);
    await later.goto(`${host.url}?race.first=2~backprop,feedback_alignment~~~epochs=3;hidden=10`);
    await later.mouse.move(1, 1);
    await seeText(status(later), /^Ready/);
    // A record of another version, or a damaged one, is no race.
    const [name, sound] = await later.evaluate(() => Object.entries(localStorage).find(([key]) => key.startsWith('runs:race.first:')));
    const changes = [(record) => { record.version = 2; }, (record) => { record.build = '0.0.0'; }, (record) => { delete record.runs.backprop; }, (record) => { record.runs.backprop.logs = [[1, [null]]]; }];
    for (const [i, change] of changes.entries()) {
      const record = JSON.parse(sound);
      change(record);
      await later.evaluate(([key, text]) => localStorage.setItem(key, text), [name, JSON.stringify(record)]);
      const fresh = await later.context().newPage();
      await fresh.goto(host.url + RACE);
      await fresh.mouse.move(1, 1);
      await seeText(status(fresh), /^Ready/);
      if (i < 2) await seeText(fresh.locator('race-lab notice-box'), /What was measured here on .*\d{4} is of another version of this page/);
      else assert.equal(await fresh.locator('race-lab notice-box').innerText(), '');
      await fresh.close();
    }
  },

  async 'kept: all that this device remembers is forgotten when the reader says so, and nothing of others'({ browser, host }) {
    const { page } = await open(browser, host.url, { query: RACE });
    await raced(page);
    await page.getByRole('button', { name: 'Dark theme' }).click();
    await page.evaluate(() => {
      localStorage.setItem('somebody-else', '1');
      localStorage.setItem('exercise-hebbian', '{"solved":true}');
    });
    const names = () => page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
    assert.ok((await names()).length > 3, String(await names()));
    await page.getByRole('button', { name: 'Forget everything this device remembers' }).click();
    await page.getByRole('button', { name: 'Forget it all' }).click();
    await page.waitForURL(host.url);
    await page.mouse.move(1, 1);
    await seeText(status(page), /^Ready/);
    assert.deepEqual(await names(), ['somebody-else']);
  },

  async 'kept: a worker that nobody asks ends, and is there again when it is wanted'({ browser, host }) {
    const { page } = await open(browser, `${host.url}your-own-rule.html`, { before: hasty });
    const lab = page.locator('rule-editor');
    await lab.scrollIntoViewIfNeeded();
    await stir(page, lab.locator('textarea'));
    const tries = async (code, words) => {
      await lab.locator('textarea').fill(code);
      await seeText(lab, words);
    };
    const others = page.workers().length;
    await tries('dW = nothing\n', /there is no nothing here/);
    assert.ok(page.workers().length > others, 'code is tried in a worker');
    for (const end = Date.now() + 20_000; page.workers().length > others && Date.now() < end;) await page.waitForTimeout(100);
    assert.equal(page.workers().length, others, 'after a minute, here a tenth of it, it ends');
    await tries('dW = nobody\n', /there is no nobody here/);
  },

  async 'kept: what each version of the page has kept on a device opens'({ browser, host }) {
    const fixtures = JSON.parse(await readFile(new URL('../fixtures/upgrades/device.json', import.meta.url), 'utf8'));
    const { page } = await open(browser, `${host.url}feedback.html`);
    const first = await page.evaluate(() => document.querySelector('main .prompt')?.textContent.trim().slice(0, 60));
    for (const { what, page: path, keep, shows } of fixtures) {
      await page.goto(`${host.url}third-party-notices.txt`); // a page that keeps something would do so when it is left
      await page.evaluate(([entries, box]) => {
        localStorage.clear();
        sessionStorage.clear();
        for (const [name, value] of Object.entries(entries)) localStorage.setItem(name.replace('THE FIRST BOX', `feedback.html:${box}`), typeof value === 'string' ? value : JSON.stringify(value));
      }, [keep, first]);
      await page.goto(host.url + path);
      await page.mouse.move(1, 1);
      for (const [place, words] of Object.entries(shows)) {
        const found = page.locator(place).first();
        if (place.includes('rule-')) {
          await page.locator(place.split(' ')[0]).first().scrollIntoViewIfNeeded();
          await stir(page, page.locator(`${place.split(' ')[0]} textarea`).first());
        }
        let shown;
        const fits = () => [words].flat().some((some) => (some === '.' ? shown.length > 0 : shown.includes(some)));
        for (const end = Date.now() + 20_000; Date.now() < end; await page.waitForTimeout(50)) {
          shown = await found.evaluate((element) => element.value ?? element.innerText);
          if (fits()) break;
        }
        assert.ok(fits(), `${what}: ${place} shows “${shown}”`);
      }
    }
  },
};
