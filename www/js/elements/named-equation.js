// An equation whose symbols say what they are when hovered or focused. It is one stop of the Tab key; arrow keys go from symbol to symbol.

import { make } from '../page/dom.js';

const SMALLEST = 0.75; // of its size, so that a long equation fits a narrow screen
const KEYS = { ArrowRight: (at) => at + 1, ArrowLeft: (at) => at - 1, ArrowDown: (at) => at + 1, ArrowUp: (at) => at - 1, Home: () => 0, End: () => Infinity };

// The part of the rule's drawing that a symbol is about, by how its name begins.
const PARTS = [[/^W\S*ᵀ|^[BδĥLe]/, 'b'], [/^W/, 'w'], [/^[hzyx]/, 'h'], [/^[ψξσ]/, 'n']];

const sizes = new ResizeObserver((entries) => fit(entries.map(({ target }) => target)));

// Equations whose width has changed, all at once: they are measured together, so that the page is laid out once for all of them.
function fit(equations) {
  const changed = equations.filter((equation) => equation.takesWidth());
  for (const equation of changed) equation.scale(1);
  const ratios = changed.map(({ clientWidth, scrollWidth }) => clientWidth / scrollWidth);
  changed.forEach((equation, i) => equation.scale(ratios[i]));
  const wider = changed.map(({ clientWidth, scrollWidth }, i) => ratios[i] < 1 && scrollWidth > clientWidth + 1);
  changed.forEach((equation, i) => equation.hints(wider[i]));
}

class NamedEquation extends HTMLElement {
  #symbols = [];
  #width = 0;
  #asked = null; // symbol that is pointed at

  connectedCallback() {
    if (this.words) return;
    this.words = make('p', { className: 'readout', role: 'status' });
    this.append(this.words);
    this.#symbols = [...this.querySelectorAll('[data-name]')];
    this.setAttribute('role', 'group');
    this.setAttribute('aria-label', 'Equation');
    for (const symbol of this.#symbols) {
      symbol.setAttribute('tabindex', symbol === this.#symbols[0] ? '0' : '-1');
      symbol.addEventListener('pointerenter', () => this.#show(symbol));
      symbol.addEventListener('focus', () => this.#arrive(symbol));
      symbol.addEventListener('pointerleave', () => this.#rest());
      symbol.addEventListener('blur', () => this.#rest());
    }
    this.addEventListener('keydown', (event) => this.#key(event));
    this.hints(false);
    sizes.observe(this);
  }

  // The symbol that was left last is where the Tab key comes back to.
  #arrive(symbol) {
    for (const other of this.#symbols) other.setAttribute('tabindex', other === symbol ? '0' : '-1');
    this.#show(symbol);
  }

  // A pointer that leaves, be it that the page moved under it, takes nothing from a symbol that has the focus; nor the other way round.
  #rest() {
    this.#show(this.querySelector(':focus') ?? this.querySelector('[data-name]:hover'));
  }

  // Says what the symbol is, and lights its part of the rule's drawing.
  #show(symbol) {
    this.#asked = symbol;
    this.#say(symbol?.dataset.name ?? this.hint);
    const drawing = this.parentElement.querySelector(':scope > .diagram');
    if (drawing) drawing.dataset.lit = symbol ? (PARTS.find(([begin]) => begin.test(symbol.dataset.name))?.[1] ?? '') : '';
  }

  #key(event) {
    const at = this.#symbols.indexOf(event.target);
    if (at < 0 || !(event.key in KEYS) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const goal = Math.min(Math.max(KEYS[event.key](at), 0), this.#symbols.length - 1);
    this.#symbols[goal].focus();
  }

  /** True if its width is another than when it was asked last. */
  takesWidth() {
    const before = this.#width;
    this.#width = this.clientWidth;
    return this.#width !== before;
  }

  /** Makes it smaller on a narrow screen, where only this share of it fits. */
  scale(ratio) {
    const size = ratio < 1 ? `${1.08 * Math.max(ratio, SMALLEST)}em` : '';
    for (const equation of this.querySelectorAll('math')) if (equation.style.fontSize !== size) equation.style.fontSize = size;
  }

  /** Says how its symbols are asked, and whether it still does not fit. */
  hints(wider) {
    const more = wider ? ' It goes on to the right: swipe it.' : '';
    this.hint = this.#symbols.length ? `Point at a symbol or tap it to see what it is; with the keyboard, Tab, then arrow keys.${more}` : more.trim();
    if (!this.#asked) this.#say(this.hint);
  }

  #say(text) {
    if (this.words.textContent !== text) this.words.textContent = text;
  }
}

customElements.define('named-equation', NamedEquation);
