// The training thread: owns the data sets and the run, answers one verb at a time, and trains in
// slices so that pause, reset and questions get through in between.
// In: {id, verb, args}. Out: {id, ok} or {id, error, fatal}; before it {id, event: 'progress', progress} for each slice of work that
// pushes what it has found; and {event: 'beat'} when asked.

import { glue } from '../site.js';
import { unpacked } from './unpack.js';

let api = null;
let bundled = null;
let own = null;
let run = null;
const experiments = new Map(); // kind → {key, experiment}
const runners = new Map(); // seed → {runner, finished, log, message}: of one lane of a comparison
const aborted = new Set();
const shards = new Set(); // names of those that `bundled` holds

const SLICE_MS = 25;
const TURN_MS = 40;
const KEPT = 5; // networks of a lane that stay after their end, to read drawings and to be measured
const data = () => own ?? bundled;

const turn = new MessageChannel();
const turns = []; // what goes on with the next turns
turn.port1.onmessage = () => turns.shift()();

function nextTurn() {
  return new Promise((resolve) => {
    turns.push(resolve);
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

// This worker's part in an experiment; another `key` stands for another beginning, and what was in hand is given up.
function experimentOf(kind, key, settings) {
  const known = experiments.get(kind);
  if (known?.key === key) return known.experiment;
  const experiment = new api.Experiment(kind, bundled, settings);
  known?.experiment.free();
  experiments.set(kind, { key, experiment });
  return experiment;
}

// Trains one run of a lane for an epoch; its measurements so far.
async function raceEpoch(config, asked, id) {
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
}

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
  inner: () => run?.inner?.() ?? { traces: [], course: [], told: [], pictures: [] },
  misread: ({ predicted, n }) => needRun().misread(predicted, n),
  async go({ oneEpoch }, id) {
    const mine = needRun();
    let target = null;
    let progress;
    do {
      progress = mine.advance(SLICE_MS, oneEpoch);
      target ??= progress.epoch + (progress.new_epoch && progress.epoch > 0 ? 0 : 1);
      postMessage({ id, event: 'progress', progress });
      await nextTurn();
      const ended = progress.finished || progress.message || (oneEpoch && progress.epoch >= target);
      if (ended) break;
    } while (!aborted.has(id) && run === mine);
    return progress;
  },
  // An epoch of each of these runs in turn, or of as many as fit into a turn: epochs that take less than their way to the page and back
  // would wait for it most of the time.
  async raceEpochs({ configs, asked }, id) {
    const end = performance.now() + TURN_MS;
    const said = new Map();
    for (const config of configs) {
      said.set(config.seed, await raceEpoch(config, asked, id));
      if (performance.now() > end || aborted.has(id)) break;
    }
    return [...said];
  },
  // Measures what takes long of the networks that have ended, as they were after each epoch: an epoch a turn.
  async raceCatchUp({ asked }, id) {
    const there = [...runners].filter(([seed, { finished, message }]) => seed <= KEPT && finished && !message);
    for (const [, mine] of there) {
      for (let left = mine.log.length; left && !aborted.has(id); left -= 1) {
        mine.runner.advance(0, asked);
        await nextTurn();
      }
      mine.log = mine.runner.log();
    }
    return there.map(([seed, { log }]) => [seed, log]);
  },
  raceClasses: () => firstRunner().classes(),
  raceDisturbed: ({ kind, strength }) => firstRunner().disturbed(kind, strength),
  // Takes `records` of jobs that others have done: [job, what `work` gave].
  records({ kind, key, settings, records }) {
    const mine = experimentOf(kind, key, settings);
    for (const [other, record] of records) mine.take(other, record);
  },
  // Works at one job of an experiment, whose worker has the records that it needs.
  async job({ kind, key, settings, job }, id) {
    const mine = experimentOf(kind, key, settings);
    for (;;) {
      const progress = mine.work(job, SLICE_MS);
      if (progress.record !== null) return progress;
      postMessage({ id, event: 'progress', progress });
      await nextTurn();
      if (aborted.has(id) || experiments.get(kind).experiment !== mine) return progress;
    }
  },
  tryScript: ({ code }) => api.tryScript(code),
  glass: ({ rule, code }) => api.glass(rule, code),
  cloud: ({ rule, code, layer, trials, seed }) => api.trialCloud(rule, code, layer, trials, seed),
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
