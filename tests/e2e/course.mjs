// The page for the course: its two races, each begun by one press, on all the pictures that the site has.

import assert from 'node:assert/strict';
import { open } from './browser.mjs';

const PAGE = 'course.html';
/** Settings for a race in a link, so that a case takes seconds. */
const SHORT = 'hidden=10;epochs=1';

/** Presses the one button of a race and waits for its end. Returns what was measured after each epoch, by lane. */
async function press(page, scenario) {
  const lab = page.locator(`race-lab[scenario="${scenario}"]`);
  await lab.scrollIntoViewIfNeeded(); // it opens when the reader comes near
  await lab.locator('button.primary').click();
  await page.waitForFunction((id) => document.querySelector(`race-lab[scenario="${id}"]`).race.phase === 'finished', scenario, { timeout: 240_000 });
  return lab.evaluate((element) => Object.fromEntries(element.race.racers.map((racer) => [racer.lane.id, racer.results()[0].epochs])));
}

/** Opens the page with both races cut short, and notes which shards it asks for. */
async function visit(browser, host) {
  const shards = new Set();
  const opened = await open(browser, host.url + PAGE, { query: `?race.tutorial=2~~~~${SHORT}&race.course-hebbian=2~~~~${SHORT}` });
  opened.page.on('request', (request) => shards.add(request.url().match(/mnist-\d\.gz$/)?.[0]));
  return { ...opened, shards };
}

export const course = {
  async 'course: the tutorial’s five rules in one press, their cosine and accuracy after each epoch'({ browser, host }) {
    const { page, faults, shards, close } = await visit(browser, host);
    const measured = await press(page, 'tutorial');
    assert.deepEqual(Object.keys(measured), ['backprop', 'feedback_alignment', 'kolen_pollack', 'node_perturbation', 'weight_perturbation']);
    for (const [lane, epochs] of Object.entries(measured)) {
      assert.equal(epochs.length, 2, lane);
      for (const epoch of epochs) assert.ok(Number.isFinite(epoch['cosine.1']) && Number.isFinite(epoch.accuracy), `${lane}: ${JSON.stringify(epoch)}`);
    }
    assert.ok(measured.backprop[1]['cosine.1'] > 0.999);
    for (const shard of ['mnist-1.gz', 'mnist-2.gz', 'mnist-3.gz']) assert.ok(shards.has(shard), `${shard} was not asked for`);
    assert.deepEqual(faults, []);
    await close();
  },

  async 'course: ratio and cosine of Hebbian updates in one press, layer by layer'({ browser, host }) {
    const { page, faults, close } = await visit(browser, host);
    const measured = await press(page, 'course-hebbian');
    assert.deepEqual(Object.keys(measured), ['backprop', 'hebbian']);
    for (const [lane, epochs] of Object.entries(measured)) {
      for (const line of ['snr.1', 'snr.2', 'cosine.1', 'cosine.2']) {
        for (const epoch of epochs) assert.ok(Number.isFinite(epoch[line]), `${lane} has no ${line}: ${JSON.stringify(epoch)}`);
      }
    }
    assert.deepEqual(faults, []);
    await close();
  },

  async 'course: a race of the workshop stands alone in a page of its own, too'({ browser, host }) {
    const { page, faults, close } = await open(browser, `${host.url}lab.html?v=1&lab=race&scenario=course-hebbian&race.course-hebbian=2~~~~${SHORT}`);
    assert.ok((await press(page, 'course-hebbian')).hebbian.length > 1);
    assert.equal(await page.locator('#whole').getAttribute('href').then((href) => href.startsWith(PAGE)), true);
    assert.deepEqual(faults, []);
    await close();
  },
};
