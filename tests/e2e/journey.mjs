// Steps of a student: open, train, pause, step, change settings, come back.

import assert from 'node:assert/strict';
import { ask, open, pressWhen, seeText, until, seeCount } from './browser.mjs';

const press = (page, name) => page.locator('run-panel').getByRole('button', { name, exact: true }).click();
const updates = (page) => ask(page, (s) => s.progress?.update ?? 0);

/** The report without the times, which differ from run to run. */
const measured = (page) => ask(page, (s) => JSON.stringify(s.report, (key, value) => (key === 'seconds' ? undefined : value)));

export const journey = {
  async 'the chapter’s first button trains past 85 % on real digits, without faults or strangers'({ browser, host }) {
    const { page, faults, strangers } = await open(browser, `${host.url}first-model.html`);
    const button = page.locator('run-now button');
    await button.waitFor();
    await until(page, (s) => s.summary !== null && s.phase === 'idle');
    await button.click();
    await until(page, (s) => s.phase === 'finished');
    const last = await ask(page, (s) => s.report.epochs.at(-1));
    assert.ok(last.valid_accuracy > 85, `validation accuracy is ${last.valid_accuracy} %, expected more than 85`);
    await seeText(page.locator('run-summary'), /After epoch 4 the network reads \d\d\.\d % of the validation pictures/);
    await page.locator('.weights canvas').nth(2).waitFor();
    await page.locator('misread-digits li').first().waitFor();
    assert.deepEqual(faults, [], 'errors in the console');
    assert.deepEqual(strangers, [], 'requests to other hosts');
  },

  async 'pause stands still, resume goes on, step ends at an epoch, reset forgets'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}first-model.html`, { query: '?v=1&epochs=20' });
    await press(page, 'Train');
    await until(page, (s) => (s.progress?.update ?? 0) > 50);
    await press(page, 'Pause');
    await until(page, (s) => s.phase === 'paused' && s.report !== null);
    // Asked of the worker: the page's own report may be the last one before the pause.
    const traces = () => ask(page, async (s) => (await s.ask('report')).trace.update.length);
    const [before, traced] = [await updates(page), await traces()];
    await page.waitForTimeout(400); // The time in which a run that did not pause would move.
    const after = await traces();
    assert.equal(await updates(page), before, 'the update count moved while paused');
    assert.equal(after, traced, 'the worker trained on while paused');

    await press(page, 'Resume');
    await until(page, (s) => s.phase === 'training');
    await until(page, `(s) => s.progress.update > ${before}`);
    await press(page, 'Pause');
    await until(page, (s) => s.phase === 'paused');

    const epoch = await ask(page, (s) => s.progress.epoch);
    await press(page, 'Step one epoch');
    await until(page, (s) => s.phase === 'paused');
    const stepped = await ask(page, (s) => s.progress);
    assert.equal(stepped.epoch, epoch + 1, 'one step is one epoch');
    assert.equal(stepped.update, (stepped.updates / stepped.epochs) * stepped.epoch, 'a step ends where the epoch ends');

    await press(page, 'Reset');
    await until(page, (s) => s.phase === 'idle' && s.report === null && s.progress === null);
    await seeText(page.locator('run-panel .status'), 'Ready.');
    assert.deepEqual(faults, []);
  },

  async 'a step from the start trains exactly the first epoch'({ browser, host }) {
    const { page } = await open(browser, `${host.url}first-model.html`);
    await press(page, 'Step one epoch');
    await until(page, (s) => s.phase === 'paused' && s.report !== null);
    const epochs = await ask(page, (s) => s.report.epochs.map(({ epoch }) => epoch));
    assert.deepEqual(epochs, [0, 1]);
  },

  async 'a reload keeps the settings, in the form and in the address'({ browser, host }) {
    const { page } = await open(browser, `${host.url}first-model.html`);
    await page.getByLabel('Hidden units').fill('30, 20');
    await page.getByLabel('Epochs').fill('2');
    await page.getByLabel('Epochs').blur();
    await page.waitForFunction(() => location.search.includes('epochs'));
    await page.getByRole('button', { name: 'New seed' }).click();
    const config = await ask(page, (s) => JSON.stringify(s.config));
    await page.waitForFunction((seed) => location.search.includes(seed), String(JSON.parse(config).seed));
    await page.reload();
    assert.equal(await ask(page, (s) => JSON.stringify(s.config)), config);
    assert.equal(await page.getByLabel('Hidden units').inputValue(), '30, 20');
    assert.equal(await page.getByLabel('Epochs').inputValue(), '2');
  },

  async 'a reload in the middle of a run says where it stood, until the reader has acted'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}first-model.html`, { query: '?v=1&seed=7&epochs=40' });
    await press(page, 'Train');
    await until(page, (s) => s.report?.epochs.length > 2);
    await page.reload();
    const said = page.locator('run-panel notice-box');
    await seeText(said, /was left when this run was at epoch \d+ of 40.*from seed 7/);
    await page.mouse.move(300, 300);
    await until(page, (s) => s.summary !== null);
    await seeText(said, /was left when/);
    await press(page, 'Train');
    await until(page, (s) => s.phase === 'training' && s.problem === null);
    await press(page, 'Reset');
    await page.reload();
    await until(page, (s) => s.phase === 'idle' && s.problem === null);
    assert.deepEqual(faults, []);
  },

  async 'the same preset and seed give the same report, bit for bit'({ browser, host }) {
    const reports = [];
    for (let i = 0; i < 2; i += 1) {
      const { page, close } = await open(browser, `${host.url}first-model.html`, { query: '?v=1&epochs=2' });
      await press(page, 'Train');
      if (i === 1) { // A pause in the middle must not change a bit.
        await pressWhen(page, 'run-panel', 'Pause', async () => {
          const { session } = await import(new URL('js/main.js', document.baseURI));
          return session.progress?.update > 100;
        });
        await press(page, 'Resume');
      }
      await until(page, (s) => s.phase === 'finished' && s.report?.epochs.length === 3);
      reports.push(await measured(page));
      await close();
    }
    assert.ok(reports[0].length > 1000, 'a report has contents');
    assert.equal(reports[0], reports[1]);
  },

  async 'a setting that cannot be is refused in words, and the old one stays'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}first-model.html`);
    await page.getByLabel('Batch size').fill('0');
    await page.getByLabel('Batch size').blur();
    const notice = await seeText(page.locator('config-form .notice'), /batch/i);
    assert.match(await notice.innerText(), /keeps 32/);
    assert.equal(await ask(page, (s) => s.config.batch), 32);
    await page.getByLabel('Hidden units').fill('many');
    await page.getByLabel('Hidden units').blur();
    await seeText(page.locator('config-form .notice'), 'Hidden units');
    assert.deepEqual(faults, []);
  },

  async 'everything can be done from the keyboard'({ browser, host }) {
    const { page } = await open(browser, `${host.url}first-model.html`, { query: '?v=1&epochs=1' });
    await until(page, (s) => s.summary !== null && s.phase === 'idle');
    const main = page.locator('run-panel button.primary');
    await main.focus();
    await page.keyboard.press('Enter');
    await until(page, (s) => s.phase === 'finished');
    const chart = page.locator('curve-chart[data-shows="loss"] canvas');
    // Charts follow with the next frame.
    await page.waitForFunction(() => document.querySelector('curve-chart[data-shows="loss"]').shown?.table?.rows.length === 2);
    await chart.focus();
    await page.keyboard.press('End');
    await seeText(page.locator('curve-chart[data-shows="loss"] .readout'), /Epoch 1: .*validation \d\.\d+/);
    const summary = page.locator('curve-chart[data-shows="loss"] summary', { hasText: 'Show as table' });
    await summary.focus();
    await page.keyboard.press('Enter');
    const table = page.locator('curve-chart[data-shows="loss"] table');
    await table.waitFor();
    await seeCount(table.locator('caption'), 1);
    assert.equal(await table.locator('th:not([scope])').count(), 0, 'every heading has a scope');
    await seeCount(table.locator('tbody tr'), 2);
  },
};
