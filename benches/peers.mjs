// Libraries that we are compared with, as far as it is installed here: `npm install --prefix benches/peers` for TensorFlow.js,
// `pip install -r benches/peers/requirements.txt` for NumPy and PyTorch (PYTHON names the interpreter).

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const FOLDER = new URL('peers/', import.meta.url);
const PRESETS = ['project', 'tutorial'];

/** Steps at a time: enough for the clock, few enough that a round stays short. */
const COUNT = { project: 20, tutorial: 4, node_perturbation: 1 };

/** Every peer that is here: `{name, preset, rule, measure() → ms a step, ms: []}`; and words on those that are not. */
export async function gather(page) {
  const found = { peers: [], skipped: [], close: [] };
  await addTensorFlow(page, found);
  await addPython('numpy', 'NumPy', ['backprop', 'node_perturbation'], found);
  await addPython('torch', 'PyTorch', ['backprop'], found);
  for (const peer of found.peers) peer.ms = [];
  return { ...found, close: () => found.close.forEach((close) => close()) };
}

async function addTensorFlow(page, { peers, skipped }) {
  if (!existsSync(new URL('node_modules/@tensorflow/tfjs', FOLDER))) {
    skipped.push('TensorFlow.js is left out: run `npm install --prefix benches/peers` to compare with it.');
    return;
  }
  const version = await page.evaluate(async (presets) => {
    const peer = await import(new URL('tfjs.mjs', document.baseURI));
    const version = await peer.open();
    self.peers = {};
    for (const preset of presets) {
      for (const kind of ['loop', 'fit']) self.peers[`${preset} ${kind}`] = peer[kind](preset);
    }
    for (const run of Object.values(self.peers)) await run(2);
    return version;
  }, PRESETS);
  for (const preset of PRESETS) {
    for (const [kind, name] of [['loop', 'loop'], ['fit', 'model.fit']]) {
      const measure = () => page.evaluate(async ([key, n]) => {
        const start = performance.now();
        await self.peers[key](n);
        return (performance.now() - start) / n;
      }, [`${preset} ${kind}`, COUNT[preset]]);
      peers.push({ name: `TensorFlow.js ${version} wasm, ${name}`, preset, rule: 'backprop', measure });
    }
  }
}

async function addPython(library, name, rules, { peers, skipped, close }) {
  const python = process.env.PYTHON ?? 'python3';
  const child = spawn(python, [fileURLToPath(new URL('steps.py', FOLDER)), library], { stdio: ['pipe', 'pipe', 'ignore'] });
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const version = (await lines.next()).value;
  if (!version) {
    skipped.push(`${name} is left out: \`${python}\` does not have it. PYTHON names another interpreter.`);
    return;
  }
  close.push(() => child.kill());
  for (const preset of PRESETS) {
    for (const rule of rules.filter((rule) => rule === 'backprop' || preset === 'tutorial')) {
      const measure = async () => {
        child.stdin.write(`${preset} ${rule} ${COUNT[rule] ?? COUNT[preset]}\n`);
        return Number((await lines.next()).value);
      };
      const form = rule === 'backprop' ? '' : ", the course's node perturbation";
      peers.push({ name: `${name} ${version}${form}`, preset, rule, measure });
    }
  }
}
