// Takes the README's picture: the run and its curves after training. Usage: node tests/e2e/readme-picture.mjs

import { fileURLToPath } from 'node:url';
import { SITE, launch, open, until } from './browser.mjs';
import { serve } from './server.mjs';

const host = await serve(SITE);
const browser = await launch();
const { page } = await open(browser, `${host.url}first-model.html`, { deviceScaleFactor: 1.5, colorScheme: 'light' });
await page.getByRole('button', { name: 'Train a network' }).click();
await until(page, (s) => s.phase === 'finished');
const path = fileURLToPath(new URL('../../docs/first-model.png', import.meta.url));
await page.locator('#train .lab').screenshot({ path });
await browser.close();
await host.close();
