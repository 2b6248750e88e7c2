// A reader who does this and that for a long time: heap, listeners, nodes, workers and the modules' memory must not grow.
// Usage: node tests/e2e/soak.mjs [MINUTES, 30] [--write], on the built site. The same seed does the same things, as far as their timing allows.

import assert from 'node:assert/strict';
import { argv, stdout } from 'node:process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SITE, launch, open } from './browser.mjs';
import { writeTable } from './docs.mjs';
import { serve } from './server.mjs';

const PAGES = ['index.html?race.first=2~backprop,hebbian~~~epochs=2;hidden=10', 'first-model.html?v=1&epochs=2&hidden=10', 'your-own-rule.html', 'feedback.html', 'perturbation.html'];
const BUTTONS = ['run-panel button', 'race-lab button.primary', 'rule-editor .buttons button', 'rule-exercise .buttons button', 'variance-lab button', 'details > summary', 'header button'];
// Controls that would open another page, hand over a file, or forget everything.
const NOT = /CSV|JSON|SVG|PNG|NumPy|Copy|Forget|Save|Download|Full|Chapters/;

/** Numbers from 0 to 1, the same everywhere (mulberry32). */
function row(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One action on an open page; what cannot be done at this moment is no fault. */
async function act(page, next) {
  const of = (list) => list[Math.floor(next() * list.length)];
  const quick = { timeout: 500 };
  const kind = next();
  if (kind < 0.5) {
    const buttons = await page.locator(of(BUTTONS)).all();
    if (!buttons.length) return;
    const button = of(buttons);
    if (!NOT.test(await button.innerText(quick).catch(() => 'Save'))) await button.click(quick).catch(() => {});
  } else if (kind < 0.65) {
    await page.mouse.wheel(0, next() * 1600 - 700);
  } else if (kind < 0.75) {
    const fields = await page.locator('select:visible').all();
    if (fields.length) {
      const field = of(fields);
      const options = await field.locator('option').count().catch(() => 0);
      if (options) await field.selectOption({ index: Math.floor(next() * options) }, quick).catch(() => {});
    }
  } else if (kind < 0.85) {
    const area = page.locator('textarea:visible').first();
    if (await area.count()) await area.pressSequentially(of(['# x', 'dW', '\n', '0.5']), quick).catch(() => {});
  } else if (kind < 0.95) {
    await page.mouse.move(next() * 1000, next() * 800);
  } else {
    await page.setViewportSize({ width: of([390, 820, 1280]), height: 900 });
  }
}

/** Things that are held, after the collector has gone over it. */
async function held({ page, session }) {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const value = (name) => metrics.find((metric) => metric.name === name).value;
  const memory = async (at) => {
    let sum = 0;
    for (const name of ['microlearning', 'workshop']) {
      // Asked again, a module that is there says what it has; one that is not cannot be made of nothing.
      const exports = await import(at.replace('NAME', name)).then(({ default: init }) => init({ module_or_path: new Uint8Array() })).catch(() => null);
      sum += exports?.memory.buffer.byteLength ?? 0;
    }
    return sum;
  };
  const at = new URL('wasm/NAME.js', page.url().replace(/[^/]*$/, '')).href;
  const workers = page.workers();
  const modules = await Promise.all([page, ...workers].map((place) => place.evaluate(memory, at).catch(() => 0)));
  return { heap: value('JSHeapUsedSize') / 2 ** 20, listeners: value('JSEventListeners'), nodes: value('Nodes'), workers: workers.length, largest: Math.max(...modules) / 2 ** 20, all: modules.reduce((sum, one) => sum + one, 0) / 2 ** 20 };
}

const median = (list) => [...list].sort((one, other) => one - other)[list.length >> 1] ?? 0;
// Things that are no growth: a race has a worker for each lane, and experiments as many as there are cores, whenever they are begun. A leak in a module
// would show in the largest of them: a module's memory never shrinks, and each has its ceiling (`memory:` in measure.mjs). What all have
// together follows the number of workers, and with it the lanes and seeds that chance has asked for.
const LEAST = { workers: 8 };
const ROOM = { heap: 4, listeners: 150, nodes: 1500, workers: 2, largest: 16 };

/** Acts for so many minutes. Returns `{actions, seen, grown, faults}`: medians of an early and a late third for each page, and what grew. */
export async function soak(browser, url, { minutes, seed = 16 }) {
  const next = row(seed);
  const tabs = [];
  for (const path of PAGES) {
    const { page, faults } = await open(browser, url + path);
    page.on('dialog', (dialog) => dialog.dismiss());
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    tabs.push({ page, session, faults, path: path.split('?')[0], samples: [] });
  }
  const start = Date.now();
  const ends = start + minutes * 60_000;
  let [actions, sampled] = [0, start];
  while (Date.now() < ends) {
    const tab = tabs[Math.floor(next() * tabs.length)];
    for (let i = 0; i < 6; i += 1) await act(tab.page, next);
    actions += 6;
    if (Date.now() - sampled > minutes * 1500) { // forty times
      sampled = Date.now();
      for (const one of tabs) one.samples.push(await held(one));
    }
  }
  const seen = tabs.map(({ path, samples }) => {
    const third = Math.floor(samples.length / 3);
    const of = (part) => Object.fromEntries([...Object.keys(ROOM), 'all'].map((key) => [key, median(part.map((sample) => sample[key]))]));
    return { path, early: of(samples.slice(third, 2 * third)), late: of(samples.slice(-third)) };
  });
  const grown = seen.flatMap(({ path, early, late }) => Object.entries(ROOM).filter(([key, room]) => late[key] > Math.max(early[key] * 1.15 + room, LEAST[key] ?? 0)).map(([key]) => `${key} of ${path}: ${early[key].toFixed(1)}, later ${late[key].toFixed(1)}`));
  return { actions, seen, grown, faults: tabs.flatMap(({ faults }) => faults) };
}

export const soaking = {
  async 'soak: a minute of this and that leaves nothing behind'({ browser, host }) {
    const { actions, grown, faults } = await soak(browser, host.url, { minutes: 1 });
    assert.ok(actions > 50, `only ${actions} actions`);
    assert.deepEqual([grown, faults], [[], []]);
  },
};

if (argv[1] && resolve(argv[1]) === fileURLToPath(import.meta.url)) {
  const minutes = Number(argv.find((word) => /^\d+$/.test(word)) ?? 30);
  const host = await serve(SITE);
  const browser = await launch();
  const { actions, seen, grown, faults } = await soak(browser, host.url, { minutes, seed: Date.now() % 1_000_000 });
  await browser.close();
  await host.close();
  const cells = ({ heap, listeners, nodes, workers, largest, all }) => `${heap.toFixed(1)} MB | ${listeners} | ${nodes} | ${workers} | ${largest.toFixed(0)} MB | ${all.toFixed(0)} MB`;
  const rows = seen.flatMap(({ path, early, late }) => [`| ${path}, second third | ${cells(early)} |\n`, `| ${path}, last third | ${cells(late)} |\n`]);
  const table = `${actions} actions in ${minutes} minutes, ${faults.length} errors on the console.\n\n| page, median over a | heap | listeners | nodes | workers | largest module | all modules |\n|---|---|---|---|---|---|---|\n${rows.join('')}`;
  stdout.write(`${table}${[...grown, ...faults].join('\n')}\n`);
  if (argv.includes('--write')) await writeTable('soak', `\n${table}\n`);
  process.exitCode = grown.length || faults.length ? 1 : 0;
}
