// Pictures of the chapter at three widths in both themes, before and after a run, to look at.
// Usage: node tests/e2e/shots.mjs; env SITE (default dist), SHOTS (default target/shots).

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SITE, launch, open, until } from './browser.mjs';
import { serve } from './server.mjs';

const folder = process.env.SHOTS ?? fileURLToPath(new URL('../../target/shots', import.meta.url));
const WIDTHS = [[390, 844, 2], [820, 1180, 1], [1440, 900, 1]];

await mkdir(folder, { recursive: true });
const host = await serve(SITE);
const browser = await launch();
for (const colorScheme of ['light', 'dark']) {
  for (const [width, height, deviceScaleFactor] of WIDTHS) {
    const { page, close } = await open(browser, host.url, { colorScheme, viewport: { width, height }, deviceScaleFactor });
    const shot = (name, fullPage) => page.screenshot({ path: join(folder, `${width}-${colorScheme}-${name}.png`), fullPage });
    await until(page, (s) => s.summary !== null && s.phase === 'idle');
    await shot('top', false);
    await shot('before', true);
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await until(page, (s) => s.phase === 'finished');
    await page.waitForFunction(() => document.querySelectorAll('misread-digits li').length > 0 && !document.querySelector('.weights').hidden);
    await shot('after', true);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    process.stdout.write(`${width} ${colorScheme}${wide > 0 ? `: overflows by ${wide} px` : ''}\n`);
    await close();
  }
}
await browser.close();
await host.close();
process.stdout.write(`Pictures are in ${folder}\n`);
