// The notebook in a real browser: serves the built site (env SITE, default dist) under a sub-path,
// runs every case in a page of its own, two at a time unless LANES=1, and says what was expected and what was seen.
// Usage: node tests/e2e/run.mjs [part of a case's name, or several with | between them] [--write], which puts the faults that these cases
// inject into docs/reliability.md

import { fileURLToPath } from 'node:url';
import { SITE, launch } from './browser.mjs';
import { serve } from './server.mjs';
import { journey } from './journey.mjs';
import { race } from './race.mjs';
import { raceSettings } from './race-settings.mjs';
import { raceTruth } from './race-truth.mjs';
import { data } from './data.mjs';
import { robust } from './robust.mjs';
import { chapters } from './chapters.mjs';
import { labs } from './variance.mjs';
import { theMap } from './map.mjs';
import { measure } from './measure.mjs';
import { draw } from './draw.mjs';
import { exporting } from './export.mjs';
import { keyboard } from './keyboard.mjs';
import { light } from './light.mjs';
import { offline } from './offline.mjs';
import { singleFile } from './single-file.mjs';
import { electrode } from './electrode.mjs';
import { identify } from './identify.mjs';
import { representations } from './representations.mjs';
import { script } from './script.mjs';
import { settling } from './settling.mjs';
import { npmPackage } from './package.mjs';
import { embed } from './embed.mjs';
import { locks } from './locks.mjs';
import { share } from './share.mjs';
import { worlds } from './worlds.mjs';
import { course } from './course.mjs';
import { addresses } from './addresses.mjs';
import { deploys } from './deploys.mjs';
import { count as injectedCount, passed, writeFaults } from './fault-rows.mjs';
import { faultKinds } from './fault-kinds.mjs';
import { faults } from './faults.mjs';
import { keeping } from './keeping.mjs';
import { linked } from './linked.mjs';
import { drafts } from './drafts.mjs';
import { kept } from './kept.mjs';
import { policy } from './policy.mjs';
import { pictures } from './pictures.mjs';
import { soaking } from './soak.mjs';
import { tabs } from './tabs.mjs';
import { teaching } from './teaching.mjs';
import { looking } from './looking.mjs';

const groups = [
  journey,
  race,
  raceSettings,
  raceTruth,
  data,
  robust,
  chapters,
  labs,
  measure,
  draw,
  exporting,
  keyboard,
  light,
  offline,
  singleFile,
  representations,
  identify,
  electrode,
  script,
  settling,
  npmPackage,
  embed,
  locks,
  share,
  worlds,
  course,
  addresses,
  deploys,
  keeping,
  theMap,
  faultKinds,
  faults,
  linked,
  drafts,
  kept,
  policy,
  soaking,
  tabs,
  teaching,
  looking,
  pictures,
];
// Cases that measure how soon something happens have the machine to themselves.
const TIMED = ['the page answers while it trains', 'race: one button, seen without scrolling, and four curves that part', 'fault: while the first request hangs, Train asks anew and does not wait for it'];

const [wanted = ''] = process.argv.slice(2).filter((word) => word !== '--write');
const cases = groups.flatMap(Object.entries).filter(([name]) => wanted.split('|').some((part) => name.includes(part)));
const failed = [];
const times = [];

async function run([name, test], { browser, host }) {
  const start = Date.now();
  host.damage.clear();
  host.instead.clear();
  try {
    await test({ browser, host });
    passed(name);
    times.push([(Date.now() - start) / 1000, name]);
    process.stdout.write(`ok    ${name} (${times.at(-1)[0].toFixed(1)} s)\n`);
  } catch (error) {
    failed.push({
      said: `FAIL  ${name}\n${String(error.stack).replace(/^/gm, '      ')}\n`,
      short: `FAILED  ${name}: ${String(error.message).split('\n')[0]}\n`,
    });
    process.stdout.write(failed.at(-1).said);
  }
  for (const context of browser.contexts()) await context.close();
}

// Each lane has a host and a browser of its own, so that no case meets another's.
async function lane(take) {
  // Scripts of a published site are in few pieces; cases that try one alone take it from its source.
  const host = await serve(SITE, { 'source/': fileURLToPath(new URL('../../www', import.meta.url)) });
  const browser = await launch();
  for (let next = take(); next; next = take()) await run(next, { browser, host });
  await browser.close();
  await host.close();
}

const start = Date.now();
const queue = cases.filter(([name]) => !TIMED.includes(name));
const timed = cases.filter(([name]) => TIMED.includes(name));
// Cases that train stand at the front of the list, and those that mostly wait at its end: beside each other they take little more than the longer of the two.
const lanes = queue.length > 1 && process.env.LANES !== '1' ? [() => queue.shift(), () => queue.pop()] : [() => queue.shift()];
await Promise.all(lanes.map(lane));
if (timed.length) await lane(() => timed.shift());
const slowest = times.sort(([one], [other]) => other - one).slice(0, 5).map(([seconds, name]) => `      ${seconds.toFixed(1)} s  ${name}\n`);
if (times.length > 20) process.stdout.write(`      The slowest:\n${slowest.join('')}`);
// Once more at the end, where whoever reads a long log looks first.
process.stdout.write(`${failed.map(({ said }) => said).join('')}${cases.length - failed.length} passed, ${failed.length} failed, ${((Date.now() - start) / 1000).toFixed(0)} s\n`);
if (injectedCount()) process.stdout.write(injectedCount() === 1 ? '1 fault was injected.\n' : `${injectedCount()} faults were injected.\n`);
// Names last of all: whoever sees the log's last lines alone knows which.
process.stdout.write(failed.map(({ short }) => short).join(''));
if (process.argv.includes('--write') && !failed.length) await writeFaults();
process.exitCode = failed.length || !cases.length ? 1 : 0;
