// The training thread: owns the data sets and the run, answers one verb at a time, and trains in
// slices so that pause, reset and questions get through in between.
// In: {id, verb, args}. Out: {id, ok} or {id, error, fatal}, {event: 'progress', progress}, and {event: 'beat'} when asked.

import { glue } from '../site.js';
import { unpacked } from './unpack.js';

let api = null;
let bundled = null;
let own = null;
let run = null;
let experiment = null;
const runners = new Map(); // seed → {runner, finished, log, message}: of one lane of a comparison
const aborted = new Set();
const shards = new Set(); // names of those that `bundled` holds

const SLICE_MS = 25;
const KEPT = 5; // networks of a lane that stay after their end, to read drawings and to be measured
const data = () => own ?? bundled;

const turn = new MessageChannel();
function nextTurn() {
  return new Promise((resolve) => {
    turn.port1.onmessage = resolve;
    turn.port2.postMessage(null);
  });
}

function freeRun() {
  run?.free();
  run = null;
}

function needRun() {
  if (!run) throw new Error('There is no run yet. Press Train first.');
  return run;
}

function firstRunner() {
  if (!runners.has(1)) throw new Error('Nothing was trained yet.');
  return runners.get(1).runner;
}

// Experiments that are not training runs, each with `advance(ms)`, which returns its report.
const EXPERIMENTS = {
  variance: (settings) => new api.Variance(settings),
  snr: (settings) => new api.SnrLab(bundled, settings),
  representations: (settings) => new api.RepresentationLab(bundled, settings),
  identify: (settings) => new api.IdentifyLab(bundled, settings),
};

const verbs = {
  async open({ module: { name, compiled } }) {
    api = await glue(name);
    await api.default({ module_or_path: compiled });
    bundled = new api.Dataset();
  },
  async addShard({ name, bytes }) {
    // A pause can cut off the answer to a shard that was taken. It comes again then, and must not count twice.
    const plain = shards.has(name) ? null : await unpacked(name, bytes);
    if (!shards.has(name)) bundled.addShard(name, plain);
    shards.add(name);
    return bundled.summary();
  },
  async ownFiles({ names, files: packed }) {
    const files = await Promise.all(packed.map((bytes, i) => unpacked(names[i], bytes)));
    const fresh = api.Dataset.fromFiles(names, files);
    freeRun();
    own?.free();
    own = fresh;
    return own.summary();
  },
  dropOwn() {
    freeRun();
    own?.free();
    own = null;
    return bundled.summary();
  },
  examples: ({ split, label, n }) => data().examples(split, label, n),
  start({ config }) {
    const fresh = new api.Run(data(), config);
    freeRun();
    run = fresh;
  },
  reset: freeRun,
  weights: () => needRun().weights(),
  read: ({ pixels }) => needRun().read(pixels),
  raceRead: ({ pixels }) => firstRunner().read(pixels),
  raceImages: ({ kind, n }) => firstRunner().images(kind, n),
  startWith: ({ name, arrays }) => needRun().startWith(name, arrays),
  report: () => needRun().report(),
  images: ({ kind, n }) => needRun().images(kind, n),
  misread: ({ predicted, n }) => needRun().misread(predicted, n),
  async go({ oneEpoch }, id) {
    const mine = needRun();
    let target = null;
    let progress;
    do {
      progress = mine.advance(SLICE_MS, oneEpoch);
      target ??= progress.epoch + (progress.new_epoch && progress.epoch > 0 ? 0 : 1);
      postMessage({ event: 'progress', progress });
      await nextTurn();
      const ended = progress.finished || progress.message || (oneEpoch && progress.epoch >= target);
      if (ended) break;
    } while (!aborted.has(id) && run === mine);
    return progress;
  },
  async raceEpoch({ config, asked }, id) {
    const { seed } = config;
    if (!runners.has(seed)) runners.set(seed, { runner: new api.Runner(bundled, config), finished: false, log: [], message: null });
    const mine = runners.get(seed);
    while (!mine.finished) {
      const { new_epoch, finished, message } = mine.runner.advance(SLICE_MS, asked);
      if (new_epoch) mine.log = mine.runner.log();
      if (finished) {
        mine.message = message;
        mine.finished = true;
        if (seed > KEPT) mine.runner.free(); // twenty networks would add up
      }
      await nextTurn();
      if (new_epoch || aborted.has(id)) break;
    }
    return { log: mine.log, message: mine.message };
  },
  // Measures what takes long of the networks that have ended.
  raceCatchUp({ asked }) {
    const there = [...runners].filter(([seed, { finished, message }]) => seed <= KEPT && finished && !message);
    for (const [, mine] of there) {
      mine.runner.advance(0, asked);
      mine.log = mine.runner.log();
    }
    return there.map(([seed, { log }]) => [seed, log]);
  },
  // Sets out if there are settings, else goes on with the experiment under way.
  async experiment({ kind, settings }, id) {
    if (settings) {
      const fresh = EXPERIMENTS[kind](settings);
      experiment?.free();
      experiment = fresh;
    }
    const mine = experiment;
    let report;
    do {
      report = mine.advance(SLICE_MS);
      postMessage({ event: 'progress', progress: report });
      await nextTurn();
    } while (!report.finished && !aborted.has(id) && experiment === mine);
    return report;
  },
  tryScript: ({ code }) => api.tryScript(code),
  checkExercise: ({ id, code }) => api.checkExercise(id, code),
};

onmessage = async ({ data: { id, verb, args } }) => {
  if (verb === 'abort') {
    aborted.add(args.id);
    return;
  }
  if (verb === 'beat') {
    postMessage({ event: 'beat' });
    return;
  }
  try {
    const ok = await verbs[verb](args ?? {}, id);
    if (!aborted.delete(id)) postMessage({ id, ok });
  } catch (error) {
    aborted.delete(id);
    // A trap leaves the module's memory in an unknown state: the client must discard this worker.
    const fatal = error instanceof WebAssembly.RuntimeError || verb === 'open';
    postMessage({ id, error: error.message || String(error), fatal });
  }
};
