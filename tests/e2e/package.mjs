// The npm package, packed, installed into a fresh folder, and used there: from a page, from TypeScript, from Node.js.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { open, seeText } from './browser.mjs';
import { answers, CHARTS } from './package/calls.mjs';
import { charts } from './package/charts-read.mjs';
import { complaints, Declared } from './package/declared.mjs';
import { serve } from './server.mjs';

const PACKAGE = fileURLToPath(new URL('../../pkg', import.meta.url));
const USAGE = fileURLToPath(new URL('package/usage.ts', import.meta.url));

async function npm(folder, ...words) {
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const { stdout } = await promisify(execFile)('npm', [...words, ...quiet], { cwd: folder, shell: process.platform === 'win32' });
  return stdout;
}

let folder = null; // a promise of the fresh folder

/** A folder with nothing but what `npm install` of the packed package leaves. */
function fresh() {
  folder ??= (async () => {
    await readFile(join(PACKAGE, 'microlearning_bg.wasm')).catch(() => {
      throw new Error('There is no package. Run `cargo xtask pack` first.');
    });
    const made = await mkdtemp(join(tmpdir(), 'microlearning-'));
    process.on('exit', () => rmSync(made, { recursive: true, force: true }));
    const [{ filename }] = JSON.parse(await npm(made, 'pack', PACKAGE, '--json'));
    await writeFile(join(made, 'package.json'), '{ "private": true, "type": "module" }');
    await npm(made, 'install', `./${filename}`, '--offline');
    return made;
  })();
  return folder;
}

const installed = async (file) => join(await fresh(), 'node_modules/microlearning', file);

/** The blocks of JavaScript in the package's README. */
async function examples() {
  const text = await readFile(await installed('README.md'), 'utf8');
  return [...text.matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code);
}

/** The shard that comes with the package, and its first 120 training images as the two files that MNIST has of them. */
async function files() {
  const shard = await readFile(await installed('data/mnist-0.gz'));
  const plain = gunzipSync(shard);
  const behind = 16 + 28 * 28 * plain.readUInt32BE(4);
  const few = [plain.subarray(0, 16 + 28 * 28 * 120), plain.subarray(behind, behind + 8 + 120)];
  for (const file of few) file.writeUInt32BE(120, 4);
  return { shard, images: few[0], labels: few[1] };
}

/** The package in Node.js. */
async function inNode() {
  const api = await import(pathToFileURL(await installed('microlearning.js')).href);
  api.initSync({ module: await readFile(await installed('microlearning_bg.wasm')) });
  return api;
}

/** Lets a worker call everything with wrong arguments. Returns `{made, wrong}`; a call that does not end is told by its name. */
async function hostileCalls(patience) {
  const { images, labels } = await files();
  const workerData = { script: await installed('microlearning.js'), module: await installed('microlearning_bg.wasm'), images, labels };
  const worker = new Worker(new URL('package/hostile.mjs', import.meta.url), { workerData });
  let about = 'loading';
  let clock;
  try {
    return await new Promise((resolve, reject) => {
      const wait = () => {
        clearTimeout(clock);
        clock = setTimeout(() => reject(new Error(`${about}: did not end within ${patience / 1000} s`)), patience);
      };
      worker.on('message', (message) => {
        ({ about } = message);
        wait();
        if (message.wrong) resolve(message);
      });
      worker.on('error', (cause) => reject(new Error(`${about}: ${cause.message}`, { cause })));
      wait();
    });
  } finally {
    clearTimeout(clock);
    await worker.terminate();
  }
}

/** Serves the fresh folder to a page of this HTML. */
async function onPage(browser, html, look) {
  const made = await fresh();
  await writeFile(join(made, 'index.html'), `<!doctype html><link rel="icon" href="data:,">${html}`);
  const host = await serve(made);
  try {
    const opened = await open(browser, host.url);
    await look(opened, host);
    assert.deepEqual([opened.faults, opened.strangers], [[], []]);
  } finally {
    await host.close();
  }
}

