// A sentence on what went wrong, with buttons for what can be done about it.

import { make } from '../page/dom.js';

class NoticeBox extends HTMLElement {
  #problem = null;

  connect(session) {
    session.addEventListener('change', () => this.#update(session.problem));
    this.#update(session.problem);
  }

  #update(problem) {
    if (problem === this.#problem) return;
    this.#problem = problem;
    this.replaceChildren();
    if (!problem) return;
    const buttons = problem.actions.map(({ label, act }) => {
      const button = make('button', { type: 'button' }, label);
      button.addEventListener('click', act);
      return button;
    });
    this.append(make('div', { className: 'notice' }, make('p', {}, problem.text), ...(buttons.length ? [make('div', { className: 'buttons' }, ...buttons)] : [])));
  }
}

customElements.define('notice-box', NoticeBox);
