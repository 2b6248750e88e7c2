// The laboratories of a page, and how one is brought to its end.

import { stir } from './browser.mjs';

const LABS = 'race-lab, variance-lab, snr-lab, identify-lab, electrode-lab, representation-lab, run-panel, rule-editor';
const LONGEST = 300_000; // ms

/** Those of a page, from top to bottom. */
export const labsOf = (page) => page.locator(LABS).all();

/** Name of a laboratory: its element, and its comparison if it has one. */
export const nameOf = (lab) => lab.evaluate(({ localName, attributes }) => `${localName} ${attributes.scenario?.value ?? ''}`.trim());

// Its phase, and true once one of its charts has something to show.
const state = (lab) => lab.evaluate((element) => {
  const work = element.race ?? element.experiment ?? element.panel?.duel ?? element.session;
  const charts = [...element.querySelectorAll('curve-chart, bars-chart, strip-chart, matrix-chart, scatter-chart')];
  return { phase: work?.phase, answered: charts.length ? charts.some(({ shown }) => shown?.table) : Boolean(work?.report) };
});

// Its button, once it is there to be pressed.
async function buttonOf(page, lab) {
  await lab.scrollIntoViewIfNeeded();
  const button = lab.locator('button.primary').first();
  await stir(page, button);
  return button;
}

/** Presses a laboratory's button and waits for its first answer. */
export async function answered(page, lab) {
  await (await buttonOf(page, lab)).click();
  while (!(await state(lab)).answered) await page.waitForTimeout(50);
}

/** Brings a laboratory to its end from the press of its button: seconds until the first answer, and until the end; null if it takes too long. */
export async function finish(page, lab) {
  const button = await buttonOf(page, lab);
  await page.waitForTimeout(1500); // workers get ready while a reader reads
  const start = Date.now();
  await button.click();
  let first = null;
  for (;;) {
    const { phase, answered } = await state(lab);
    const now = (Date.now() - start) / 1000;
    if (answered) first ??= now;
    if (phase === 'finished') return { first: first ?? now, end: now };
    if (now * 1000 > LONGEST) return { first, end: null };
    await page.waitForTimeout(50);
  }
}
