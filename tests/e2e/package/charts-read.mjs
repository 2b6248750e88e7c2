// Charts of any kind as JavaScript describes them, through the reader that the page uses: each is drawn, or refused with a sentence, soon.
// Usage: node tests/e2e/package/charts-read.mjs SECONDS, on the built site (env SITE, else dist/); with two more words, the files of a
// module. Its last line has three numbers: inputs tried, milliseconds of the slowest, megabytes that the module holds at the end.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { argv, env, stdout } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** A row of numbers from 0 up to 1, the same everywhere (mulberry32). */
function row(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const EDGES = [0, -0, 1, -1, 0.5, 5e-324, -5e-324, 1e-310, 1e-30, 1e30, 1e150, 1e308, -1e308, Infinity, -Infinity, NaN, 2 ** 31, 2 ** 32, 2 ** 53];
const thrower = () => { throw new Error('This object does not want to be read.'); };
const ODD = [
  () => undefined, () => null, () => true, () => 5n, () => Symbol('s'), () => 'x', () => '', () => '\ud800', () => [], () => ({}), () => [null], () => new Array(300),
  () => new Float32Array([NaN, 1]), () => new BigInt64Array(2), () => new Map([[1, 2]]), () => new Date(NaN), () => thrower,
  () => Object.defineProperty({}, 'y', { get: thrower, enumerable: true }), () => new Proxy([], { get: thrower }), () => Object.create(null),
];

/** Fields without which something is refused. */
const NEEDED = ['name', 'y'];

/** Source of specifications: mostly sound, with numbers at the edge, and a few parts of another kind. */
function maker(next) {
  const below = (n) => Math.floor(next() * n);
  const of = (list) => list[below(list.length)];
  const odd = (make) => (below(400) ? make() : of(ODD)());
  const number = () => odd(() => (below(3) ? Math.round(next() * 400) / 4 - 20 : of(EDGES)));
  const maybe = () => (below(4) ? number() : null);
  const text = () => odd(() => of(['', 'a', 'accuracy', '<b>', 'ü…', 'a\n\0', 'long '.repeat(60)]));
  const list = (most, make) => odd(() => Array.from({ length: below(most + 1) }, make));
  const flag = () => odd(() => below(2) === 0);
  const count = () => odd(() => (below(30) ? of([0, 1, 2, 3, 7, 300]) : of([-1, 0.5, 2 ** 32])));
  const colour = () => odd(() => (below(30) ? of([null, '#123456']) : of(['#000', 'red', '#12345g'])));
  const ends = () => odd(() => (below(30) ? of([null, [maybe(), maybe()]]) : [number()]));
  const levels = () => list(2, () => ({ y: number(), name: text() }));
  const style = () => odd(() => ({ color: colour(), dash: count(), width: maybe() }));
  const frame = () => ({ y_label: text(), y: ends(), scale: maybe(), font_px: maybe() });
  const long = (x) => {
    try {
      return Math.min(x.length, 50) || 0;
    } catch {
      return 3; // it does not want to be read
    }
  };
  const like = (x, make) => (x && below(20) ? Array.from({ length: long(x) }, make) : list(6, make));
  const some = (spec) => odd(() => {
    for (const key of Object.keys(spec)) if (!below(4) && !NEEDED.includes(key)) delete spec[key];
    if (!below(300)) spec[of(['nmae', 'y', '__proto__', 'length'])] = of(ODD)();
    return spec;
  });
  const series = () => {
    const x = list(6, number);
    return some({ name: text(), x, y: like(x, maybe), band: odd(() => of([null, like(x, maybe)])), style: style(), points: flag(), scatter: flag(), label: flag() });
  };
  const path = () => {
    const x = list(5, maybe);
    return some({ name: text(), x, y: like(x, maybe), style: style(), label: flag() });
  };
  const margins = () => ({ margin_left: maybe(), margin_right: maybe() });
  const tint = () => colour() ?? '#222222';
  const specs = {
    curves: () => ({ ...frame(), ...margins(), x_label: text(), x: ends(), x_integer: flag(), log_x: flag(), log_y: flag(), series: list(3, series), levels: levels(), cursor: maybe(), decimals: count() }),
    bars: () => ({ ...frame(), ...margins(), two_rows: flag(), bars: list(9, () => some({ name: text(), value: maybe(), color: colour() })), levels: levels(), color: colour(), highlight: count() }),
    strip: () => ({ ...frame(), columns: list(5, () => some({ name: text(), note: text(), values: list(6, number), chance: maybe(), needed: maybe(), color: colour() })), highlight: count() }),
    matrices: () => ({ label: text(), range: odd(() => [number(), number()]), written: flag(), panels: list(3, () => some({ name: text(), names: list(3, text), values: list(3, () => list(3, maybe)) })), highlight: count(), scale: maybe(), font_px: maybe() }),
    scatter: () => {
      const marks = list(5, count);
      return { panels: list(3, () => some({ name: text(), x_label: text(), points: like(marks, () => [number(), number()]) })), classes: list(4, text), of: marks, highlight: count(), scale: maybe(), font_px: maybe() };
    },
    plane: () => ({ ...frame(), x: ends(), log_x: flag(), paths: list(3, path), uprights: levels(), levels: levels(), highlight: odd(() => of([null, [count(), count()]])) }),
  };
  const size = () => of([300, 320, 1, 2000, 40]);
  return () => {
    const kind = of(Object.keys(specs));
    return { kind, spec: some(specs[kind]()), theme: odd(() => some({ paper: '#ffffff', ink: tint(), dark: flag(), font: text() })), size: [size(), size()], at: [number(), number()] };
  };
}

const READERS = {
  curves: (api, spec, [x], size) => api.curvesAt(spec, x, ...size),
  strip: (api, spec, [x], size) => api.stripAt(spec, x, ...size),
  matrices: (api, spec, at, size) => api.matrixAt(spec, ...at, ...size),
  scatter: (api, spec, at, size) => api.scatterAt(spec, ...at, ...size),
  plane: (api, spec, at, size) => api.planeAt(spec, ...at, ...size),
};

/** Tries as many as there is time for, or `most`. Returns `{inputs, drawn, slowest, megabytes, wrong}`. */
export async function charts(script, module, { seconds = Infinity, most = Infinity, seed = 16 } = {}) {
  const api = await import(`${pathToFileURL(script).href}?charts`);
  const { memory } = api.initSync({ module: readFileSync(module) });
  const make = maker(row(seed));
  const wrong = [];
  let [inputs, drawn, slowest] = [0, 0, 0];
  for (const start = performance.now(); performance.now() - start < seconds * 1000 && inputs < most && !wrong.length; inputs += 1) {
    const made = make();
    const begun = performance.now();
    for (const ask of [() => api.chartSvg(made.kind, made.spec, made.theme, ...made.size), () => READERS[made.kind]?.(api, made.spec, made.at, made.size)]) {
      try {
        if (typeof ask() === 'string') drawn += 1;
      } catch (error) {
        const sentence = error instanceof Error && !(error instanceof WebAssembly.RuntimeError) && error.message.length > 10;
        if (!sentence) wrong.push(`chart ${inputs} of seed ${seed}, ${made.kind}: ${String(error?.message ?? error)}`);
      }
    }
    slowest = Math.max(slowest, performance.now() - begun);
    if (slowest > 5000) wrong.push(`chart ${inputs} of seed ${seed}, ${made.kind}: ${(slowest / 1000).toFixed(1)} s`);
  }
  return { inputs, drawn, slowest: Math.ceil(slowest), megabytes: Math.ceil(memory.buffer.byteLength / 2 ** 20), wrong };
}

if (argv[1] && resolve(argv[1]) === fileURLToPath(import.meta.url)) {
  const site = env.SITE ?? fileURLToPath(new URL('../../../dist', import.meta.url));
  const [script = `${site}/wasm/workshop.js`, module = `${site}/wasm/workshop_bg.wasm`] = argv.slice(3);
  const found = await charts(script, module, { seconds: Number(argv[2] ?? 60), seed: 1 + (Date.now() % 1_000_000) });
  stdout.write(`${found.drawn} of ${found.inputs} were drawn\n${found.wrong.join('\n')}\n`);
  if (found.wrong.length) process.exitCode = 1;
  stdout.write(`${found.inputs} ${found.slowest} ${found.megabytes}\n`);
}
