// Seconds that each page's laboratories take as they open, from the press of the button to the first answer and to the end, each so many times
// on a page opened anew, with the spread; and the longest task of the page's own thread, by the clock and in processor time: workers on all cores
// keep that thread waiting, which is no work of its own.
// Usage: node tests/e2e/times.mjs [part of a page's name] [--times 3]; env SITE (default dist). A quiet machine, please.

import { readdir } from 'node:fs/promises';
import { cpus } from 'node:os';
import { SITE, launch, open } from './browser.mjs';
import { finish, labsOf, nameOf } from './labs.mjs';
import { serve } from './server.mjs';

const OTHERS = ['lab.html', 'microlearning.html'];
const words = process.argv.slice(2);
const at = words.indexOf('--times');
const times = at < 0 ? 1 : Number(words.splice(at, 2)[1]);
const pages = (await readdir(SITE)).filter((name) => name.endsWith('.html') && !OTHERS.includes(name) && name.includes(words[0] ?? '')).sort();

const TASK = 'ThreadControllerImpl::RunTask';

/** Result of `work`, and the longest tasks of the page's own thread meanwhile, in seconds: by the clock, and in processor time. */
async function traced(page, work) {
  const devtools = await page.context().newCDPSession(page);
  const events = [];
  devtools.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  const complete = new Promise((resolve) => { devtools.once('Tracing.tracingComplete', resolve); });
  await devtools.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel'] } });
  const found = await work();
  await devtools.send('Tracing.end');
  await complete;
  await devtools.detach();
  const thread = ({ pid, tid }) => `${pid} ${tid}`;
  const own = new Set(events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(thread));
  const tasks = events.filter((event) => event.name === TASK && own.has(thread(event)));
  const longest = (key) => Math.max(0, ...tasks.map((task) => task[key] ?? 0)) / 1e6;
  return { ...found, task: longest('dur'), work: longest('tdur') };
}

const host = await serve(SITE);
const browser = await launch();

/** Each laboratory of a page once: its name, and what was measured. */
async function once(name) {
  const { page, close } = await open(browser, host.url + name);
  const found = [];
  for (const lab of await labsOf(page)) {
    found.push([await nameOf(lab), await traced(page, () => finish(page, lab).catch(() => ({ first: null, end: null })))]);
  }
  await close();
  return found;
}

function spread(values, decimals) {
  if (values.includes(null)) return 'not at its end';
  const sorted = values.toSorted((a, b) => a - b);
  const [low, middle, high] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)].map((value) => value.toFixed(decimals));
  return sorted.length === 1 ? `${middle} s` : `${middle} s (${low} to ${high})`;
}

process.stdout.write(`${cpus().length} cores, ${times} ${times === 1 ? 'time' : 'times'} each: seconds to the first answer, to the end, longest task, and in processor time\n`);
for (const name of pages) {
  const rounds = [];
  for (let i = 0; i < times; i += 1) rounds.push(await once(name));
  for (const [place, [what]] of rounds[0].entries()) {
    const all = rounds.map((round) => round[place][1]);
    const of = (key, decimals) => spread(all.map((one) => one[key]), decimals);
    process.stdout.write(`${name.padEnd(22)} ${what.padEnd(24)} first ${of('first', 1).padEnd(22)} end ${of('end', 1).padEnd(24)} task ${of('task', 3)}, ${of('work', 3)}\n`);
  }
}
await browser.close();
await host.close();
