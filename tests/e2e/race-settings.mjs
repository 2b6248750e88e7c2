// A comparison under other settings: for all, for one, with a rule of the reader's own, by link, and through a reload.

import assert from 'node:assert/strict';
import { open, seeText } from './browser.mjs';

const lab = (page) => page.locator('race-lab').first();
const look = (page, read) => page.evaluate(`(async () => {
  await import(new URL('js/main.js', document.baseURI));
  return (${read})(document.querySelector('race-lab').race);
})()`);
const ended = (page, phase = 'finished') => page.waitForFunction((wanted) => document.querySelector('race-lab').race?.phase === wanted, phase, { timeout: 120_000 });
const means = (page) => look(page, (race) => Object.fromEntries(race.racers.map(({ lane, curve }) => [lane.id, curve.mean])));

async function fill(page, label, text) {
  const field = lab(page).getByLabel(label, { exact: false }).and(page.locator('input')).first();
  await field.fill(text);
  await field.blur();
}

async function unfold(page) {
  for (const words of ['Change what all share', 'Rate and parameters']) await lab(page).locator('summary', { hasText: words }).click();
}

/** Trains to the end and gives the curves. */
async function train(page) {
  await lab(page).locator('button.primary').click();
  await ended(page);
  return means(page);
}

export const raceSettings = {
  async 'settings: for all and for one, in the address, and a link brings back the same curves'({ browser, host }) {
    const { page, faults, close } = await open(browser, host.url);
    await unfold(page);
    await fill(page, 'Hidden units', '30');
    await fill(page, 'Epochs', '2');
    await fill(page, 'Learning rate of Node perturbation', '0.05');
    await fill(page, 'Decay λ of Kolen–Pollack', '0.1');
    const link = page.url();
    assert.match(link, /race\.first=2~~~~epochs=2;hidden=30;kolen_pollack\.p\.decay=0\.1;node_perturbation\.lr=0\.05$/);
    const here = await train(page);
    assert.deepEqual(await look(page, (race) => race.racers.map(({ lane: { config } }) => [config.hidden, config.epochs, config.lr, config.params.decay ?? null])), [
      [[30], 2, [0.02], null], [[30], 2, [0.05], null], [[30], 2, [0.02], null], [[30], 2, [0.02], 0.1]]);
    await seeText(lab(page), /Kolen–Pollack: decay λ 0\.1/);
    await close();
    const friend = await open(browser, link);
    assert.deepEqual(await train(friend.page), here);
    assert.deepEqual([...faults, ...friend.faults], []);
  },

  async 'settings: what cannot be is told and nothing changes; an emptied field goes back'({ browser, host }) {
    const { page, faults } = await open(browser, host.url);
    await unfold(page);
    await fill(page, 'Hidden units', '0');
    await seeText(lab(page).locator('[role=alert]'), /Hidden units.*from 1 to 2000.*keeps 100/);
    await fill(page, 'Learning rate of Backpropagation', 'fast');
    await seeText(lab(page).locator('[role=alert]'), /lr.*“?fast/);
    assert.equal(new URL(page.url()).search, '');
    await fill(page, 'Learning rate of Backpropagation', '0.5');
    assert.match(page.url(), /backprop\.lr=0\.5/);
    await fill(page, 'Learning rate of Backpropagation', '');
    await page.waitForFunction(() => location.search === '');
    assert.deepEqual(faults, []);
  },

  async 'settings: what is typed into the next field stays while the last one is taken, and so does the focus'({ browser, host }) {
    const { page, faults } = await open(browser, host.url);
    await unfold(page);
    // At the keyboard's own speed: both before the next frame.
    const [shared, own] = await lab(page).evaluate(async (element) => {
      const input = (label) => [...element.querySelectorAll('input')].find((one) => (one.labels[0]?.textContent ?? '') === label || one.ariaLabel?.startsWith(label));
      const after = async (first, second, text) => {
        const [one, other] = [input(first), input(second)];
        const put = (where, what) => {
          where.focus();
          where.value = what;
          where.dispatchEvent(new Event('input', { bubbles: true }));
        };
        put(one, text);
        one.dispatchEvent(new Event('change', { bubbles: true }));
        put(other, '7');
        await new Promise((done) => { setTimeout(done, 300); });
        return [one.value, other.value, document.activeElement === other && other.isConnected];
      };
      return [await after('Hidden units', 'Epochs', '30'), await after('Learning rate of Backpropagation', 'Learning rate of Feedback alignment', '0.5')];
    });
    assert.deepEqual([shared, own], [['30', '7', true], ['0.5', '7', true]]);
    assert.match(page.url(), /backprop\.lr=0\.5;hidden=30$/);
    assert.deepEqual(faults, []);
  },

  async 'settings: the tutorial’s course as it is, in the race'({ browser, host }) {
    const { page } = await open(browser, host.url, { query: '?race.first=2~backprop~~~preset=tutorial' });
    await lab(page).locator('button.primary').waitFor();
    const config = await look(page, (race) => race.racers[0].lane.config);
    assert.deepEqual([config.preset, config.hidden, config.batch, config.lr, config.epochs], ['tutorial', [500], 200, [0.001], 3]);
  },

  async 'a rule of one’s own goes from its editor into the race, with its name, its parameters and every measure'({ browser, host }) {
    const { page, faults, strangers } = await open(browser, `${host.url}your-own-rule.html`);
    const editor = page.locator('rule-editor');
    await editor.scrollIntoViewIfNeeded();
    await editor.locator('textarea').fill('# Bold\nboost = param(3, 0, 10)\ndelta[top] = output_error()\nfor l in reversed(range(top)):\n    delta[l] = delta[l + 1] @ W[l + 1] * f_prime(z[l])\ndW = -boost * outer(delta, below)\n');
    await editor.getByLabel('boost').fill('1');
    await editor.getByRole('button', { name: 'Race it against other rules' }).click();
    await page.waitForURL(/race\.first=/);
    await seeText(lab(page).locator('tbody').first(), /Bold \(yours\)/);
    const curves = await train(page);
    assert.deepEqual(curves.own, curves.backprop, 'it is backpropagation by another name');
    await lab(page).locator('.race-measure select').selectOption('change.1');
    await seeText(lab(page).locator('tbody').first(), /Bold \(yours\)\s*\d+\.\d+/);
    await lab(page).locator('summary', { hasText: 'Rate and parameters' }).click();
    await fill(page, 'boost of Bold', '2');
    assert.match(page.url(), /own\.p\.boost=2/);
    assert.deepEqual([...faults, ...strangers], []);
  },

  async 'a reload in the middle keeps the curves, says so, and the rest comes out the same'({ browser, host }) {
    const whole = await open(browser, host.url);
    const expected = await train(whole.page);
    await whole.close();
    const { page, faults } = await open(browser, host.url);
    await lab(page).locator('button.primary').click();
    await page.waitForFunction(() => document.querySelector('race-lab').race.racers.every(({ curve }) => curve?.epochs.length > 2));
    await page.reload();
    await seeText(lab(page).locator('notice-box'), /The page was left while this was training/);
    const kept = await means(page);
    assert.ok(Object.values(kept).every((mean) => mean.length > 2), JSON.stringify(kept));
    await lab(page).getByRole('button', { name: 'Resume' }).click();
    await ended(page);
    assert.deepEqual(await means(page), expected);
    await page.reload();
    await seeText(lab(page).locator('.status').first(), /^Finished/);
    assert.deepEqual(await means(page), expected);
    assert.deepEqual(faults, []);
  },
};
