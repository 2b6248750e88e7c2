// Time until the site is there: the module's size, from its bytes to a running engine, and from opening a warm page to the
// first point of a curve.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Kilobytes of the module that a page opens with, as a host sends it. */
export async function gzipped(site, name = 'microlearning') {
  const module = await readFile(join(site, `wasm/${name}_bg.wasm`));
  return gzipSync(module, { level: 9 }).length / 1000;
}

/** Milliseconds from the module's bytes to an engine that answers. */
export function ready(page) {
  return page.evaluate(async () => {
    const api = await import(new URL('../wasm/microlearning.js', document.baseURI));
    const response = await fetch(new URL('../wasm/microlearning_bg.wasm', document.baseURI), { cache: 'no-store' });
    const bytes = await response.arrayBuffer();
    const start = performance.now();
    const module = await WebAssembly.compile(bytes);
    await api.default({ module_or_path: module });
    api.version();
    return performance.now() - start;
  });
}

/**
 * Opens the front page in `context`, presses the race's button as soon as it is there, and waits for the first number of
 * a curve. Returns milliseconds, `first` from opening the page, and `longest` task of the page's own thread until then.
 */
export async function firstCurve(context, url) {
  const page = await context.newPage();
  await page.addInitScript(() => {
    self.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) self.longest = Math.max(self.longest, duration);
    }).observe({ type: 'longtask', buffered: true });
    const look = () => {
      const button = document.querySelector('race-lab button.primary');
      if (button && !self.pressed) {
        self.pressed = true;
        button.click();
      }
      if (document.querySelector('race-lab')?.race?.report?.racers.length) self.first = performance.now();
      else requestAnimationFrame(look);
    };
    addEventListener('DOMContentLoaded', look);
  });
  await page.goto(url);
  await page.waitForFunction(() => self.first, null, { timeout: 60_000 });
  const seen = await page.evaluate(() => ({ first: self.first, longest: self.longest }));
  await page.close();
  return seen;
}
