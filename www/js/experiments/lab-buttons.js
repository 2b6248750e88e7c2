// The button that begins, pauses and goes on with an experiment, the one that starts over, how far it is, and its voice.

import { make } from '../page/dom.js';
import { isLocked } from '../page/locks.js';
import { Voice } from '../page/voice.js';

// True if a teacher's link wants the seed to stay.
const sameSeed = isLocked('seeds') || isLocked('settings');

export class LabButtons {
  #voice = new Voice();

  /** `words` are those of the main button before it was pressed; `status(lab)` is a sentence. */
  constructor(experiment, { words, status }) {
    this.main = make('button', { type: 'button', className: 'primary' });
    this.over = make('button', { type: 'button' }, 'Start over');
    this.bar = make('progress', { max: 1, value: 0, 'aria-label': 'Progress of the experiment' });
    this.status = make('p', { className: 'status' });
    this.notices = make('notice-box', { role: 'alert' });
    this.element = make('div', { className: 'lab-buttons' }, make('div', { className: 'buttons' }, this.main, this.over), this.bar, this.status, this.notices, this.#voice.element);
    this.main.addEventListener('click', () => this.#act(experiment));
    this.over.addEventListener('click', () => experiment.startOver());
    this.notices.connect(experiment);
    experiment.addEventListener('change', () => this.#update(experiment, words, status));
    this.#update(experiment, words, status);
  }

  #act(experiment) {
    if (experiment.busy) {
      experiment.pause();
      return;
    }
    if (experiment.phase === 'finished') this.#renew(experiment);
    experiment.start();
  }

  #renew(experiment) {
    if (sameSeed) experiment.startOver();
    else experiment.change('seed', experiment.api.freshSeed());
  }

  #update(experiment, words, status) {
    const { phase, report, download } = experiment;
    const next = { idle: words, loading: 'Stop loading', training: 'Pause', paused: 'Resume', finished: sameSeed ? 'Measure again' : 'Measure with another seed' }[phase];
    if (this.main.textContent !== next) this.main.textContent = next;
    this.over.disabled = !experiment.hasRun;
    this.bar.value = download ? download.loaded / download.total : report.fraction;
    this.status.textContent = status(experiment);
    // Shares change too often to be read out.
    this.#voice.say({ training: 'Measuring.', paused: 'Paused.', finished: status(experiment), loading: 'Loading the digits.' }[phase] ?? '');
  }
}
