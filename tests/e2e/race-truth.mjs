// Truth of what a race says: who is ahead in what is drawn, which measures can be had, what was measured of whom.

import assert from 'node:assert/strict';
import { open, seeText } from './browser.mjs';

const lab = (page) => page.locator('race-lab');
const press = (page, name) => lab(page).getByRole('button', { name, exact: true }).click();
const drawn = (page) => lab(page).getByLabel('Draw');

/** A value of the page's race. */
function look(page, read) {
  return page.evaluate(`(async () => {
    await import(new URL('js/main.js', document.baseURI));
    return (${read})(document.querySelector('race-lab').race);
  })()`);
}

async function finish(page) {
  await page.waitForFunction(() => document.querySelector('race-lab').race?.phase === 'finished', null, { timeout: 120_000 });
}

/** A race of two, with 20 hidden units, for three epochs. */
const SHORT = '?v=1&race.first=2~backprop,node_perturbation~~~hidden=20;epochs=3';

/** Sentences on a race whose lanes have these values after epoch 0, 1, 2 …, by name. */
const said = (page, better, lanes, more = {}) => page.evaluate(async ([way, values, others]) => {
  const { ahead } = await import(new URL('source/js/compare/race-view.js', document.baseURI));
  const racers = Object.entries(values).map(([label, mean]) => ({
    lane: { label }, state: 'finished', diverged: new Map(),
    curve: { epochs: mean.map((_, epoch) => epoch), mean, sd: mean.map(() => others.sd ?? null) }, ...others.of?.[label],
  }));
  for (const racer of racers) racer.diverged = new Map(Object.entries(racer.diverged));
  return ahead({ report: { racers }, line: { name: 'It', unit: '%', decimals: 1, better: way }, seeds: others.seeds ?? 1 });
}, [better, lanes, more]);

export const raceTruth = {
  async 'truth: who is ahead is said of what is drawn, whichever way is better, once all have learned as much'({ browser, host }) {
    const { page } = await open(browser, host.url);
    await lab(page).getByRole('button', { name: 'Train 4 rules' }).waitFor();
    assert.equal(await said(page, 'more', { A: [9, 80], B: [9, 85] }), 'It, epoch 1: B leads with 85.0 %.');
    assert.equal(await said(page, 'less', { A: [9, 80], B: [9, 85] }), 'It (less is better), epoch 1: A leads with 80.0 %.');
    assert.equal(await said(page, null, { A: [9, 80], B: [9, 85] }), '', 'neither way is better');
    assert.equal(await said(page, 'more', { A: [9], B: [11] }), '', 'nobody has learned anything');
    assert.equal(await said(page, 'more', { A: [9, 80, 90, 95], B: [9, 85] }), 'It, epoch 1: B leads with 85.0 %.', 'A has learned for longer');
    assert.equal(await said(page, 'more', { A: [9, 85.01], B: [9, 85.02], C: [9, 3] }), 'It, epoch 1: A and B lead with 85.0 %.');
    assert.equal(await said(page, 'more', { A: [9, 85.01], B: [9, 85.02] }), '', 'as far as is shown they are level');
    assert.equal(await said(page, 'more', { A: [9, 85] }), '', 'there is nobody to be ahead of');
    assert.equal(await said(page, 'more', { A: [9, null], B: [9, 85] }), '', 'nor here');
    assert.equal(await said(page, 'more', { A: [9, 80, 81], B: [9, 79, 83], C: [9, 99] }, { of: { C: { diverged: { 1: 'why' } } } }), 'It, epoch 2: B leads with 83.0 %.', 'C has diverged');
    assert.equal(await said(page, 'more', { A: [9, 80], B: [9, 85] }, { seeds: 5, sd: 1.25 }), 'It, epoch 1: B leads on average with 85.0 ± 1.3 %.');
  },

  async 'truth: the status names the measure, and a measure that cannot be had is not offered'({ browser, host }) {
    const { page, faults } = await open(browser, host.url, { query: SHORT });
    const option = (id) => drawn(page).locator(`option[value="${id}"]`);
    await option('late').waitFor({ state: 'attached' });
    assert.equal(await option('feedback.2').isDisabled(), true);
    assert.equal(await option('feedback.2').textContent(), 'Angle of B to W, layer 2: the rule keeps no feedback weights of its own');
    assert.equal(await option('late').textContent(), 'Accuracy on late digits: no digit comes late');
    assert.equal(await option('teaching.1').isDisabled(), false);
    await press(page, 'Train 2 rules');
    await finish(page);
    await seeText(lab(page).locator('.status').first(), /^Finished\. Accuracy, epoch 3: Backpropagation leads with \d\d\.\d %\.$/);
    await drawn(page).selectOption('loss');
    const losses = await look(page, (race) => race.racers.map(({ lane, curve }) => [lane.label, curve.mean.at(-1)]));
    const [[least, loss]] = losses.toSorted((a, b) => a[1] - b[1]);
    await seeText(lab(page).locator('.status').first(), `Finished. Loss (less is better), epoch 3: ${least} leads with ${loss.toFixed(3)}.`);
    await drawn(page).selectOption('norm.1');
    await seeText(lab(page).locator('.status').first(), /^Finished\.$/);
    await lab(page).locator('summary', { hasText: 'Add or drop rules' }).click();
    await lab(page).getByRole('checkbox', { name: 'Feedback alignment', exact: true }).check();
    await page.waitForFunction(() => !document.querySelector('.race-measure option[value="feedback.2"]').disabled);
    await finish(page);
    await look(page, (race) => race.set('hidden', '20,10'));
    await option('feedback.3').waitFor({ state: 'attached' });
    assert.deepEqual(faults, []);
  },

  async 'truth: what takes long and is asked for at the end is measured of the networks of every epoch, as long as they are there'({ browser, host }) {
    const { page, faults } = await open(browser, host.url, { query: SHORT });
    await press(page, 'Train 2 rules');
    await finish(page);
    // The networks do not outlive the page; what is not there any more is said in the chart.
    await page.reload();
    await page.mouse.move(5, 5);
    await finish(page);
    await drawn(page).selectOption('cosine');
    await seeText(lab(page).locator('.invite'), /takes long.*Start over to have it from epoch 0\./);
    await drawn(page).selectOption('accuracy');
    await page.waitForFunction(() => document.querySelector('race-lab .invite').textContent === '');
    await press(page, 'Start over');
    await press(page, 'Train 2 rules');
    await page.waitForFunction(() => document.querySelector('race-lab').race.phase === 'training');
    await finish(page);
    await drawn(page).selectOption('cosine');
    await page.waitForFunction(() => document.querySelector('race-lab').race.racers.every(({ curve }) => curve.mean.length === 4 && curve.mean.every((value) => value !== null)));
    const means = await look(page, (race) => race.racers.map(({ curve }) => curve.mean));
    assert.ok(means[0].every((value) => Math.abs(value - 1) < 1e-6), `backprop’s cosine to itself is ${means[0]}`);
    assert.ok(means[1].every((value) => value < 0.99), `feedback alignment’s is ${means[1]}`);
    await seeText(lab(page).locator('.status').first(), /^Finished\.$/);
    assert.equal(await lab(page).getByText('takes long').count(), 0);
    assert.deepEqual(faults, []);
  },
};
