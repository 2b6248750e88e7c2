// Takes the README's pictures: the race after its end, and an exercise after a wrong answer. Usage: node tests/e2e/readme-picture.mjs

import { fileURLToPath } from 'node:url';
import { SITE, launch, open, seeText } from './browser.mjs';
import { serve } from './server.mjs';

const host = await serve(SITE);
const browser = await launch();
const path = (name) => fileURLToPath(new URL(`../../docs/${name}.png`, import.meta.url));
const look = { deviceScaleFactor: 1.5, colorScheme: 'light' };

const race = await open(browser, host.url, { ...look, viewport: { width: 1280, height: 640 } });
await race.page.getByRole('button', { name: 'Train 4 rules' }).click();
await seeText(race.page.locator('race-lab .status').first(), /^Finished/);
await race.page.mouse.move(1, 1);
await race.page.screenshot({ path: path('race') });

const { page } = await open(browser, `${host.url}feedback.html`, look);
const exercise = page.locator('rule-exercise[exercise=feedback-alignment]');
await exercise.scrollIntoViewIfNeeded();
const code = exercise.locator('textarea').first();
const blanks = (await code.inputValue()).replace('___', '2 * (t - y) * y * (1 - y)').replace('___', '-outer(delta[l], below[l])');
await code.fill(blanks);
await exercise.getByRole('button', { name: 'Check', exact: true }).click();
await seeText(exercise.locator('.verdict'), /sign is reversed/);
await exercise.screenshot({ path: path('exercise') });

await browser.close();
await host.close();
