// The same bits in Chromium, in Firefox and on the command line: each rule under both presets, weights and all that is measured, trained as
// a whole and in slices of one unit of work. Without env GECKODRIVER, Firefox is left out, and it says so.
// Usage: node tests/e2e/bits.mjs [--write], on the built site; env CLI names the program. --write puts the table into docs/reliability.md.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { SITE, launch } from './browser.mjs';
import { writeTable } from './docs.mjs';
import { launchFirefox } from './firefox.mjs';
import { serve } from './server.mjs';

const PRESETS = ['project', 'tutorial'];
const SETTINGS = { epochs: 2, hidden: '60,30', images: 1000, classes: '3,8', seed: 3, bias: 1 };
const MEASURED = ['digest', 'train_loss', 'train_accuracy', 'valid_loss', 'valid_accuracy', 'test_accuracy'];

/** In a page: what each run measures after each epoch, `{run: {whole, slices}}`. */
async function inPage({ presets, settings, measured }) {
  const at = (path) => new URL(path, document.baseURI);
  const api = await import(at('wasm/workshop.js'));
  await api.default();
  const dataset = new api.Dataset();
  const { shards } = await (await fetch(at('data/manifest.json'))).json();
  for (const { file } of shards) dataset.addShard(file, new Uint8Array(await (await fetch(at(`data/${file}`))).arrayBuffer()));
  const found = {};
  for (const preset of presets) {
    for (const { id: rule } of api.cards()) {
      const trained = (milliseconds) => {
        const run = new api.Run(dataset, api.checkConfig({ ...settings, preset, rule, hidden: settings.hidden.split(',').map(Number), bias: Boolean(settings.bias), classes: settings.classes.split(',').map(Number) }));
        while (!run.advance(milliseconds, false).finished);
        const epochs = run.report().epochs.map((epoch) => measured.map((name) => epoch[name]));
        run.free();
        return epochs;
      };
      found[`${preset} ${rule}`] = { whole: trained(1e9), slices: trained(1e-9) };
    }
  }
  return found;
}

/** Comparisons with all that they measure without being asked, angles among it, two epochs each. */
const COMPARED = ['first', 'feedback', 'deeper'];

/** Measurements of the command line in them: `[{name, config, log}]`, a lane each. */
async function compared() {
  const lanes = [];
  for (const id of COMPARED) {
    const { stdout } = await promisify(execFile)(process.env.CLI ?? 'microlearning', ['compare', id, '--json', '--shards', '1', '--link', '2~~1~~epochs=2'], { maxBuffer: 1 << 28 });
    lanes.push(...JSON.parse(stdout).map((lane) => ({ name: `${id}, ${lane.id}`, config: lane.config, log: values(lane.runs[0]) })));
  }
  return lanes;
}

// Measured by the clock, and so never the same twice.
const CLOCK = 'seconds';

const values = (log) => log.map((epoch) => Object.entries(epoch).filter(([measure]) => measure !== CLOCK).map(([measure, { value }]) => [measure, value ?? null]).sort());

/** The same in a page, from the first shard. */
async function comparedInPage(lanes) {
  const at = (path) => new URL(path, document.baseURI);
  const api = await import(at('wasm/workshop.js'));
  await api.default();
  const dataset = new api.Dataset();
  dataset.addShard('mnist-0.gz', new Uint8Array(await (await fetch(at('data/mnist-0.gz'))).arrayBuffer()));
  return lanes.map(({ config, asked }) => {
    const runner = new api.Runner(dataset, config);
    while (!runner.advance(1e9, asked).finished);
    return runner.log();
  });
}

/** The same numbers from the command line. */
async function onCommandLine(run) {
  const [preset, rule] = run.split(' ');
  const flags = Object.entries(SETTINGS).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const { stdout } = await promisify(execFile)(process.env.CLI ?? 'microlearning', ['train', '--json', '--preset', preset, '--rule', rule, ...flags], { maxBuffer: 1 << 26 });
  return JSON.parse(stdout).epochs.map((epoch) => MEASURED.map((name) => epoch[name]));
}

async function inBrowser(browser, url, lanes) {
  await browser.goto(url);
  const found = await browser.evaluate(inPage, { presets: PRESETS, settings: SETTINGS, measured: MEASURED });
  const logs = await browser.evaluate(comparedInPage, lanes.map(({ config, log }) => ({ config, asked: [...new Set(log[0].map(([measure]) => measure.split('.')[0]))].join() })));
  await browser.close();
  return [browser.name, found, logs.map(values)];
}

async function chromium() {
  const browser = await launch();
  const page = await browser.newPage();
  return { name: `Chromium ${browser.version()}`, goto: (url) => page.goto(url), evaluate: (fn, argument) => page.evaluate(fn, argument), close: () => browser.close() };
}

const columns = (epochs, from, to) => JSON.stringify(epochs.map((epoch) => epoch.slice(from, to)));

const host = await serve(SITE);
try {
  const lanes = await compared();
  const browsers = [await inBrowser(await chromium(), host.url, lanes)];
  if (process.env.GECKODRIVER) browsers.push(await inBrowser(await launchFirefox(), host.url, lanes));
  else process.stdout.write('Firefox was NOT asked: GECKODRIVER names no driver.\n');
  const runs = Object.keys(browsers[0][1]);
  const lines = Object.fromEntries(browsers.flatMap(([name]) => ['whole', 'slices'].map((way) => [`${name}, ${way === 'whole' ? 'in one piece' : 'in slices of one unit'}`, { weights: 0, report: 0 }])));
  const differ = [];
  for (const run of runs) {
    const own = await onCommandLine(run);
    browsers.forEach(([name, found], b) => ['whole', 'slices'].forEach((way, w) => {
      const counts = Object.values(lines)[2 * b + w];
      for (const [what, from, to] of [['weights', 0, 1], ['report', 1, MEASURED.length]]) {
        if (columns(found[run][way], from, to) === columns(own, from, to)) counts[what] += 1;
        else differ.push(`${run}, ${what}, ${name}, ${way}`);
      }
    }));
  }
  let [same, numbers] = [0, 0];
  for (const [name, , logs] of browsers) {
    lanes.forEach(({ name: lane, log }, i) => log.flat().forEach(([measure, value], at) => {
      numbers += 1;
      if (JSON.stringify(logs[i].flat()[at]) === JSON.stringify([measure, value])) same += 1;
      else differ.push(`${lane}, ${measure}, ${name}`);
    }));
  }
  const all = Object.values(lines).reduce((sum, { weights, report }) => sum + weights + report, 0);
  const of = Object.keys(lines).length * runs.length * 2;
  const rows = Object.entries(lines).map(([name, { weights, report }]) => `| ${name} | ${weights} of ${runs.length} | ${report} of ${runs.length} |`);
  const table = `| beside the command line | weights after 0, 1 and 2 epochs | losses and accuracies |\n|---|---|---|\n${rows.join('\n')}\n\n${all} of ${of} are equal, bit for bit. Of all that ${lanes.length} lanes of the comparisons ${COMPARED.join(', ')} measure, angles among it, ${same} of ${numbers} numbers are.\n`;
  process.stdout.write(`${table}${differ.length ? `Not: ${differ.slice(0, 20).join('; ')}${differ.length > 20 ? ` and ${differ.length - 20} more` : ''}\n` : ''}`);
  if (process.argv.includes('--write')) await writeTable('bits', `\n${table}\n`);
  process.exitCode = differ.length || !runs.length ? 1 : 0;
} finally {
  await host.close();
}
