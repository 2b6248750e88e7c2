// Links that came from somebody else: as mail changes them, and with a rule as code, which is said to have come so and shows its code, whatever
// it calls itself.

import assert from 'node:assert/strict';
import { ask, open, seeText, stir, until } from './browser.mjs';

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

  async 'linked: what mail and pages’ sources do to a link is undone'({ browser, host }) {
    const link = 'v=1&hidden=30&lr=0.1,0.05&epochs=2';
    const changed = [
      ...['.', ')', ').', '>', '%3E', '”', '…', ',', ';', '/', '%20', '%E2%80%8B', '_', '?utm_source=x', '&gclid=x&mc_cid=y&_hsenc=z'].map((end) => link + end),
      ...['&amp;', '&amp;amp;', '&#38;', '&%0A', '&+', '&%20%20'].map((sign) => link.replaceAll('&', sign)),
      link.replaceAll('=', '=3D'), link.replaceAll('=', '=3D').replace('hidden', 'hid=den'), link.replace('hidden', 'hid%0D%0Aden'),
      link.replace(',', '%252C'), link.replace(',', '%25252C'),
    ];
    const { page, faults } = await open(browser, `${host.url}first-model.html`);
    for (const query of changed) {
      await page.goto(`${host.url}first-model.html?${query}`);
      await page.mouse.move(9, 9);
      await until(page, (s) => s.phase === 'idle');
      assert.deepEqual(await ask(page, (s) => [s.config.hidden, s.config.lr.map((rate) => rate.toFixed(2)), s.config.epochs]), [[30], ['0.10', '0.05'], 2], query);
      assert.equal(await ask(page, (s) => s.problem), null, query);
    }
    await page.goto(`${host.url}lab.html?v=1&amp;lab=first-model&amp;lock.settings=1&amp;hidden=30`);
    await page.mouse.move(9, 9);
    await seeText(page.locator('.fixed').first(), 'Fixed by this page’s link.');
    assert.equal(await page.locator('#field-hidden').inputValue(), '30');
    // Code may end in any sign, and an escape may be a part of it.
    await page.goto(`${host.url}your-own-rule.html?v=1&rule=own&code=${encodeURIComponent('# f\ndW = -outer(delta, below) * (5 %25)').replace(/%29$/, ')')}`);
    const area = page.locator('rule-editor textarea');
    await stir(page, area);
    assert.equal(await area.inputValue(), '# f\ndW = -outer(delta, below) * (5 %25)');
    assert.deepEqual(faults, []);
  },
};
