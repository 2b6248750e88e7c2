// An equation whose symbols say what they are when hovered or focused. It is one stop of the Tab key; arrow keys go from symbol to symbol.

import { make } from '../page/dom.js';

const SMALLEST = 0.75; // of its size, so that a long equation fits a narrow screen
const KEYS = { ArrowRight: (at) => at + 1, ArrowLeft: (at) => at - 1, ArrowDown: (at) => at + 1, ArrowUp: (at) => at - 1, Home: () => 0, End: () => Infinity };

class NamedEquation extends HTMLElement {
  #symbols = [];
  #width = 0;

  connectedCallback() {
    if (this.words) return;
    this.words = make('p', { className: 'readout', role: 'status' });
    this.append(this.words);
    this.#symbols = [...this.querySelectorAll('[data-name]')];
    this.setAttribute('role', 'group');
    this.setAttribute('aria-label', 'Equation');
    for (const symbol of this.#symbols) {
      symbol.setAttribute('tabindex', symbol === this.#symbols[0] ? '0' : '-1');
      symbol.addEventListener('pointerenter', () => this.#say(symbol.dataset.name));
      symbol.addEventListener('focus', () => this.#arrive(symbol));
      symbol.addEventListener('pointerleave', () => this.#say(this.hint));
      symbol.addEventListener('blur', () => this.#say(this.hint));
    }
    this.addEventListener('keydown', (event) => this.#key(event));
    new ResizeObserver(() => this.#fit()).observe(this);
    this.#fit();
  }

  // The symbol that was left last is where the Tab key comes back to.
  #arrive(symbol) {
    for (const other of this.#symbols) other.setAttribute('tabindex', other === symbol ? '0' : '-1');
    this.#say(symbol.dataset.name);
  }

  #key(event) {
    const at = this.#symbols.indexOf(event.target);
    if (at < 0 || !(event.key in KEYS) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const goal = Math.min(Math.max(KEYS[event.key](at), 0), this.#symbols.length - 1);
    this.#symbols[goal].focus();
  }

  // Smaller on a narrow screen; what still does not fit is told.
  #fit() {
    if (this.clientWidth === this.#width) return;
    this.#width = this.clientWidth;
    const equations = [...this.querySelectorAll('math')];
    for (const equation of equations) equation.style.fontSize = '';
    const ratio = this.clientWidth / this.scrollWidth;
    if (ratio < 1) for (const equation of equations) equation.style.fontSize = `${1.08 * Math.max(ratio, SMALLEST)}em`;
    const wider = this.scrollWidth > this.clientWidth + 1;
    const more = wider ? ' It goes on to the right: swipe it.' : '';
    this.hint = this.#symbols.length ? `Point at a symbol or tap it to see what it is; with the keyboard, Tab, then arrow keys.${more}` : more.trim();
    this.#say(this.hint);
  }

  #say(text) {
    this.words.textContent = text;
  }
}

customElements.define('named-equation', NamedEquation);
