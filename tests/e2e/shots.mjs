// Pictures of every page at three widths in both themes, the chapter "A first model" also after a run, to look at.
// Usage: node tests/e2e/shots.mjs [part of a page's name]; env SITE (default dist), SHOTS (default target/shots).

import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SITE, launch, open, until } from './browser.mjs';
import { serve } from './server.mjs';

const folder = process.env.SHOTS ?? fileURLToPath(new URL('../../target/shots', import.meta.url));
const WIDTHS = [[390, 844, 2], [820, 1180, 1], [1440, 900, 1]];
const SINGLE = 'microlearning.html'; // the whole notebook as one file, which has no modules to ask
const pages = (await readdir(SITE)).filter((name) => name.endsWith('.html') && name !== SINGLE && name.includes(process.argv[2] ?? ''));

/** Trains the chapter's network and waits for all that shows what it learnt. */
async function train(page) {
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await until(page, (s) => s.phase === 'finished');
  await page.waitForFunction(() => document.querySelectorAll('misread-digits li').length > 0 && !document.querySelector('.weights').hidden);
}

await mkdir(folder, { recursive: true });
const host = await serve(SITE);
const browser = await launch();
for (const colorScheme of ['light', 'dark']) {
  for (const [width, height, deviceScaleFactor] of WIDTHS) {
    for (const name of pages) {
      const { page, close } = await open(browser, host.url + name, { colorScheme, viewport: { width, height }, deviceScaleFactor });
      const shot = (part, fullPage) => page.screenshot({ path: join(folder, `${name.replace('.html', '')}-${width}-${colorScheme}-${part}.png`), fullPage });
      await until(page, (s) => s === null || (s.summary !== null && s.phase === 'idle'));
      await shot('top', false);
      await shot('before', true);
      if (await page.locator('run-panel').count()) {
        await train(page);
        await shot('after', true);
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      process.stdout.write(`${name} ${width} ${colorScheme}${wide > 0 ? `: overflows by ${wide} px` : ''}\n`);
      await close();
    }
  }
}
await browser.close();
await host.close();
process.stdout.write(`Pictures are in ${folder}\n`);
