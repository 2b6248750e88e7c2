// The run's settings, buttons and progress, and a throttled voice for screen readers.

import { make } from '../dom.js';
import { fraction, mainAction, spokenText, statusText } from '../status.js';

const SPEAK_EVERY_MS = 4000;

class RunPanel extends HTMLElement {
  #spokenAt = 0;
  #timer = 0;

  connect(session) {
    this.session = session;
    this.form = make('config-form');
    this.notices = make('notice-box');
    this.main = this.#button('Train', () => this.action.act());
    this.main.className = 'primary';
    this.step = this.#button('Step one epoch', () => session.train({ oneEpoch: true }));
    this.again = this.#button('Reset', () => session.reset());
    this.bar = make('progress', { max: 1, value: 0, 'aria-label': 'Progress of the run' });
    this.status = make('p', { className: 'status' });
    this.note = make('p', { className: 'quiet' });
    this.voice = make('p', { className: 'unseen', role: 'status' });
    const buttons = make('div', { className: 'buttons' }, this.main, this.step, this.again);
    this.replaceChildren(this.form, this.notices, buttons, this.bar, this.status, this.note, this.voice);
    this.form.connect(session);
    this.notices.connect(session);
    session.addEventListener('change', () => this.#update());
    this.#update();
  }

  #button(words, act) {
    const button = make('button', { type: 'button' }, words);
    button.addEventListener('click', act);
    return button;
  }

  #update() {
    const { session } = this;
    this.action = mainAction(session);
    if (this.main.textContent !== this.action.words) this.main.textContent = this.action.words;
    this.step.disabled = session.busy || (session.phase === 'finished' && !session.stale);
    this.again.disabled = !session.hasRun;
    this.bar.value = fraction(session);
    this.status.textContent = statusText(session);
    this.note.textContent = session.report?.note ?? '';
    this.#speak();
  }

  #speak() {
    const wait = this.#spokenAt + SPEAK_EVERY_MS - performance.now();
    if (wait > 0) {
      this.#timer ||= setTimeout(() => {
        this.#timer = 0;
        this.#speak();
      }, wait);
      return;
    }
    const text = spokenText(this.session);
    if (text === this.voice.textContent) return;
    this.voice.textContent = text;
    this.#spokenAt = performance.now();
  }
}

customElements.define('run-panel', RunPanel);
