// A worker of Node.js that calls every exported function with wrong arguments. It says what it is about to call, so that whoever
// started it can name a call that never ends, and at last what was wrong: traps, and what was thrown without a sentence.

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

const { script, module, images, labels } = workerData;
const bytes = readFileSync(module);

const cyclicList = [1];
cyclicList.push(cyclicList);
const cyclic = { seed: 1 };
cyclic.params = cyclic;
const thrower = () => {
  throw new Error('This object does not want to be read.');
};

/** Values that nothing here wants, or only some do. Handles are made anew for each call. */
const ODD = {
  undefined: () => undefined, null: () => null, true: () => true,
  NaN: () => NaN, infinity: () => Infinity, 'minus infinity': () => -Infinity, 'minus one': () => -1, zero: () => 0, half: () => 0.5,
  '65536': () => 65536, '2³¹': () => 2 ** 31, '2³² − 1': () => 2 ** 32 - 1, '2³²': () => 2 ** 32, '1e308': () => 1e308,
  bigint: () => 5n, symbol: () => Symbol('s'), function: () => () => 1,
  'empty text': () => '', text: () => 'x', 'half a surrogate': () => '\ud800\0', 'long text': () => 'k = '.repeat(30_000),
  'empty list': () => [], 'list of null': () => [null], 'list of lists': () => [[1], [2]], 'cyclic list': () => cyclicList, 'sparse list': () => new Array(5_000),
  'empty object': () => ({}), 'cyclic object': () => cyclic, 'object without prototype': () => Object.create(null, { seed: { value: {}, enumerable: true } }),
  'object of numbers': () => ({ seed: -1, lr: NaN, hidden: [2000, 1e9], epochs: 1e99, batch: 0, x: 5, width: -3, series: 7, columns: [null], bars: [3], lanes: 5 }),
  'object of nulls': () => ({ preset: null, rule: null, series: null, levels: null, config: null, epochs: null, values: null, shape: null }),
  'getter that throws': () => Object.defineProperty({}, 'seed', { get: thrower, enumerable: true }),
  'proxy that throws': () => new Proxy({}, { get: thrower, ownKeys: thrower, getPrototypeOf: thrower, has: thrower }),
  'revoked proxy': () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  'no bytes': () => new Uint8Array(0), '3 bytes': () => Uint8Array.of(0, 0, 8), '1,568 bytes': () => new Uint8Array(1568),
  '785 numbers': () => new Float32Array(785).fill(NaN), numbers: () => Float64Array.of(NaN, Infinity, -0), buffer: () => new ArrayBuffer(8), 'big numbers': () => BigInt64Array.of(1n),
  'wrong weights': () => [{ name: 'W1', shape: [2 ** 31, 2 ** 31], values: new Float32Array(3) }, { name: 'B2', shape: [NaN, -1], values: new Float32Array(0) }],
  'wrong curves': () => ({ series: [{ x: [1, NaN, 1e308, -1e308], y: [null, Infinity, 1e308], band: [1] }], x: [5, -5], y: [NaN, NaN], log_y: true, scale: -1, font_px: 1e308, cursor: NaN }),
  'huge chart': () => ({ y: [-1e308, 1e308], scale: 1e308, font_px: 1e-308, bars: [{ name: 'a', value: 1e308 }], columns: [{ values: [NaN, 1e308] }] }),
  date: () => new Date(NaN), map: () => new Map([['seed', 1]]), promise: () => Promise.resolve(1), error: () => new RangeError('x'), class: () => class A {},
  'freed data set': (api) => freed(new api.Dataset()),
  'freed run': (api) => freed(run(api)),
  'another handle': (api) => new api.Experiment('variance', new api.Dataset(), { widest: 8 }),
};

function freed(handle) {
  handle.free();
  return handle;
}

