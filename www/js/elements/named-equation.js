// An equation whose symbols say what they are when hovered or focused.

import { make } from '../page/dom.js';

class NamedEquation extends HTMLElement {
  connectedCallback() {
    if (this.words) return;
    this.words = make('p', { className: 'readout', role: 'status' });
    this.append(this.words);
    this.hint = 'Point at a symbol, tap it, or move to it with Tab, to see what it is.';
    this.#say(this.hint);
    for (const symbol of this.querySelectorAll('[data-name]')) {
      symbol.setAttribute('tabindex', '0');
      symbol.addEventListener('pointerenter', () => this.#say(symbol.dataset.name));
      symbol.addEventListener('focus', () => this.#say(symbol.dataset.name));
      symbol.addEventListener('pointerleave', () => this.#say(this.hint));
      symbol.addEventListener('blur', () => this.#say(this.hint));
    }
  }

  #say(text) {
    this.words.textContent = text;
  }
}

customElements.define('named-equation', NamedEquation);
