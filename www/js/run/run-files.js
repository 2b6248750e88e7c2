// A run's files: what was measured, and the weights, out and in again.

import { bytesOf } from '../data/picked.js';
import { make } from '../page/dom.js';
import { part } from '../page/locks.js';
import { commandMenu, resultsMenu, saveMenu, workshop } from '../page/save.js';

const COLUMNS = {
  train_loss: 'Training loss', train_accuracy: 'Training accuracy (%)', valid_loss: 'Validation loss', valid_accuracy: 'Validation accuracy (%)',
  test_accuracy: 'Test accuracy (%)', digest: 'Digest of the weights',
};

/** The menus under a run's buttons. */
export function runFiles(session) {
  const name = () => session.api.cards().find(({ id }) => id === session.report.config.rule)?.name ?? session.report.config.rule;
  // Epochs are numbered in the file, and how long one took is no result.
  const values = ({ epoch: _epoch, seconds: _seconds, ...rest }) => rest;
  // Traces of a rule that shows some stand beside what was measured.
  const runs = async () => {
    const { report, progress } = session;
    if (!report) return [];
    const { told = [] } = (await session.ask('inner').catch(() => null)) ?? {};
    return [{ name: name(), config: report.config, epochs: report.epochs.map((epoch, i) => ({ ...values(epoch), ...told[i] })), message: progress?.message ?? null }];
  };
  const weights = async () => {
    if (!session.hasRun) throw new Error('There is no network yet. Train first.');
    return (await workshop()).packWeights(await session.ask('weights'));
  };
  const save = saveMenu('Save the weights', [{ words: 'NumPy (.npz)', name: 'microlearning-weights.npz', type: 'application/zip', content: weights }]);
  return make('div', { className: 'run-files' }, ...part('save', resultsMenu('microlearning-run', runs, () => COLUMNS), save, commandMenu(runs)), ...part('files', begin(session)));
}

// A file of weights to begin from; the settings must be those it was saved with.
function begin(session) {
  const input = make('input', { type: 'file', accept: '.npz', id: 'weights-file' });
  input.addEventListener('change', async () => {
    const [file] = input.files;
    input.value = ''; // the same file can be picked again
    if (!file) return;
    try {
      const arrays = (await workshop()).unpackWeights(file.name, await bytesOf(file));
      session.pause();
      await session.train({ from: { name: file.name, arrays } });
    } catch (error) {
      session.tell(error.message);
    }
  });
  const doc = make('p', { className: 'quiet' }, 'An .npz file as it was saved here or by numpy.savez: W1, W2 … (units, inputs), and b1, b2 … if the network has biases. The settings above must be those of that network.');
  return make('details', { className: 'save' }, make('summary', {}, 'Train from weights …'), make('div', { className: 'field' }, make('label', { htmlFor: 'weights-file' }, 'Weights to begin from'), input), doc);
}
