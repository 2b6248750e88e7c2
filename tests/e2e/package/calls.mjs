// Every exported function and method, called once or more with what it wants: the name that the declarations give it → its
// answers. What is missing here is missed by the test that holds answers against declarations.

const CODE = 'k = param(0.5, 0, 1)\nprint("once")\nfor l in range(L):\n    dW[l] = -k * W[l]\n';

/** Calls until the answer says that there is nothing left, and returns all answers. */
function toTheEnd(advance) {
  const answers = [];
  do answers.push(advance()); while (!answers.at(-1).finished);
  return answers;
}

function everySetting(api) {
  const configs = [{}, { rule: 'own', code: CODE }, { preset: 'tutorial', hidden: [30, 20], lr: 0.1, classes: [0, 1], params: {} }];
  return {
    cards: [api.cards()],
    presets: [api.presets()],
    fields: [api.fields()],
    checkConfig: configs.map((config) => api.checkConfig(config)),
    chance: configs.map((config) => api.chance(config)),
    toQuery: configs.map((config) => api.toQuery(config)),
    fromQuery: configs.map((config) => api.fromQuery(api.toQuery(config))),
    freshSeed: [api.freshSeed()],
    version: [api.version()],
    start: [api.start()],
  };
}

function everyDataset(api, dataset, { shard, images, labels }) {
  const digit = dataset.examples('test', 3, 1);
  return {
    'Dataset.addShard': [new api.Dataset().addShard('mnist-0.gz', shard)],
    'Dataset.fromFiles': [api.Dataset.fromFiles(['images', 'labels'], [images, labels])],
    'Dataset.summary': [dataset.summary(), new api.Dataset().summary()],
    'Dataset.examples': [digit],
    drawingAsDigit: [api.drawingAsDigit(digit, 28, 28)],
  };
}

function everyRun(api, dataset) {
  const config = { rule: 'feedback_alignment', bias: true, lr: 0.1, epochs: 1, hidden: 20 };
  const run = new api.Run(dataset, config);
  const [report, weights] = [run.report(), run.weights()];
  const file = api.packWeights(weights);
  const read = api.unpackWeights('weights.npz', file);
  const records = [{ name: 'a run', config, epochs: [{ accuracy: 9.8, cosine: null }], message: 'It was stopped.' }, { name: 'another', config: {}, epochs: [] }];
  return {
    'Run.startWith': [run.startWith('weights.npz', read)],
    'Run.advance': toTheEnd(() => run.advance(20, true)),
    'Run.report': [report, run.report()],
    'Run.read': [run.read(new Uint8Array(784))],
    'Run.weights': [weights, run.weights()],
    'Run.images': ['before', 'after', 'difference'].map((kind) => run.images(kind, 4)),
    'Run.misread': [run.misread(3, 5)],
    'Run.inner': [run.inner(), new api.Run(dataset, { rule: 'predictive_coding', hidden: 5 }).inner()],
    packWeights: [file],
    unpackWeights: [read],
    resultsCsv: [api.resultsCsv(records), api.resultsCsv(records, { accuracy: 'Accuracy (%)' })],
    resultsObject: [api.resultsObject(records)],
  };
}

function everyRace(api, dataset) {
  const scenarios = ['first', 'perturbation', 'feedback', 'conventions', 'hebbian', 'map'].map((id) => api.raceScenario(id));
  const [{ id, choice }] = scenarios;
  const changed = { ...choice, settings: { hidden: '20', 'backprop.lr': '0.1' } };
  const runner = new api.Runner(dataset, scenarios[0].lanes.find((lane) => lane.id === 'node_perturbation').config);
  const advance = [];
  do advance.push(runner.advance(50, 'cosine,noise')); while (!advance.at(-1).new_epoch);
  return {
    raceScenario: [...scenarios, api.raceScenario(id, changed)],
    raceToLink: [api.raceToLink(id, { ...choice, seeds: 3 })],
    raceFromLink: [api.raceFromLink(id, api.raceToLink(id, { ...choice, seeds: 3 }))],
    raceCurve: [api.raceCurve([Float64Array.of(1, 2), Float64Array.of(2, NaN)]), api.raceCurve([]), api.raceCurve([Float64Array.of(1, 2)], [Float64Array.of(2, 5)])],
    raceEnds: [api.raceEnds([20, 90], 10, 0.5), api.raceEnds([], 10, 0.5)],
    'Runner.advance': advance,
    'Runner.log': [runner.log()],
    'Runner.images': [runner.images('difference', 2)],
    'Runner.read': [runner.read(new Uint8Array(784))],
    'Runner.classes': [runner.classes()],
    'Runner.disturbed': [runner.disturbed('noise', 0.4), runner.disturbed('fgsm', 0.1)],
  };
}

