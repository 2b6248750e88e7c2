// The map of bias and variance, and the weights of a comparison's networks: they fill while the reader's own race goes on.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { open, seeCount, seeText, stir } from './browser.mjs';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const map = (page) => page.locator('race-map');
const lab = (page, id = 'map') => page.locator(`race-lab[scenario=${id}]`);
const race = (page, read, id = 'map') => page.evaluate(`(${read})(document.querySelector('race-lab[scenario=${id}]').race)`);

/** The chapter, with the race and the map open. */
async function chapter(browser, host, { query = '', ...options } = {}) {
  const opened = await open(browser, `${host.url}bias-variance.html`, { query, ...options });
  await opened.page.locator('race-lab button.primary').first().waitFor();
  await lab(opened.page).scrollIntoViewIfNeeded();
  await lab(opened.page).locator('canvas').waitFor();
  await map(opened.page).scrollIntoViewIfNeeded();
  await map(opened.page).locator('canvas').waitFor();
  return opened;
}

async function train(page, id = 'map') {
  await lab(page, id).locator('button.primary').click();
  await page.waitForFunction((name) => document.querySelector(`race-lab[scenario=${name}]`).race.phase === 'finished', id, { timeout: 240_000 });
}

/** Parts of the drawing: each path's name, and its dots. */
const drawn = (page) => map(page).locator('plane-chart').evaluate(({ shown: { spec } }) => spec.paths.map(({ name, x, y }) => ({ name, x, y })));

/** Number of dots of ink on the canvas. */
const ink = (page) => map(page).locator('canvas').evaluate((canvas) => new Set(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data).size);

