// The run's settings, buttons and progress, and a throttled voice for screen readers.

import './config-form.js';
import './notice-box.js';
import { make } from '../page/dom.js';
import { linkedRule } from '../code/linked-rule.js';
import { runFiles } from '../run/run-files.js';
import { runAttributes, shareMenu } from './share-menu.js';
import { fraction, mainAction, spokenText, statusText } from '../page/status.js';
import { Voice } from '../page/voice.js';

class RunPanel extends HTMLElement {
  #voice = new Voice();

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
    const buttons = make('div', { className: 'buttons' }, this.main, this.step, this.again);
    const share = shareMenu({ lab: 'first-model', attributes: () => runAttributes(session.api, session.config) });
    this.replaceChildren(...linkedRule(session.api, session.config.code), this.form, this.notices, buttons, this.bar, this.status, this.note, runFiles(session), ...share, this.#voice.element);
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
    this.again.disabled = !session.hasRun && !session.lost;
    this.bar.value = fraction(session);
    this.status.textContent = statusText(session);
    this.note.textContent = session.report?.note ?? '';
    this.#voice.say(spokenText(session));
  }
}

customElements.define('run-panel', RunPanel);