const dataset = (api) => api.Dataset.fromFiles(['images', 'labels'], [images, labels]);
const run = (api) => new api.Run(dataset(api), { hidden: 5, epochs: 1 });
const METHODS = {
  Dataset: dataset,
  Run: run,
  Runner: (api) => new api.Runner(dataset(api), { hidden: 5, epochs: 1 }),
  Experiment: (api) => new api.Experiment('identify', dataset(api), { networks: 8, epochs: 1, snapshots: 2, hidden: 4, stimuli: 5 }),
  BenchProduct: (api) => new api.BenchProduct('forward', 2, 3, 4),
  BenchSteps: (api) => new api.BenchSteps(dataset(api), { hidden: 5 }),
};
/** Functions that are told how often to do their work: a large number is no mistake, but an order. */
const COUNTED = /^(benchLimit|benchPeak|benchRead|BenchProduct\.run|BenchSteps\.run)$/;
/** Sound arguments, where a wrong one would hide what the others do. */
const SOUND = {
  'new Run': (api) => [dataset(api), { hidden: 5 }],
  'new Runner': (api) => [dataset(api), { hidden: 5 }],
  'new Experiment': (api) => ['identify', dataset(api), { networks: 8, epochs: 1, hidden: 4, stimuli: 5 }],
  'Experiment.work': () => [0, 5],
  'Experiment.take': () => [0, { fraction: 0.5, record: null, so_far: null }],
  'Experiment.next': () => [[]],
  experimentFields: () => ['snr'],
  experimentSettings: () => ['snr', {}],
  'new BenchSteps': (api) => [dataset(api), { hidden: 5 }],
  'new BenchProduct': () => ['forward', 2, 3, 4],
  'Dataset.addShard': () => ['shard', new Uint8Array(9)],
  'Dataset.fromFiles': () => [['images', 'labels'], [images, labels]],
  'Dataset.examples': () => ['train', 3, 2],
  'Run.images': () => ['after', 2],
  'Run.startWith': () => ['file', []],
  benchSnr: (api) => [dataset(api), { hidden: 5 }],
  chartSvg: () => ['curves', {}, {}, 300, 200],
  checkExercise: () => ['hebbian', 'dW[0] = 1'],
  curvesAt: () => [{ series: [{ name: 'a', x: [1, 2], y: [1, 2] }] }, 10, 300, 200],
  curvesPlace: () => [{ series: [{ name: 'a', x: [1, 2], y: [1, 2] }] }, 10, 10, 300, 200],
  drawCurves: () => [{ width: 300, height: 200 }, {}, {}],
  drawBars: () => [{ width: 0, height: 0 }, {}, {}],
  drawStrip: () => [{ width: 0, height: 0 }, {}, {}],
  drawMatrices: () => [{ width: 0, height: 0 }, {}, {}],
  drawScatter: () => [{ width: 0, height: 0 }, {}, {}],
  drawingAsDigit: () => [new Uint8Array(4).fill(9), 2, 2],
  laneStyle: () => ['backprop', 0, false],
  matrixAt: () => [{ panels: [{ names: ['a'], values: [[1]] }] }, 10, 10, 300, 200],
  raceEnds: () => [[20, 90], 10, 0.5],
  raceFromLink: () => ['first', '1~backprop~1~accuracy'],
  raceScenario: () => ['first', { lanes: [], seeds: 1, measure: 'loss', settings: { hidden: '5' } }],
  raceToLink: () => ['first', { lanes: [], seeds: 1, measure: 'loss' }],
  ruleStyle: () => ['backprop', false],
  scatterAt: () => [{ classes: ['a'], of: [0], panels: [{ points: [[1, 1]] }] }, 10, 10, 300, 200],
  stripAt: () => [{ columns: [{ values: [1] }] }, 10, 300, 200],
  tileDigits: () => [new Uint8Array(4), 2, 2, 1, {}],
  tileWeights: () => [new Float32Array(4), 2, 2, 1, 1, {}],
  trialCloud: () => ['backprop', '', 1, 2, 1],
  unpackWeights: () => ['file', new Uint8Array(30)],
};

/** Every call: its name and what makes it, `(api, args) => answer`. */
function targets(api) {
  const list = [];
  for (const [name, value] of Object.entries(api)) {
    if (typeof value !== 'function' || ['default', 'initSync'].includes(name)) continue;
    if (!METHODS[name]) {
      list.push([name, (fresh, args) => fresh[name](...args), value.length]);
      continue;
    }
    list.push([`new ${name}`, (fresh, args) => new fresh[name](...args), value.length]);
    const own = (object) => Object.getOwnPropertyNames(object).filter((key) => !/^(constructor|free|__.*|prototype|length|name)$/.test(key));
    for (const key of own(value)) list.push([`${name}.${key}`, (fresh, args) => fresh[name][key](...args), value[key].length]);
    for (const key of own(value.prototype)) {
      list.push([`${name}.${key}`, (fresh, args) => METHODS[name](fresh)[key](...args), value.prototype[key].length]);
      list.push([`${name}.${key}, freed`, (fresh, args) => freed(METHODS[name](fresh))[key](...args), 0]);
    }
  }
  return list;
}

/** Argument lists for one target: each argument in turn replaced by each odd value, then all of them odd by turns. */
function* attempts(api, name, length) {
  const odd = Object.entries(ODD).filter(([what]) => !(COUNTED.test(name) && /minus one|2³|65536/.test(what)));
  const sound = () => SOUND[name]?.(api) ?? Array(length).fill(undefined);
  for (let at = 0; at < length; at += 1) {
    for (const [what, make] of odd) yield [`argument ${at + 1} is ${what}`, Object.assign(sound(), { [at]: make(api) })];
  }
  for (let turn = 0; length > 1 && turn < odd.length; turn += 1) {
    yield [`all odd, from ${odd[turn][0]}`, Array.from({ length }, (_, i) => odd[(turn + 7 * i) % odd.length][1](api))];
  }
  if (!length) yield ['no arguments', []];
}

let instances = 0;
async function load() {
  const api = await import(`${pathToFileURL(script).href}?${(instances += 1)}`);
  api.initSync({ module: bytes });
  return api;
}

const wrong = [];
let made = 0;
console.error = () => {}; // the panic hook's words: they are told below
let api = await load();
for (const [name, call, length] of targets(api)) {
  for (const [what, args] of attempts(api, name, length)) {
    parentPort.postMessage({ about: `${name}: ${what}` });
    made += 1;
    try {
      call(api, args);
    } catch (error) {
      const trap = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
      const sentence = error instanceof Error && error.message.length > 10;
      if (trap || !sentence) wrong.push(`${name}: ${what}: ${trap ? 'a trap' : 'no sentence'}: ${String(error?.message ?? error).slice(0, 200)}`);
      if (trap) api = await load();
    }
  }
}
parentPort.postMessage({ made, wrong });
