// What a host does not send, sends half, or sends wrong; workers that end without a word; clocks that are set back. Each with its
// sentence, what stays, and how one goes on without a reload.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SITE, ask, open, piece, seeText, until } from './browser.mjs';
import { build, host } from './hosts.mjs';

// The page's long waits are ten times shorter.
const hasty = `(() => {
  for (const name of ['setTimeout', 'setInterval']) {
    const real = self[name];
    self[name] = (act, ms, ...rest) => real(act, ms >= 5000 ? ms / 10 : ms, ...rest);
  }
})();`;

const panel = (page) => page.locator('run-panel');
const train = (page) => panel(page).getByRole('button', { name: 'Train', exact: true }).click();

let site = null;

/** Runs a case on a host with these faults, `{path: kind}`; `path` is the page. */
const broken = (faults, path, run) => async ({ browser }) => {
  site ??= await build('A');
  const there = await host(site);
  for (const [file, kind] of Object.entries(faults)) there.faults.set(file, kind);
  const opened = await open(browser, there.url + path, { before: hasty });
  await run({ ...opened, there });
  await there.close();
};

const FIRST = 'data/mnist-0.gz';

/** The first digits do not come: told, and Retry gets them. */
const digits = (faults, sentence) => broken(faults, 'first-model.html?v=1&epochs=1&hidden=10', async ({ page, there }) => {
  const notice = await seeText(page.locator('#notices'), sentence, 20_000);
  there.faults.clear();
  await notice.getByRole('button', { name: 'Retry' }).click();
  await until(page, (s) => s.summary !== null);
  await train(page);
  await until(page, (s) => s.phase === 'finished');
});

/** The page's own code does not come: told, and its button goes on without a reload. */
const code = (faults, sentence) => broken(faults, 'first-model.html?v=1&epochs=1&hidden=10', async ({ page, there }) => {
  await seeText(page.locator('#boot'), sentence, 20_000);
  await seeText(page.locator('#rule p'), 'Backpropagation asks of each weight'); // the chapter stays
  there.faults.clear();
  await page.locator('#boot').getByRole('button', { name: 'Try again' }).click();
  await train(page);
  await until(page, (s) => s.phase === 'finished');
});

const keepsWorkers = `(() => {
  const Real = Worker;
  self.workers = [];
  self.Worker = class extends Real { constructor(...a) { super(...a); self.workers.push(this); } };
})();`;

export const faults = {
  'fault: the first shard does not come': digits({ [FIRST]: 'hang' }, /mnist-0\.gz did not come: nothing arrived for 20 seconds/),
  'fault: the first shard stops half way': digits({ [FIRST]: 'stall' }, /mnist-0\.gz did not come: nothing arrived for 20 seconds/),
  'fault: the first shard is cut': digits({ [FIRST]: 'short' }, /ended after \d+ of \d+ bytes/),
  'fault: the first shard is shorter than its host says': digits({ [FIRST]: 'promises' }, /broke off after|ended after|did not come/),
  'fault: the first shard is longer': digits({ [FIRST]: 'longer' }, /longer than the \d+ bytes/),
  'fault: the first shard is damaged': digits({ [FIRST]: 'corrupt' }, /arrived damaged/),
  'fault: a page comes in place of the first shard': digits({ [FIRST]: 'another page' }, /ended after \d+ of \d+ bytes/),
  'fault: the list of digits does not come': digits({ 'data/manifest.json': 'hang' }, /manifest\.json did not come/),
  'fault: the list of digits is cut': digits({ 'data/manifest.json': 'short' }, /list of data files \(manifest\.json\) is damaged/),
  'fault: a page comes in place of the list of digits': digits({ 'data/manifest.json': 'another page' }, /list of data files \(manifest\.json\) is damaged/),
  'fault: the module does not come': code({ 'wasm/microlearning_bg.wasm': 'hang' }, /training code could not be loaded \(nothing arrived for 20 seconds\)/),
  'fault: the module stops half way': code({ 'wasm/microlearning_bg.wasm': 'stall' }, /nothing arrived for 20 seconds/),
  'fault: the module is cut': code({ 'wasm/microlearning_bg.wasm': 'short' }, /training code could not be loaded/),
  'fault: the module is damaged': code({ 'wasm/microlearning_bg.wasm': 'corrupt' }, /training code could not be loaded/),
  'fault: a page comes in place of the module': code({ 'wasm/microlearning_bg.wasm': 'another page' }, /training code could not be loaded/),

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
    site ??= await build('A');
    const there = await host(site);
    there.faults.set(`js/parts/${await piece('opening')}`, 'hang');
    const { page } = await open(browser, `${there.url}first-model.html`, { before: hasty });
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
    site ??= await build('A');
    const there = await host(site);
    there.faults.set(FIRST, 'hang');
    const { page } = await open(browser, `${there.url}first-model.html?v=1&epochs=1&hidden=10`);
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
    const { page } = await open(browser, `${there.url}first-model.html`, { query: '?v=1&epochs=200' });
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
