// The notebook in a real browser: serves the built site (env SITE, default dist) under a sub-path,
// runs every case in a page of its own, and says what was expected and what was seen.
// Usage: node tests/e2e/run.mjs [part of a case's name]

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
import { identify } from './identify.mjs';
import { representations } from './representations.mjs';
import { script } from './script.mjs';
import { npmPackage } from './package.mjs';
import { embed } from './embed.mjs';
import { locks } from './locks.mjs';
import { share } from './share.mjs';
import { worlds } from './worlds.mjs';
import { course } from './course.mjs';
import { addresses } from './addresses.mjs';
import { deploys } from './deploys.mjs';
import { faults } from './faults.mjs';
import { keeping } from './keeping.mjs';
import { linked } from './linked.mjs';
import { drafts } from './drafts.mjs';
import { kept } from './kept.mjs';
import { policy } from './policy.mjs';
import { teaching } from './teaching.mjs';

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
  script,
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
  faults,
  linked,
  drafts,
  kept,
  policy,
  teaching,
];
const wanted = process.argv[2] ?? '';
const cases = groups.flatMap(Object.entries).filter(([name]) => name.includes(wanted));
const host = await serve(SITE, { 'source/': fileURLToPath(new URL('../../www', import.meta.url)) }); // scripts of a published site are in few pieces
const browser = await launch();
const failed = [];
for (const [name, test] of cases) {
  const start = Date.now();
  host.damage.clear();
  host.instead.clear();
  try {
    await test({ browser, host });
    process.stdout.write(`ok    ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)\n`);
  } catch (error) {
    const said = `FAIL  ${name}\n${String(error.stack).replace(/^/gm, '      ')}\n`;
    failed.push(said);
    process.stdout.write(said);
  }
  for (const context of browser.contexts()) await context.close();
}
await browser.close();
await host.close();
// Once more at the end, where whoever reads a long log looks first.
process.stdout.write(`${failed.join('')}${cases.length - failed.length} passed, ${failed.length} failed\n`);
process.exitCode = failed.length || !cases.length ? 1 : 0;
