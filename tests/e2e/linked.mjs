// A rule as code that came with somebody's link: it is said to have come so, and shows its code, whatever it calls itself.

import assert from 'node:assert/strict';
import { open, seeText } from './browser.mjs';

const CODE = `# Backpropagation
delta[top] = output_error()
for l in reversed(range(top)):
    delta[l] = delta[l + 1] @ W[l + 1] * f_prime(z[l])
dW = -0.5 * outer(delta, below)
db = -mean(delta, axis=0)
`;

const link = (path, name, code) => `${path}?v=1&${name}=${encodeURIComponent(code)}`;

export const linked = {
  async 'linked: a race says that a rule came with the link, names it so, and shows its code'({ browser, host }) {
    const race = `2~backprop,own~1~accuracy~epochs=1;hidden=10~${encodeURIComponent(CODE)}`;
    const { page, faults } = await open(browser, host.url, { query: `?race.first=${race}` });
    const lab = page.locator('race-lab').first();
    await seeText(lab.locator('.linked-rule'), 'A rule came with the link. It calls itself “Backpropagation”');
    await lab.locator('.linked-rule summary').click();
    assert.equal(await lab.locator('.linked-code').textContent(), CODE);
    const names = await lab.locator('.race-rules').textContent();
    assert.ok(names.includes('Backpropagation (from a link)') && !names.includes('yours'), names);
    assert.deepEqual(faults, []);
  },

  async 'linked: a run says so, too, and the reader’s own rule is the reader’s own'({ browser, host }) {
    const { page } = await open(browser, host.url, { query: link('first-model.html', 'rule=own&code', CODE) });
    await seeText(page.locator('run-panel .linked-rule'), 'It calls itself “Backpropagation”');
    await page.evaluate((code) => localStorage.setItem('own-rule', JSON.stringify({ code })), CODE);
    await page.reload();
    await page.mouse.move(9, 9);
    await page.locator('run-panel').getByRole('button', { name: 'Train', exact: true }).waitFor();
    assert.equal(await page.locator('.linked-rule').count(), 0);
    await page.goto(`${host.url}?race.first=2~backprop,own~~~~${encodeURIComponent(CODE)}`);
    await page.mouse.move(9, 9);
    await page.locator('race-lab .race-choice summary').first().click();
    await seeText(page.locator('race-lab .race-rules').first(), 'Backpropagation (yours)');
    assert.equal(await page.locator('.linked-rule').count(), 0);
  },
};
