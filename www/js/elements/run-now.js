// The button at the top of the chapter, with how far the run is.

import { make } from '../page/dom.js';
import { fraction, mainAction, statusText } from '../page/status.js';

class RunNow extends HTMLElement {
  connect(session) {
    const button = make('button', { type: 'button', className: 'primary' });
    const bar = make('progress', { max: 1, value: 0, 'aria-label': 'Progress of the run' });
    const status = make('p', { className: 'status' });
    this.replaceChildren(make('div', { className: 'buttons' }, button), bar, status);
    if (document.getElementById('train')) this.append(make('p', { className: 'quiet' }, make('a', { href: '#train' }, 'All settings and results'), ' are further down.'));
    let act = () => {};
    button.addEventListener('click', () => act());
    const update = () => {
      const next = mainAction(session, 'Train a network on real digits');
      act = next.act;
      if (button.textContent !== next.words) button.textContent = next.words;
      bar.value = fraction(session);
      status.textContent = statusText(session);
    };
    session.addEventListener('change', update);
    update();
  }
}

customElements.define('run-now', RunNow);
