// A place to write code: a text area with line numbers, a mark where something is wrong, and indentation.

import { make } from '../page/dom.js';

const INDENT = '    ';
const ROWS = { min: 10, max: 30 };

export class CodeEditor {
  element;
  #area;
  #numbers = make('div', { className: 'code-numbers', 'aria-hidden': 'true' });
  #wrong = null;
  #leaves = false; // whether Tab moves on instead of indenting

  /** `label` names the text area; `onInput()` is called when the reader has changed something. */
  constructor({ label, onInput }) {
    const id = `code-${(CodeEditor.count = (CodeEditor.count ?? 0) + 1)}`;
    this.#area = make('textarea', { id, spellcheck: false, autocapitalize: 'off', autocomplete: 'off', wrap: 'off', 'aria-describedby': `${id}-keys` });
    const keys = make('p', { className: 'quiet', id: `${id}-keys` }, 'Tab indents. To leave the editor by keyboard, press Escape, then Tab.');
    this.element = make('div', { className: 'code' }, make('label', { htmlFor: id }, label), make('div', { className: 'code-box' }, this.#numbers, this.#area), keys);
    this.#area.addEventListener('input', () => {
      this.mark(null);
      this.#number();
      onInput();
    });
    this.#area.addEventListener('scroll', () => { this.#numbers.scrollTop = this.#area.scrollTop; });
    this.#area.addEventListener('keydown', (event) => this.#key(event));
    this.#area.addEventListener('blur', () => { this.#leaves = false; });
  }

  get text() {
    return this.#area.value;
  }

  set text(text) {
    this.#area.value = text;
    this.mark(null);
    this.#number();
  }

  /** Marks a line, counted from 1, as wrong; null marks none. */
  mark(line) {
    this.#wrong = line;
    if (line) this.#area.setAttribute('aria-invalid', 'true');
    else this.#area.removeAttribute('aria-invalid');
    [...this.#numbers.children].forEach((number, i) => number.classList.toggle('wrong', i + 1 === line));
  }

  #number() {
    const lines = this.#area.value.split('\n').length;
    this.#area.rows = Math.min(Math.max(lines + 1, ROWS.min), ROWS.max);
    if (lines === this.#numbers.children.length) return;
    this.#numbers.replaceChildren(...Array.from({ length: lines }, (_, i) => make('span', {}, String(i + 1))));
    this.mark(this.#wrong);
  }

  #key(event) {
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.key === 'Escape') {
      this.#leaves = true;
    } else if (event.key === 'Tab' && plain && !this.#leaves) {
      event.preventDefault();
      if (event.shiftKey) this.#outdent();
      else this.#insert(INDENT);
    } else if (event.key === 'Enter' && plain) {
      event.preventDefault();
      const before = this.#area.value.slice(0, this.#area.selectionStart).split('\n').at(-1);
      this.#insert(`\n${before.match(/^ */)[0]}${/:\s*$/.test(before) ? INDENT : ''}`);
    }
  }

  // As if typed, so that the browser's own undo knows of it.
  #insert(text) {
    if (!document.execCommand('insertText', false, text)) this.#area.setRangeText(text, this.#area.selectionStart, this.#area.selectionEnd, 'end');
  }

  #outdent() {
    const { value, selectionStart: at } = this.#area;
    const start = value.lastIndexOf('\n', at - 1) + 1;
    const spaces = value.slice(start).match(/^ {1,4}/)?.[0].length;
    if (!spaces) return;
    this.#area.setSelectionRange(start, start + spaces);
    if (!document.execCommand('delete')) this.#area.setRangeText('', start, start + spaces, 'start');
    this.#area.setSelectionRange(Math.max(start, at - spaces), Math.max(start, at - spaces));
  }
}
