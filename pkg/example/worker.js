// The worker: trains in slices, and posts what it has measured after each epoch. In: a configuration.

import init, { Run } from '../microlearning.js';
import { digits } from '../digits.js';

async function train(config) {
  const run = new Run(await dataset, config);
  let progress;
  do {
    progress = run.advance(1000, true);
    if (progress.new_epoch) postMessage({ report: run.report(), finished: progress.finished });
  } while (!progress.finished);
  run.free();
  if (progress.message) throw new Error(progress.message);
}

const failed = ({ message }) => postMessage({ error: message });
const dataset = init().then(digits);
dataset.then(() => postMessage({ ready: true }), failed);
onmessage = ({ data }) => train(data).catch(failed);
