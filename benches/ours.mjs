// Measurements of the site: matrix products by shape and a step of every rule, in one worker, round by round.

const PRESETS = { project: [32, 100], tutorial: [200, 500] };
const [INPUTS, OUTPUTS] = [784, 10];

function products() {
  const list = Object.values(PRESETS).flatMap(([batch, hidden]) => [
    ['forward', batch, INPUTS, hidden],
    ['forward', batch, hidden, OUTPUTS],
    ['gradient', hidden, batch, INPUTS],
    ['gradient', OUTPUTS, batch, hidden],
    ['back', batch, OUTPUTS, hidden],
  ]);
  const [, hidden] = PRESETS.tutorial;
  list.push(['forward', 1, INPUTS, hidden], ['forward', 1, hidden, OUTPUTS], ['gradient', hidden, 1, INPUTS]);
  return list.map(([lie, m, k, n]) => ({ kind: 'product', lie, m, k, n, shape: `${lie} ${m}×${k}×${n}` }));
}

/** The limits of arithmetic and of reading, every product, and a step of each of these rules. */
export function list(rules) {
  // A small rate, so that thousands of steps on one batch diverge with no rule.
  const steps = Object.keys(PRESETS).flatMap((preset) =>
    rules.map((rule) => ({ kind: 'steps', preset, rule, config: { preset, rule, lr: [1e-6] } })));
  return [{ kind: 'limit' }, { kind: 'peak' }, { kind: 'read' }, ...products(), ...steps].map((job) => ({ ...job, ms: [] }));
}

/** Fills a worker with jobs. Returns `{jobs, warm(ms), round()}`; a round gives each job's milliseconds into its `ms`. */
export async function prepare(page) {
  const rules = await page.evaluate(async () => {
    const { Measurer } = await import(new URL('client.mjs', document.baseURI));
    self.measurer = new Measurer();
    return self.measurer.ask('open');
  });
  const ask = (verb, args) => page.evaluate(([verb, args]) => self.measurer.ask(verb, args), [verb, args]);
  const jobs = list(rules);
  for (const job of jobs) job.flops = await ask('add', job);
  return {
    jobs,
    warm: (ms) => ask('warm', { ms }),
    async round() {
      (await ask('round')).forEach((ms, i) => jobs[i].ms.push(ms));
    },
  };
}

/** Gain of two workers over one in the same time: `{one, two}` steps of the tutorial's backprop. */
export function scaling(page, ms) {
  return page.evaluate(async (ms) => {
    const { Measurer } = await import(new URL('client.mjs', document.baseURI));
    const workers = [new Measurer(), new Measurer()];
    const config = { preset: 'tutorial', rule: 'backprop', lr: [1e-6] };
    for (const worker of workers) {
      await worker.ask('open');
      await worker.ask('add', { kind: 'steps', config });
      await worker.ask('warm', { ms: 20 });
    }
    const [one, two] = [[], []];
    for (let round = 0; round < 5; round += 1) {
      one.push(await workers[round % 2].ask('spend', { job: 0, ms }));
      const both = await Promise.all(workers.map((worker) => worker.ask('spend', { job: 0, ms })));
      two.push(both[0] + both[1]);
    }
    for (const worker of workers) worker.close();
    return { one, two };
  }, ms);
}

/** Seconds that the SNR over 1,000 images takes, for some rules of the tutorial's preset. */
export function snr(page, rules) {
  return page.evaluate(async (rules) => {
    const { Measurer } = await import(new URL('client.mjs', document.baseURI));
    const worker = new Measurer();
    await worker.ask('open');
    const seconds = {};
    for (const [job, rule] of rules.entries()) {
      await worker.ask('add', { kind: 'snr', config: { preset: 'tutorial', rule } });
      const start = performance.now();
      await worker.ask('spend', { job, ms: 1 });
      seconds[rule] = (performance.now() - start) / 1000;
    }
    worker.close();
    return seconds;
  }, rules);
}