/** A canvas of no size, which nothing is drawn on: how charts look is for a browser. */
const CANVAS = { width: 0, height: 0 };
/** A chart of each kind. */
export const CHARTS = {
  curves: { y_label: '%', series: [{ name: 'a', x: [0, 1, 2], y: [1, null, 3], style: { color: '#ff0000' } }], levels: [{ y: 2 }], cursor: 1 },
  bars: { bars: [{ name: '0', value: 3 }, { name: '1' }], levels: [{ y: 2, name: 'two' }] },
  strip: { columns: [{ name: 'a', values: [1, 2, 3] }] },
  matrices: { range: [0, 1], written: true, panels: [{ name: 'a', names: ['0', '1'], values: [[0, null], [1, 0]] }] },
  scatter: { classes: ['0', '1'], of: [0, 1], panels: [{ name: 'a', points: [[-1, 0], [1, 0]] }] },
  plane: { log_x: true, paths: [{ name: 'a', x: [0.1, 0.2], y: [0, null], label: true }], uprights: [{ y: 0.1, name: 'floor' }], highlight: [0, 0] },
};

function everyChart(api) {
  const { curves, bars, strip, matrices, scatter, plane } = CHARTS;
  return {
    drawCurves: [api.drawCurves(CANVAS, curves, {})],
    drawBars: [api.drawBars(CANVAS, bars, { dark: true })],
    drawStrip: [api.drawStrip(CANVAS, strip, { paper: '#ffffff' })],
    curvesAt: [api.curvesAt(curves, 150, 300, 200), api.curvesAt({}, 0, 300, 200)],
    curvesPlace: [api.curvesPlace(curves, 150, 90, 300, 200), api.curvesPlace({}, 0, 0, 1, 1)],
    stripAt: [api.stripAt(strip, 150, 300, 200), api.stripAt({}, 0, 300, 200)],
    drawMatrices: [api.drawMatrices(CANVAS, matrices, {})],
    drawScatter: [api.drawScatter(CANVAS, scatter, {})],
    matrixAt: [api.matrixAt(matrices, 100, 100, 300, 200), api.matrixAt({}, 0, 0, 300, 200)],
    scatterAt: [api.scatterAt(scatter, 100, 100, 300, 200), api.scatterAt({}, 0, 0, 300, 200)],
    drawPlane: [api.drawPlane(CANVAS, plane, {})],
    planeAt: [api.planeAt(plane, 100, 100, 300, 200), api.planeAt({}, 0, 0, 300, 200)],
    tileDigits: [api.tileDigits(new Uint8Array(784), 28, 28, 1, {})],
    tileWeights: [api.tileWeights(new Float32Array(784), 28, 28, 1, 0, {})],
    ruleStyle: [api.ruleStyle('backprop', false), api.ruleStyle('somebody’s', true)],
    laneStyle: [api.laneStyle('backprop', 1, false)],
    dashPattern: [api.dashPattern(3)],
    chartSvg: Object.entries(CHARTS).map(([kind, spec]) => api.chartSvg(kind, spec, {}, 300, 200)),
  };
}