export const theMap = {
  async 'map: it fills as epochs come, a dot for each rule and epoch, on the right side of the floor'({ browser, host }) {
    const { page, faults, strangers } = await chapter(browser, host, { query: '?race.map=2~~~~epochs=2' });
    await seeText(map(page).locator('.invite'), 'Train the rules above');
    assert.ok((await ink(page)) > 2, 'axes and the floor are there before the run');
    await lab(page).locator('button.primary').click();
    await page.waitForFunction(() => document.querySelector('race-map plane-chart').shown.spec.paths.length > 0, null, { timeout: 120_000 });
    assert.equal(await race(page, (r) => r.phase), 'training', 'the first dots come before the end');
    await page.waitForFunction(() => document.querySelector('race-lab[scenario=map]').race.phase === 'finished', null, { timeout: 240_000 });
    const paths = Object.fromEntries((await drawn(page)).map((path) => [path.name, path]));
    assert.deepEqual(Object.keys(paths), ['backprop', 'FA', 'KP', 'NP', 'WP']);
    const [[floor]] = await map(page).locator('plane-chart').evaluate(({ shown: { spec } }) => spec.uprights.map(({ y, name }) => [y, name]));
    assert.ok(Math.abs(floor - Math.sqrt(2 / (Math.PI * 1000))) < 1e-5, `the floor stands at ${floor}`);
    for (const { name, x, y } of Object.values(paths)) assert.ok(x.length === 3 && y.length === 3 && [...x, ...y].every((value) => value !== null), name);
    assert.ok(paths.backprop.y.every((cosine) => Math.abs(cosine - 1) < 1e-6), 'backprop is compared with itself');
    assert.ok(paths.WP.x.every((ratio) => Math.abs(ratio / floor - 1) < 0.15) && Math.abs(paths.WP.y[2]) < 0.1, JSON.stringify(paths.WP));
    assert.ok(paths.KP.y[2] > paths.KP.y[0] + 0.2 && paths.FA.x[0] > 2 * floor, JSON.stringify([paths.KP, paths.FA]));
    assert.deepEqual([...faults, ...strangers], []);
  },

  async 'map: its dots are read by pointer, by keyboard and in a table, of each layer'({ browser, host }) {
    const { page, faults } = await chapter(browser, host, { query: '?race.map=2~backprop,feedback_alignment~2~~epochs=1' });
    await train(page);
    assert.equal((await drawn(page)).length, 4, 'a path for each run');
    await map(page).locator('canvas').hover();
    await map(page).locator('canvas').focus();
    await page.keyboard.press('Home');
    await seeText(map(page).locator('.readout'), /Backpropagation, seed 1, epoch 0: signal-to-noise ratio, layer 1 0\.\d{3}, cosine to backprop, layer 1 1\.000/);
    await page.keyboard.press('End');
    await seeText(map(page).locator('.readout'), /Feedback alignment, seed 2, epoch 1/);
    // A pointer that goes leaves what the keyboard asked.
    await page.mouse.move(1, 1);
    await page.waitForFunction(() => !document.querySelector('plane-chart canvas:hover'));
    await seeText(map(page).locator('.readout'), /Feedback alignment, seed 2, epoch 1/);
    await map(page).locator('summary', { hasText: 'Show as table' }).click();
    await seeCount(map(page).locator('tbody tr'), 8, 'two rules, two seeds, two epochs');
    await seeText(map(page).locator('caption'), 'layer 1');
    await map(page).getByRole('radio', { name: '2', exact: true }).check();
    await seeText(map(page).locator('caption'), 'layer 2');
    const { x, y } = await map(page).locator('canvas').evaluate((canvas) => {
      const chart = canvas.closest('plane-chart');
      const { width, height } = canvas.getBoundingClientRect();
      for (let at = 0; at < width * height; at += 7) {
        const place = { x: at % width, y: Math.floor(at / width) };
        if (chart.api.planeAt({ ...chart.shown.spec, font_px: 13 }, place.x, place.y, width, height)?.join() === '2,1') return place;
      }
      return null;
    });
    await map(page).locator('canvas').hover({ position: { x, y } });
    await seeText(map(page).locator('.readout'), /^Feedback alignment, seed 1, epoch 1/);
    assert.deepEqual(faults, []);
  },

  async 'map: the ratio has the digits it is worth, in the race and on the map'({ browser, host }) {
    const { page } = await chapter(browser, host, { query: '?race.map=2~backprop~~snr.1~epochs=1' });
    await train(page);
    await seeText(lab(page).locator('tbody').first(), /Backpropagation\s*0\.\d{3}\s*1\s*finished/);
    await seeText(lab(page), /pure noise scores √\(2\/πn\), which is 0\.025 for 1,000/);
    assert.match(await map(page).locator('canvas').getAttribute('aria-label'), /Lines: noise floor at signal-to-noise ratio, layer 1 0\.025/);
  },

  async 'map: nothing overflows, and axe-core finds nothing wrong before and after a run'({ browser, host }) {
    const source = await readFile(axe, 'utf8');
    for (const [width, colorScheme] of [[360, 'light'], [820, 'dark'], [1440, 'light']]) {
      const { page, close } = await chapter(browser, host, { query: '?race.map=2~backprop,node_perturbation~~~epochs=1', viewport: { width, height: 844 }, colorScheme });
      for (const after of [false, true]) {
        if (after) await train(page);
        await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(wide, 0, `the page is ${wide} px wider than ${width} px`);
        await page.evaluate(source);
        const { violations } = await page.evaluate(() => self.axe.run(document.querySelector('race-map')));
        assert.deepEqual(violations.map(({ id, help }) => `${id}: ${help}`), [], `${width} px, ${colorScheme}`);
      }
      await close();
    }
  },

  async 'map: it stands beside its race where a course embeds the race'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}lab.html`, { query: '?v=1&lab=race&scenario=map&race.map=2~backprop~~~epochs=1' });
    await stir(page, lab(page).locator('button.primary'));
    await stir(page, map(page).locator('canvas'));
    await train(page);
    assert.equal((await drawn(page))[0].x.length, 2);
    assert.deepEqual(faults, []);
  },

  async 'weights: perturbing nodes leaves what is always black alone, perturbing weights does not'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}bias-variance.html`, { query: '?race.conventions=2~np_course,wp_course~~~epochs=1' });
    await page.locator('race-weights').scrollIntoViewIfNeeded();
    await seeText(page.locator('race-weights .status'), 'Train the networks above');
    await train(page, 'conventions');
    await seeCount(page.locator('race-weights figure'), 2, 'a picture for each network');
    const corners = await race(page, async ({ racers }) => Promise.all(racers.map(async (racer) => {
      const { values, rows, cols, n } = await racer.images('difference', 6);
      const corner = Array.from({ length: n }, (_, unit) => values[unit * rows * cols]);
      return [racer.lane.id, corner.filter((change) => change !== 0).length];
    })), 'conventions');
    assert.deepEqual(Object.fromEntries(corners), { np_course: 0, wp_course: 6 });
    assert.deepEqual(faults, []);
  },
};
