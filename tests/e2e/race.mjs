// The race at the top of the page, as a student meets it in the first minute; and the same element with other scenarios.

import assert from 'node:assert/strict';
import { open, pressWhen, seeText, seeCount } from './browser.mjs';

const lab = (page) => page.locator('race-lab');
const press = (page, name) => lab(page).getByRole('button', { name, exact: true }).click();

/** A value of the page's race: `look(page, (race) => race.phase)`. */
function look(page, read) {
  return page.evaluate(`(async () => {
    await import(new URL('js/main.js', document.baseURI));
    return (${read})(document.querySelector('race-lab').race);
  })()`);
}

async function until(page, test, timeout = 120_000) {
  const end = Date.now() + timeout;
  while (!(await look(page, test))) {
    if (Date.now() > end) {
      const state = await look(page, (race) => ({ phase: race.phase, problem: race.problem?.text, racers: race.racers.map(({ lane, state, curve }) => [lane.id, state, curve?.mean]) }));
      throw new Error(`waited ${timeout / 1000} s for ${test}; the race is ${JSON.stringify(state)}`);
    }
    await page.waitForTimeout(50);
  }
}

const points = (page) => look(page, (race) => race.racers.map(({ curve }) => curve?.epochs.length ?? 0).join());

/** Lets the page's race be another scenario, before its scripts begin. */
const become = (scenario, attributes = {}) => `document.addEventListener('readystatechange', () => {
  for (const [name, value] of Object.entries(${JSON.stringify({ scenario, ...attributes })})) document.querySelector('race-lab')?.setAttribute(name, value);
}, { once: true })`;

const curves = (page) => look(page, (r) => JSON.stringify(r.racers.map(({ lane, curve }) => [lane.id, curve.mean.slice(0, 3), curve.sd.slice(0, 3)])));

async function choose(page) {
  await lab(page).locator('summary', { hasText: 'Add or drop rules' }).click();
}