function everyScript(api) {
  const all = api.exercises();
  const [{ id, code }] = all;
  const attempts = [code, api.solveExercise(id), 'dW[0] = 1', 'dW[0] = W[0]'];
  return {
    scriptHelp: [api.scriptHelp()],
    glass: [...api.cards().map(({ id }) => api.glass(id)), api.glass('own', CODE)],
    trialCloud: [api.trialCloud('node_perturbation', '', 2, 3, 1), api.trialCloud('own', CODE, 0, 1, 1)],
    scriptExamples: [api.scriptExamples()],
    readScript: [api.readScript(CODE)],
    tryScript: [CODE, 'y = ', 'dW[0] = 0 * W[0]'].map((text) => api.tryScript(text)),
    exercises: [all],
    solveExercise: all.map((exercise) => api.solveExercise(exercise.id)),
    checkExercise: attempts.map((text) => api.checkExercise(id, text)),
  };
}

/** Settings with which each experiment takes a moment. */
const QUICK = {
  variance: { widest: 8, draws: 10 },
  snr: { images: 100, rules: ['backprop', 'kolen_pollack'] },
  representations: { epochs: 1, hidden: 5, images: 50, rules: ['backprop', 'kolen_pollack'] },
  identify: { networks: 8, epochs: 1, snapshots: 2, hidden: 4, stimuli: 5, rules: ['momentum', 'backprop'], sources: ['weights', 'accuracy'], leak: true, permutations: 2 },
  electrode: { trials: 10, networks: 2, epochs: 1, group: 1, rules: ['backprop', 'node_perturbation'] },
};

/** Calls of one experiment: through all jobs, then the first job alone, in slices, handed over to another. */
function oneExperiment(api, dataset, id) {
  const [lab, worker] = [0, 1].map(() => new api.Experiment(id, dataset, QUICK[id]));
  const fresh = lab.report(0);
  const job = worker.next([]);
  const progress = [];
  do progress.push(worker.work(job, 1)); while (progress.at(-1).record === null);
  const other = new api.Experiment(id, new api.Dataset(), QUICK[id]);
  return {
    experimentFields: [api.experimentFields(id)],
    experimentSettings: [api.experimentSettings(id), api.experimentSettings(id, QUICK[id])],
    'Experiment.next': [job, worker.next([0, 1])],
    'Experiment.needs': [worker.needs(0), worker.needs(1)],
    'Experiment.recordsVersion': [worker.recordsVersion()],
    'Experiment.work': progress,
    'Experiment.take': progress.map((found) => other.take(job, found)),
    'Experiment.report': [fresh, other.report(2)],
    'Experiment.advance': toTheEnd(() => lab.advance(200)),
  };
}

function everyExperiment(api, dataset) {
  const ids = api.experiments();
  const each = ids.map((id) => oneExperiment(api, dataset, id));
  const together = Object.fromEntries(Object.keys(each[0]).map((name) => [name, each.flatMap((calls) => calls[name])]));
  const square = Array.from({ length: 10 }, (_, i) => Array.from({ length: 10 }, (_, j) => Math.abs(i - j)));
  const table = (subjects) => Array(subjects).fill(square.map((row) => row.join()).join('\n')).join('\n\n');
  const [product, steps] = [new api.BenchProduct('forward', 2, 3, 4), new api.BenchSteps(dataset)];
  return {
    experiments: [ids],
    ...together,
    compareDissimilarities: [1, 2].map((subjects) => api.compareDissimilarities(table(subjects), [square])),
    benchLimit: [api.benchLimit(1)],
    benchPeak: [api.benchPeak(1)],
    benchRead: [api.benchRead(1)],
    benchSnr: [api.benchSnr(dataset, { hidden: 10 })],
    'BenchProduct.run': [product.run(2)],
    'BenchSteps.run': [steps.run(2)],
    'BenchSteps.flops': [steps.flops()],
    'BenchSteps.stepFlops': [steps.stepFlops()],
  };
}

/** All of them. `files` are bytes: the shard that comes with the package, and an IDX file of images and one of labels. */
export function answers(api, files) {
  const dataset = new api.Dataset();
  dataset.addShard('mnist-0.gz', files.shard);
  return {
    ...everySetting(api),
    ...everyDataset(api, dataset, files),
    ...everyRun(api, dataset),
    ...everyRace(api, dataset),
    ...everyChart(api),
    ...everyScript(api),
    ...everyExperiment(api, dataset),
  };
}
