// Files that a host does not send, sends half, or sends wrong; workers that end without a word; clocks that are set back. Each with its
// sentence, what stays, and how one goes on without a reload.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SITE, ask, open, piece, seeText, until } from './browser.mjs';
import { injected } from './fault-rows.mjs';
import { hasty, visit } from './fault-visits.mjs';

const panel = (page) => page.locator('run-panel');
const train = (page) => panel(page).getByRole('button', { name: 'Train', exact: true }).click();

/** Runs a case on a host with these faults, `{path: kind}`; `path` is the page. */
const broken = (faults, path, run) => async ({ browser }) => {
  const opened = await visit(browser, faults, path, hasty);
  await run(opened);
  await opened.there.close();
};

const FIRST = 'data/mnist-0.gz';

const keepsWorkers = `(() => {
  const Real = Worker;
  self.workers = [];
  self.Worker = class extends Real { constructor(...a) { super(...a); self.workers.push(this); } };
})();`;

export const faults = {

  async 'fault: the list of digits names files elsewhere'({ browser, host: there }) {
    const { page } = await open(browser, there.url);
    const shards = await page.evaluate(async () => {
      const { shardsIn } = await import(new URL('source/js/data/manifest.js', document.baseURI));
      const text = await (await fetch(new URL('data/manifest.json', document.baseURI))).text();
      const with_ = (change) => shardsIn(JSON.stringify({ shards: JSON.parse(text).shards.map((shard) => ({ ...shard, ...change })) }));
      const bad = [{ file: '../evil.gz' }, { file: '//evil/x.gz' }, { file: 'https://evil/x.gz' }, { file: 7 }, { bytes: -1 }, { bytes: 1e12 }, { bytes: '9' }, { sha256: 'x' }, { train: NaN }, { test: -1 }];
      return { own: shardsIn(text)?.length, bad: bad.map(with_), others: ['', '[]', 'null', '{"shards":[]}', '{"shards":[null]}', '{"shards":{}}'].map(shardsIn) };
    });
    assert.ok(shards.own > 1);
    assert.ok([...shards.bad, ...shards.others].every((list) => list === null), JSON.stringify(shards));
  },

  async 'fault: a script does not come: the page says that it still waits'({ browser }) {
    const { page, there } = await visit(browser, { [`js/parts/${await piece('opening')}`]: 'hang' }, 'first-model.html', hasty);
    await seeText(page.locator('#boot'), /has not come yet/, 20_000);
    await there.close();
  },

  'fault: while the first shard does not come, what needs none goes on, and loading can be stopped': broken({ [FIRST]: 'hang' }, 'perturbation.html', async ({ page }) => {
    const lab = page.locator('variance-lab');
    await lab.scrollIntoViewIfNeeded();
    await lab.getByRole('button', { name: /Measure|Start|Draw|Train/ }).first().click();
    await seeText(lab.locator('.status').first(), /Finished|left|width/);
    const race = page.locator('race-lab').first();
    await race.locator('button.primary').click();
    await seeText(race.locator('button.primary'), 'Stop loading');
    await race.locator('button.primary').click();
    await seeText(race.locator('button.primary'), /^Train/);
  }),

  'fault: the first shard does not come: a race says so once, and Retry trains it': broken({ [FIRST]: 'hang' }, 'lab.html?v=1&lab=race&scenario=first&race.first=2~backprop,feedback_alignment~~~epochs=1;hidden=10', async ({ page, there }) => {
    await page.locator('race-lab button.primary').click();
    const notice = await seeText(page.locator('race-lab notice-box'), /mnist-0\.gz did not come/, 20_000);
    there.faults.clear();
    await notice.getByRole('button', { name: 'Retry' }).click();
    await seeText(page.locator('race-lab .status').first(), /^Finished/);
  }),

  async 'fault: while the first request hangs, Train asks anew and does not wait for it'({ browser }) {
    const { page, there } = await visit(browser, { [FIRST]: 'hang' }, 'first-model.html?v=1&epochs=1&hidden=10');
    for (const end = Date.now() + 20_000; !there.asked.includes(FIRST) && Date.now() < end;) await page.waitForTimeout(100);
    await page.waitForTimeout(3500);
    there.faults.clear();
    await train(page);
    await until(page, (s) => s.phase === 'finished', 12_000); // before the first request would be given up
    await there.close();
  },

  async 'fault: a worker that ends without a word is missed, and the page trains again'({ browser, host: there }) {
    const { page } = await open(browser, `${there.url}first-model.html`, { query: '?v=1&epochs=200', before: hasty + keepsWorkers });
    await train(page);
    await until(page, (s) => s.phase === 'training' && s.progress?.update > 0);
    await page.evaluate(() => { for (const worker of self.workers) worker.terminate(); });
    await seeText(panel(page).locator('notice-box'), /has not answered for 30 seconds.*was discarded/, 20_000);
    await train(page);
    await until(page, (s) => s.phase === 'training' && s.progress?.update > 0);
  },

  async 'fault: a worker of a race that ends without a word is missed, and starts again'({ browser, host: there }) {
    const { page } = await open(browser, there.url, { query: 'lab.html?v=1&lab=race&scenario=first&race.first=2~backprop~~~epochs=100;hidden=100', before: hasty + keepsWorkers });
    await page.locator('race-lab button.primary').click();
    await seeText(page.locator('race-lab button.primary'), 'Pause');
    await page.waitForFunction(() => document.querySelector('race-lab').race.report !== null);
    await page.evaluate(() => { for (const worker of self.workers) worker.terminate(); });
    const notice = await seeText(page.locator('race-lab notice-box'), /stopped unexpectedly and was discarded/, 20_000);
    await notice.getByRole('button', { name: /again/ }).click();
    await page.waitForFunction(() => document.querySelector('race-lab').race.report !== null);
  },

  async 'fault: a clock that is set back does not make the page deaf'({ browser, host: there }) {
    const script = await readFile(join(SITE, 'js/worker/worker.js'), 'utf8');
    // From the third second on it is a minute earlier.
    there.instead.set('js/worker/worker.js', `const real = Date.now, start = real(); Date.now = () => real() - (real() - start > 3000 ? 60000 : 0);\n${script}`);
    const { page } = await open(browser, `${there.url}first-model.html`, { query: '?v=1&epochs=200&hidden=300' });
    await train(page);
    await until(page, (s) => s.phase === 'training' && s.progress?.update > 0);
    await page.waitForTimeout(5000);
    const before = await ask(page, (s) => s.progress.update);
    await page.waitForTimeout(1000);
    assert.ok((await ask(page, (s) => s.progress.update)) > before, 'progress is still told');
    await panel(page).getByRole('button', { name: 'Pause' }).click();
    await seeText(panel(page).locator('.status').first(), /^Paused/, 5000);
  },
};