export const race = {
  async 'race: one button, seen without scrolling, and four curves that part'({ browser, host }) {
    const { page, faults, strangers } = await open(browser, host.url);
    const button = lab(page).getByRole('button', { name: 'Train 4 rules' });
    await button.waitFor();
    const box = await button.boundingBox();
    assert.ok(box.y + box.height < 700, `the button must be seen without scrolling; it ends at ${box.y + box.height} px`);
    const start = Date.now();
    await button.click();
    await until(page, (r) => r.report?.racers.length > 0);
    const first = Date.now() - start;
    assert.ok(first < 5000, `the first point came after ${first} ms`);
    await until(page, (r) => r.phase === 'finished');
    const ends = await look(page, (r) => Object.fromEntries(r.racers.map(({ lane, curve }) => [lane.id, curve.mean.at(-1)])));
    assert.equal(await points(page), '13,13,13,13', 'every curve has epochs 0 to 12');
    assert.ok(ends.backprop > 80, `backprop is at ${ends.backprop} %`);
    assert.ok(ends.backprop - ends.node_perturbation > 10, `they have not parted: ${JSON.stringify(ends)}`);
    const starts = await look(page, (r) => new Set(r.racers.map(({ curve }) => curve.mean[0])).size);
    assert.equal(starts, 1, 'all start from the same weights, hence the same accuracy');
    await seeText(lab(page).locator('tbody').first(), /Backprop.*\d\d\.\d %\s*12\s*finished/s);
    await seeText(lab(page), /6,000 training pictures/);
    assert.deepEqual(faults, [], 'errors in the console');
    assert.deepEqual(strangers, [], 'requests to other hosts');
  },

  async 'race: pause stands still, resume goes on, start over forgets'({ browser, host }) {
    const { page, faults } = await open(browser, host.url);
    await press(page, 'Train 4 rules');
    await pressWhen(page, 'race-lab', 'Pause', ({ race }) => race.report?.racers.length === 4);
    await seeText(lab(page).locator('.status'), 'Paused');
    const before = await points(page);
    await page.waitForTimeout(1500); // The time in which a race that did not pause would move.
    assert.equal(await points(page), before, 'the curves grew while paused');
    await press(page, 'Resume');
    for (let tries = 0; (await points(page)) === before; tries += 1) {
      assert.ok(tries < 200, 'the curves stand still after Resume');
      await page.waitForTimeout(50);
    }
    await press(page, 'Start over');
    await until(page, (r) => r.phase === 'idle' && r.report === null);
    await lab(page).getByRole('button', { name: 'Train 4 rules' }).waitFor();
    assert.deepEqual(faults, []);
  },

  async 'race: a pause changes no number'({ browser, host }) {
    const seen = [];
    for (const pauses of [0, 3]) {
      const { page, close } = await open(browser, host.url);
      await press(page, 'Train 4 rules');
      for (let i = 0; i < pauses; i += 1) {
        await pressWhen(page, 'race-lab', 'Pause', `({ race }) => race.racers.some(({ curve }) => curve?.epochs.length > ${i})`);
        await press(page, 'Resume');
      }
      await until(page, (r) => r.racers.every(({ curve }) => curve?.epochs.length > 3));
      seen.push(await look(page, (r) => JSON.stringify(r.racers.map(({ curve }) => curve.mean.slice(0, 4)))));
      await close();
    }
    assert.equal(seen[0], seen[1]);
  },

  async 'race: rules are dropped and added at any time, and seeds repeat them'({ browser, host }) {
    const { page, faults } = await open(browser, host.url);
    await choose(page);
    await press(page, 'Train 4 rules');
    await until(page, (r) => r.report?.racers.length === 4);
    await lab(page).getByRole('checkbox', { name: 'Node perturbation', exact: true }).uncheck();
    await lab(page).getByRole('checkbox', { name: 'Kolen–Pollack', exact: true }).uncheck();
    await lab(page).getByRole('checkbox', { name: 'Direct feedback alignment', exact: true }).check();
    assert.equal(await look(page, (r) => r.racers.map(({ lane }) => lane.id).sort().join()), 'backprop,direct_feedback_alignment,feedback_alignment');
    await until(page, (r) => r.racers.every(({ curve }) => curve?.epochs.length > 1));
    await lab(page).getByRole('checkbox', { name: 'Feedback alignment', exact: true }).uncheck();
    await lab(page).getByLabel('Seeds').fill('3');
    await lab(page).getByLabel('Seeds').blur();
    await until(page, (r) => r.racers.length === 2 && r.racers.every(({ curve }) => curve.seeds === 3 && curve.sd[1] > 0));
    await seeText(lab(page).locator('tbody').first(), /\d\d\.\d ± \d\.\d %/);
    await lab(page).getByLabel('Seeds').fill('21');
    await lab(page).getByLabel('Seeds').blur();
    await seeText(lab(page).locator('.race-seeds'), /keeps 3/);
    assert.deepEqual(faults, []);
  },

  async 'race: a lost worker says so, the others go on, and it can start again'({ browser, host }) {
    const before = `(() => {
      const Real = Worker;
      self.workers = [];
      self.Worker = class extends Real { constructor(...a) { super(...a); self.workers.push(this); } };
    })()`;
    const { page } = await open(browser, host.url, { before });
    await press(page, 'Train 4 rules');
    await until(page, (r) => r.report?.racers.length === 4);
    await page.evaluate(() => self.workers.at(-1).dispatchEvent(new ErrorEvent('error', { message: 'unreachable' })));
    await seeText(lab(page).locator('notice-box'), /stopped unexpectedly.*The others go on/);
    await until(page, (r) => r.racers.filter(({ curve, state }) => state !== 'lost' && curve.epochs.length > 3).length === 3);
    await lab(page).getByRole('button', { name: /^Start .* again$/ }).click();
    await until(page, (r) => r.racers.every(({ state, curve }) => state !== 'lost' && curve?.epochs.length > 1));
  },

  async 'race: from the keyboard, with the values in words and a table'({ browser, host }) {
    const { page } = await open(browser, host.url);
    const main = lab(page).locator('button.primary');
    await main.focus();
    await page.keyboard.press('Enter');
    await until(page, (r) => r.racers.every(({ curve }) => curve?.epochs.length > 1));
    await page.keyboard.press('Enter');
    await until(page, (r) => r.phase === 'paused');
    await lab(page).locator('canvas').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await seeText(lab(page).locator('.readout'), /Epoch 1: backprop \d+\.\d %, .*NP \d+\.\d %/);
    await lab(page).locator('summary', { hasText: 'Show as table' }).click();
    await seeText(lab(page).locator('caption'), 'Accuracy (%) after each epoch');
  },

  async 'race: nothing overflows from 360 to 1440 px'({ browser, host }) {
    const { page } = await open(browser, host.url, { viewport: { width: 360, height: 844 } });
    await choose(page);
    await lab(page).getByRole('checkbox', { name: 'Direct feedback alignment', exact: true }).check();
    await press(page, 'Train 5 rules');
    await until(page, (r) => r.report?.racers.length === 5);
    await lab(page).locator('summary', { hasText: 'Show as table' }).click();
    for (const width of [360, 390, 820, 1440]) {
      await page.setViewportSize({ width, height: 844 });
      await page.waitForTimeout(300); // until charts have followed
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wide, 0, `the page is ${wide} px wider than ${width} px`);
    }
  },

  async 'comparison: another measure is drawn, says where it has no value, and is in the table'({ browser, host }) {
    const { page, faults } = await open(browser, host.url, { before: become('feedback') });
    await press(page, 'Train 5 rules');
    await pressWhen(page, 'race-lab', 'Pause', ({ race }) => race.racers.every(({ curve }) => curve?.epochs.length > 1));
    await lab(page).locator('.race-measure select').selectOption('feedback.2');
    await seeText(lab(page), /Backpropagation has none: the rule keeps no feedback weights/);
    await seeText(lab(page), /Direct feedback alignment has none: B does not have the shape/);
    const angles = await look(page, (r) => Object.fromEntries(r.racers.map(({ lane, curve }) => [lane.id, curve.mean])));
    assert.equal(angles.backprop[1], null, 'an absent value must not become a number');
    assert.ok(angles.kolen_pollack[1] < angles.kolen_pollack[0], `Kolen–Pollack’s B does not turn to W: ${angles.kolen_pollack}`);
    await lab(page).locator('summary', { hasText: 'Show as table' }).click();
    await seeText(lab(page).locator('caption'), 'Angle of B to W, layer 2 (°) after each epoch');
    await seeText(lab(page).locator('.race-chart td').first(), '–');
    assert.deepEqual(faults, []);
  },

  async 'comparison: what takes long is measured since it was asked for, and says so'({ browser, host }) {
    const { page } = await open(browser, host.url);
    await press(page, 'Train 4 rules');
    await until(page, (r) => r.racers.every(({ curve }) => curve?.epochs.length > 1));
    await lab(page).locator('.race-measure select').selectOption('cosine');
    await until(page, (r) => r.racers.every(({ curve }) => curve.mean.at(-1) !== null));
    await seeText(lab(page), /measured only since you asked for it: after the next epoch, and of the earlier ones when all have finished/);
    assert.equal(await look(page, (r) => r.racers[0].curve.mean[0]), null);
    await until(page, (r) => r.phase === 'finished' && r.racers.every(({ curve }) => curve.mean.every((value) => value !== null)));
    const first = await look(page, (r) => r.racers.map(({ curve }) => curve.mean[0]));
    assert.ok(Math.abs(first[0] - 1) < 1e-6, `from epoch 0: ${first}`);
  },

  async 'comparison: the ladder fills with one dot a run, by keyboard and as a table'({ browser, host }) {
    const { page, faults } = await open(browser, host.url, { before: become('hebbian', { workshop: 'page' }), query: '?race.hebbian=1~two,two_clamped,three_tanh~4~accuracy' });
    await press(page, 'Train 12 networks');
    await until(page, (r) => r.racers.some(({ finals }) => finals.length > 0));
    assert.ok(await look(page, (r) => r.racers.some(({ finals }) => finals.length < 4)), 'dots must come one by one');
    await until(page, (r) => r.phase === 'finished');
    const [two, clamped, signed] = await look(page, (r) => r.racers.map(({ ends }) => ends));
    assert.equal(two.successes, 0, 'unclamped, none may find the digits');
    assert.ok(clamped.runs === 4 && clamped.successes > 0 && clamped.successes < 4, `clamped, some do and some do not: ${JSON.stringify(clamped)}`);
    assert.ok(signed.successes >= 3, JSON.stringify(signed));
    await lab(page).locator('canvas').focus();
    await page.keyboard.press('Home');
    await seeText(lab(page).locator('.readout'), /Two digits: 0 of 4 runs above 90 %, 4 at most at 60 %/);
    await page.keyboard.press('ArrowRight');
    await seeText(lab(page).locator('.readout'), /Clamped: [1-3] of 4/);
    await lab(page).locator('summary', { hasText: 'Show as table' }).click();
    await lab(page).locator('.race-chart tbody tr').first().waitFor();
    await seeCount(lab(page).locator('.race-chart tbody tr'), 4, 'a row for each seed');
    await seeCount(lab(page).locator('.race-notes li'), 3, 'a sentence for each rung');
    assert.deepEqual(faults, []);
  },

  async 'comparison: a link brings back who raced, the seeds, the measure and the same curves'({ browser, host }) {
    const seen = [];
    const { page, close } = await open(browser, host.url, { query: '?v=1&hidden=30' });
    await choose(page);
    await lab(page).getByRole('checkbox', { name: 'Node perturbation', exact: true }).uncheck();
    await lab(page).getByRole('checkbox', { name: 'Kolen–Pollack', exact: true }).uncheck();
    await lab(page).getByLabel('Seeds').fill('2');
    await lab(page).getByLabel('Seeds').blur();
    await lab(page).locator('.race-measure select').selectOption('change.1');
    const link = page.url();
    assert.match(link, /\?v=1&hidden=30&race\.first=2~backprop,feedback_alignment~2~change\.1$/);
    for (const visit of [page, (await open(browser, link)).page]) {
      await press(visit, 'Train 2 rules');
      await pressWhen(visit, 'race-lab', 'Pause', ({ race }) => race.racers.every(({ curve }) => curve?.epochs.length > 3 && curve.seeds === 2));
      seen.push(await curves(visit));
    }
    await close();
    assert.equal(seen[0], seen[1]);
  },

  async 'comparison: a tampered link is named, and the race starts as without one'({ browser, host }) {
    for (const [text, words] of [['1~backprop,magic~1~accuracy', 'no lane "magic"'], ['9~backprop~1~accuracy', 'version "9"'], ['1~backprop~99~accuracy', 'from 1 to 20'], ['%00', 'version']]) {
      const { page, faults, close } = await open(browser, host.url, { query: `?race.first=${text}` });
      await seeText(lab(page).locator('notice-box'), words);
      await seeText(lab(page).locator('notice-box'), 'starts as it would without a link');
      assert.equal(await look(page, (r) => [r.racers.length, r.seeds, r.line.id].join()), '4,1,accuracy');
      assert.deepEqual(faults, []);
      await close();
    }
  },

  async 'comparison: two on one page keep to themselves'({ browser, host }) {
    const before = `document.addEventListener('readystatechange', () => {
      const other = document.createElement('race-lab');
      other.setAttribute('scenario', 'perturbation');
      document.querySelector('main').append(other);
    }, { once: true })`;
    const { page, faults } = await open(browser, host.url, { before });
    const other = page.locator('race-lab[scenario=perturbation]');
    await other.locator('summary', { hasText: 'Add or drop rules' }).click();
    await other.getByRole('checkbox', { name: 'Node perturbation', exact: true }).uncheck();
    await other.getByLabel('Seeds').fill('3');
    await other.getByLabel('Seeds').blur();
    await page.waitForFunction(() => location.search.includes('race.perturbation=2~backprop,weight_perturbation,weight_perturbation_slow~3'));
    assert.equal(await look(page, (r) => [r.scenario.id, r.racers.length, r.seeds].join()), 'first,4,1');
    assert.deepEqual(faults, []);
  },
};
