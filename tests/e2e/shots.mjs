// Pictures of every page at three widths in both themes, before and after each of its laboratories has worked, as contact sheets: the page
// from top to bottom in columns side by side.
// Usage: node tests/e2e/shots.mjs [part of a page's name, or several with | between them]; env SITE (default dist), SHOTS (default target/shots),
// PARTS (default before,after), LOOKS (default all: 390-light,390-dark …).

import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SITE, launch, open } from './browser.mjs';
import { finish, labsOf } from './labs.mjs';
import { serve } from './server.mjs';

const folder = process.env.SHOTS ?? fileURLToPath(new URL('../../target/shots', import.meta.url));
const parts = (process.env.PARTS ?? 'before,after').split(',');
const COLUMNS = { 390: 8, 820: 5, 1440: 4 }; // of a sheet, by the width of the page
const WIDTHS = Object.keys(COLUMNS).map(Number);
const THEMES = ['light', 'dark'];
const LOOKS = process.env.LOOKS?.split(',');
const TALL = 1600; // px of a page in one column
const SHEET = 2000; // px in the width of a sheet
const SINGLE = 'microlearning.html'; // the whole notebook as one file, which has no modules to ask
const pages = (await readdir(SITE)).filter((name) => name.endsWith('.html') && name !== SINGLE && (process.argv[2] ?? '').split('|').some((part) => name.includes(part)));

/** The page from top to bottom, a picture each `TALL` px. */
async function slices(page) {
  const made = [];
  for (let top = 0; ; top += TALL) {
    const left = await page.evaluate((y) => {
      scrollTo({ top: y, behavior: 'instant' });
      return document.documentElement.scrollHeight - y;
    }, top);
    if (top && left <= 0) break;
    await page.waitForTimeout(250); // what comes when it is near, and a frame to draw it in
    made.push(await page.screenshot());
  }
  return made;
}

async function sheet(browser, pictures, width, path) {
  const context = await browser.newContext({ viewport: { width: 100, height: 100 } });
  const page = await context.newPage();
  const images = pictures.map((bytes) => `<img src="data:image/png;base64,${bytes.toString('base64')}">`).join('');
  const columns = Math.min(COLUMNS[width], pictures.length);
  const style = `margin:0;width:max-content;display:grid;grid-template-columns:repeat(${columns},${width}px);gap:12px;background:#888`;
  await page.setContent(`<body style="${style};zoom:${SHEET / (COLUMNS[width] * width)}">${images}</body>`);
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
  await page.locator('body').screenshot({ path });
  await context.close();
}

/** All sheets of a page as it stands now. */
async function look(browser, page, name, part) {
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme });
    for (const width of WIDTHS) {
      if (LOOKS && !LOOKS.includes(`${width}-${theme}`)) continue;
      await page.setViewportSize({ width, height: TALL });
      const path = join(folder, `${name.replace('.html', '')}-${width}-${theme}-${part}.png`);
      await sheet(browser, await slices(page), width, path);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      process.stdout.write(`${path}${wide > 0 ? `: overflows by ${wide} px` : ''}\n`);
    }
  }
}

await mkdir(folder, { recursive: true });
const host = await serve(SITE);
const browser = await launch();
for (const name of pages) {
  const { page, close } = await open(browser, host.url + name, { viewport: { width: WIDTHS.at(-1), height: TALL } });
  if (parts.includes('before')) await look(browser, page, name, 'before');
  if (parts.includes('after')) {
    for (const lab of await labsOf(page)) await finish(page, lab).catch((error) => process.stdout.write(`${name}: ${error.message}\n`));
    await look(browser, page, name, 'after');
  }
  await close();
}
await browser.close();
await host.close();
process.stdout.write(`Contact sheets are in ${folder}\n`);