export const npmPackage = {
  async 'package: npm packs what is needed, and nothing else'() {
    const [{ files, version }] = JSON.parse(await npm(await fresh(), 'pack', PACKAGE, '--json', '--dry-run'));
    const manifest = JSON.parse(await readFile(await installed('package.json'), 'utf8'));
    assert.deepEqual(files.map(({ path }) => path).sort(), [
      'LICENSE-APACHE', 'LICENSE-MIT', 'README.md', 'data/README.md', 'data/mnist-0.gz', 'digits.d.ts', 'digits.js',
      'example/index.html', 'example/main.js', 'example/worker.js', 'microlearning.d.ts', 'microlearning.js',
      'microlearning_bg.wasm', 'microlearning_bg.wasm.d.ts', 'package.json', 'third-party-notices.txt',
    ]);
    const { name, type, types, license, repository, description, keywords } = manifest;
    assert.ok([name, type, types, license, repository?.url, description, keywords?.length, version].every(Boolean), JSON.stringify(manifest));
  },

  async 'package: the README’s example trains past 85 % on a page that finds it by name'({ browser }) {
    const map = { imports: { microlearning: './node_modules/microlearning/microlearning.js', 'microlearning/': './node_modules/microlearning/' } };
    const [code] = await examples();
    const html = `<script type="importmap">${JSON.stringify(map)}</script><script type="module">${code}</script>`;
    await onPage(browser, html, async ({ page }) => {
      const said = await page.waitForEvent('console');
      const [, percent] = said.text().match(/^([\d.]+) % of the validation digits are read correctly\.$/);
      assert.ok(Number(percent) > 85, percent);
    });
  },

  async 'package: a page that imports it by path is told a misspelt setting in a sentence'({ browser }) {
    await onPage(browser, '<p id="told"></p>', async ({ page }) => {
      const told = await page.evaluate(async () => {
        const { default: init, Dataset, Run } = await import('./node_modules/microlearning/microlearning.js');
        await init();
        try {
          new Run(new Dataset(), { lerning_rate: 0.1 });
        } catch ({ message, field }) {
          return { message, field };
        }
      });
      assert.equal(told.field, 'lerning_rate');
      assert.match(told.message, /^There is no setting "lerning_rate"; the settings are preset, rule, hidden, .*\.$/);
    });
  },

  async 'package: its example page trains in a worker past 85 %, and draws'({ browser }) {
    await onPage(browser, '', async ({ page }, { url }) => {
      await page.goto(`${url}node_modules/microlearning/example/index.html`);
      await page.getByLabel('Rule').selectOption('backprop');
      await page.getByRole('button', { name: 'Train' }).click();
      await seeText(page.locator('#status'), /^After epoch 10/);
      const [, percent] = (await page.locator('#status').innerText()).match(/([\d.]+) %/);
      assert.ok(Number(percent) > 85, percent);
      const colours = await page.locator('canvas').evaluate((canvas) => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(data.buffer)).size;
      });
      assert.ok(colours > 10, `${colours} colours on the canvas`);
    });
  },

  async 'package: its types compile, and say what is wrong'() {
    const made = await fresh();
    const files = [join(made, 'usage.ts'), ...(await examples()).map((_, i) => join(made, `readme${i}.ts`))];
    await cp(USAGE, files[0]);
    for (const [i, code] of (await examples()).entries()) {
      await writeFile(files[i + 1], `${code.replace('fashion(folder)', 'fashion(folder: string)').replace('(name)', '(name: string)')}export {};\n`);
    }
    assert.deepEqual(complaints(files), []);
  },

  async 'package: what it returns is what its types say, of every function'() {
    const api = await inNode();
    const declared = new Declared(await installed('microlearning.d.ts'));
    const calls = new Map([...declared.calls()].filter(([name]) => !/^(initSync|default)$|\.(free|__@dispose.*)$/.test(name)));
    const found = answers(api, await files());
    assert.deepEqual(Object.keys(found).sort(), [...calls.keys()].sort(), 'tests/e2e/package/calls.mjs must call all that is exported');
    assert.deepEqual(Object.entries(found).flatMap(([name, list]) => list.flatMap((value) => declared.misfits(value, calls.get(name), name))), []);
  },

  async 'package: what it takes is what its types say'() {
    const api = await inNode();
    const declared = new Declared(await installed('microlearning.d.ts'));
    const settings = declared.properties(declared.type('Experiments'));
    assert.deepEqual([...settings.keys()], api.experiments());
    const tables = [['Config', api.fields(), declared.type('Config')], ...api.experiments().map((id) => [id, api.experimentFields(id), declared.settings(id)])];
    for (const [name, fields, type] of tables) {
      const said = declared.properties(type);
      assert.deepEqual([...said.keys()].filter((key) => key !== 'params').sort(), fields.map(({ id }) => id).sort(), name);
      for (const { id, doc } of fields) assert.ok(said.get(id).startsWith(doc.replace(/\.$/, '')), `${name}.${id} says "${said.get(id)}", the form "${doc}"`);
    }
    const unions = { preset: 'PresetId', rule: 'RuleId', convention: 'ConventionId', activation: 'ActivationId', output: 'OutputId', optimizer: 'OptimizerId', init: 'InitId', schedule: 'ScheduleId' };
    for (const { id, choices } of api.fields().filter(({ choices }) => choices)) {
      assert.deepEqual(declared.texts(declared.type(unions[id])).sort(), choices.map((choice) => choice.id).sort(), id);
    }
    const allowed = (ask) => {
      try {
        ask({ unknown: 1 });
      } catch ({ message }) {
        return message.match(/unknown field "unknown"; it may have (.*)\.$/)[1].split(', ').sort();
      }
    };
    const taken = {
      Curves: (part) => api.curvesAt(part, 0, 300, 200),
      Series: (part) => api.curvesAt({ series: [part] }, 0, 300, 200),
      LineStyle: (part) => api.curvesAt({ series: [{ style: part }] }, 0, 300, 200),
      Level: (part) => api.curvesAt({ levels: [part] }, 0, 300, 200),
      Bars: (part) => api.chartSvg('bars', part, {}, 300, 200),
      Bar: (part) => api.chartSvg('bars', { bars: [part] }, {}, 300, 200),
      Strip: (part) => api.stripAt(part, 0, 300, 200),
      Column: (part) => api.stripAt({ columns: [part] }, 0, 300, 200),
      Matrices: (part) => api.matrixAt(part, 0, 0, 300, 200),
      Matrix: (part) => api.matrixAt({ panels: [part] }, 0, 0, 300, 200),
      Scatter: (part) => api.scatterAt(part, 0, 0, 300, 200),
      Cloud: (part) => api.scatterAt({ panels: [part] }, 0, 0, 300, 200),
      Theme: (part) => api.chartSvg('curves', CHARTS.curves, part, 300, 200),
    };
    for (const [name, ask] of Object.entries(taken)) assert.deepEqual([...declared.properties(declared.type(name)).keys()].sort(), allowed(ask), name);
  },

  async 'package: no wrong argument traps or hangs; what is thrown is an error with a sentence'() {
    const { made, wrong } = await hostileCalls(30_000);
    assert.ok(made > 5_000, `only ${made} calls`);
    assert.deepEqual(wrong, []);
  },

  async 'package: thousands of charts with numbers at the edge and parts of other kinds are drawn, or refused with a sentence'() {
    const { drawn, megabytes, wrong } = await charts(await installed('microlearning.js'), await installed('microlearning_bg.wasm'), { most: 5000 });
    assert.deepEqual(wrong, []);
    assert.ok(drawn > 2500 && megabytes < 200, `${drawn} were drawn, ${megabytes} MB`);
  },
};
