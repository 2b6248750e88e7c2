// State of the laboratory in a sentence, and the next action of its button.

import { count, duration, megabytes, percent } from './format.js';
import { isLocked } from './locks.js';

/** The sentence under the buttons. */
export function statusText(session) {
  const { phase, progress, report, download, stale } = session;
  if (phase === 'loading' || (phase === 'idle' && download)) {
    return download ? `Loading the digits: ${megabytes(download.loaded)} of ${megabytes(download.total)}` : 'Loading the digits …';
  }
  if (stale) return 'The settings changed: Train begins a new run with them.';
  if (session.lost) return `Stopped after epoch ${report.epochs.at(-1)?.epoch ?? 0} of ${report.config.epochs}. What was measured stays; Train begins again from the same seed.`;
  if (phase === 'idle' || !progress) return 'Ready.';
  const where = `epoch ${Math.min(progress.epoch + 1, progress.epochs)} of ${progress.epochs}, update ${count(progress.update)} of ${count(progress.updates)}`;
  if (phase === 'training') {
    const left = progress.seconds_left == null ? '' : `, about ${duration(progress.seconds_left)} left`;
    return `Training: ${where}${left}`;
  }
  if (phase === 'paused') return `Paused: ${where}`;
  return progress.message ? `Stopped: ${where}` : `Finished: ${count(progress.epochs)} ${progress.epochs === 1 ? 'epoch' : 'epochs'}, ${count(progress.update)} updates`;
}

/** The same for someone who listens: short, and changing only with the epoch or the phase. */
export function spokenText(session) {
  const { phase, progress, report } = session;
  const last = report?.epochs.at(-1);
  const result = last ? ` Validation accuracy ${percent(last.valid_accuracy)} after epoch ${last.epoch}.` : '';
  if (phase === 'training') return progress ? `Training, epoch ${progress.epoch} of ${progress.epochs} done.${result}` : 'Training.';
  if (phase === 'paused') return `Paused.${result}`;
  if (phase === 'finished') return `Finished.${result}`;
  return phase === 'loading' ? 'Loading the digits.' : '';
}

/** Share of a run or a download that is done, from 0 to 1. */
export function fraction({ phase, progress, download }) {
  if (phase === 'loading' || phase === 'idle') return download ? download.loaded / download.total : 0;
  return progress?.fraction ?? 0;
}

// The same seed would only give the same numbers.
function again(session) {
  if (isLocked('seeds')) return { words: 'Train again', act: () => session.train() };
  const seed = session.config.seed + 1;
  const act = () => {
    session.change('seed', seed);
    session.train();
  };
  return { words: `Train again with seed ${seed}`, act };
}

/** The main button: its words and what it does. */
export function mainAction(session, trainWords = 'Train') {
  if (session.phase === 'loading') return { words: 'Stop loading', act: () => session.pause() };
  if (session.phase === 'training') return { words: 'Pause', act: () => session.pause() };
  if (session.phase === 'paused' && !session.stale) return { words: 'Resume', act: () => session.train() };
  if (session.phase === 'finished' && !session.stale) return again(session);
  return { words: trainWords, act: () => session.train() };
}
