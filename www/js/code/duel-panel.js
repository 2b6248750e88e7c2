// The button, the chart and the words of a duel.

import { Duel, duelView } from './duel.js';
import { make } from '../page/dom.js';
import { isDark } from '../page/theme.js';
import { Voice } from '../page/voice.js';

/** Settings that all networks have in common that are trained beside each other here. */
export const SETTINGS = { preset: 'project', convention: 'matched', epochs: 12, lr: 0.02 };

export class DuelPanel {
  #voice = new Voice();

  /** `name` is its own on this page; `lanes()` says who takes part, or throws a sentence; `words` stand on the button. */
  constructor({ name, api, module, store, loaded, words, lanes }) {
    this.duel = new Duel({ name, api, module, store, loaded, settings: SETTINGS });
    this.words = words;
    this.lanes = lanes;
    this.main = make('button', { type: 'button', className: 'primary' }, words);
    this.over = make('button', { type: 'button' }, 'Train anew');
    this.status = make('p', { className: 'status' });
    this.notices = make('notice-box', { role: 'alert' });
    this.chart = make('curve-chart', { 'data-shows': 'duel', 'data-title': 'Validation pictures read correctly' });
    this.chart.view = (duel) => duelView(duel, isDark());
    this.chart.empty = 'Both will draw their curves here.';
    this.element = make('div', { className: 'duel' }, make('div', { className: 'buttons' }, this.main, this.over), this.status, this.notices, this.chart, this.#voice.element);
    this.main.addEventListener('click', () => this.#act());
    this.over.addEventListener('click', () => this.#begin());
    this.notices.connect(this.duel);
    this.chart.connect(this.duel);
    this.duel.addEventListener('change', () => this.#update());
    this.#update();
  }

  #act() {
    if (this.duel.busy) this.duel.pause();
    else if (this.duel.phase === 'paused') this.duel.go();
    else this.#begin();
  }

  #begin() {
    try {
      this.duel.start(this.lanes());
    } catch (error) {
      this.duel.tell(error.message);
    }
  }

  #update() {
    const { phase, lanes } = this.duel;
    const words = { idle: this.words, loading: 'Stop loading', training: 'Pause', paused: 'Resume', finished: this.words }[phase];
    if (this.main.textContent !== words) this.main.textContent = words;
    this.over.hidden = phase !== 'paused' && phase !== 'training';
    const begun = lanes.filter(({ epochs }) => epochs.length);
    const each = begun.map(({ name, epochs }) => `${name} ${epochs.at(-1).toFixed(1)} %`).join(', ');
    const stopped = lanes.filter(({ message }) => message).map(({ name, message }) => `${name} stopped: ${message}`).join(' ');
    const state = { idle: `Same first weights, same batches, ${SETTINGS.epochs} epochs.`, loading: 'Loading the digits …', training: 'Training', paused: 'Paused', finished: 'Finished' }[phase];
    this.status.textContent = each || stopped ? `${state}${each ? `: ${each} correct.` : '.'} ${stopped}` : state;
    this.#voice.say(phase === 'idle' ? '' : this.status.textContent);
  }
}
