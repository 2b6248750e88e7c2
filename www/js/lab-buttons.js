// The button that begins, pauses and goes on with an experiment, the one that starts over, how far it is, and its voice.

import { make } from './dom.js';
import { Voice } from './voice.js';

export class LabButtons {
  #voice = new Voice();

  /** `words` are those of the main button when idle and when finished; `again` what it does then; `status(lab)` a sentence. */
  constructor(experiment, { words, again, status }) {
    this.main = make('button', { type: 'button', className: 'primary' });
    this.over = make('button', { type: 'button' }, 'Start over');
    this.bar = make('progress', { max: 1, value: 0, 'aria-label': 'Progress of the experiment' });
    this.status = make('p', { className: 'status' });
    this.notices = make('notice-box', { role: 'alert' });
    this.element = make('div', { className: 'lab-buttons' }, make('div', { className: 'buttons' }, this.main, this.over), this.bar, this.status, this.notices, this.#voice.element);
    this.main.addEventListener('click', () => this.#act(experiment, again));
    this.over.addEventListener('click', () => experiment.startOver());
    this.notices.connect(experiment);
    experiment.addEventListener('change', () => this.#update(experiment, words, status));
    this.#update(experiment, words, status);
  }

  #act(experiment, again) {
    if (experiment.busy) experiment.pause();
    else if (experiment.phase === 'finished') again();
    else experiment.start();
  }

  #update(experiment, words, status) {
    const { phase, report, download } = experiment;
    const next = { idle: words.idle, loading: 'Stop loading', training: 'Pause', paused: 'Resume', finished: words.finished }[phase];
    if (this.main.textContent !== next) this.main.textContent = next;
    this.over.disabled = !experiment.hasRun;
    this.bar.value = download ? download.loaded / download.total : report.fraction;
    this.status.textContent = status(experiment);
    // Shares change too often to be read out.
    this.#voice.say({ training: 'Measuring.', paused: 'Paused.', finished: status(experiment), loading: 'Loading the digits.' }[phase] ?? '');
  }
}
