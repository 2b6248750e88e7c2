// Digits that are taken for others: a table of counts, whose mistakes are shaded; at what is pointed at, or has the focus, the pictures.

import './picture-tiles.js';
import { make } from '../page/dom.js';
import { MeasuredElement } from './measured-element.js';

const ASKED = 1000; // of the pictures that were taken for one digit
const SHOWN = 12;
const REST_MS = 150; // for which a pointer stays before pictures are fetched
const KEYS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

class ConfusionTable extends MeasuredElement {
  #cells = []; // row by row: the digit that it is, then the one it was taken for
  #at = null; // the cell that is shown
  #chosen = false; // by the reader; until then it is the commonest mistake
  #timer = 0;

  connect({ session }) {
    this.words = make('p', { className: 'status', role: 'status' });
    this.place = make('div', { className: 'table-box', tabIndex: -1 });
    this.list = make('ul', { className: 'read-grid' });
    this.replaceChildren(make('div', { className: 'confusion' }, this.place, make('div', {}, this.words, this.list)));
    this.watch(session);
  }

  clear() {
    this.place.replaceChildren();
    this.list.replaceChildren();
    this.words.textContent = 'Train first; then this counts which digit was taken for which.';
  }

  async show() {
    const { confusion, classes } = this.session.report;
    this.#fill(confusion, classes);
    const worst = this.#cells.flat().filter(({ row, column }) => row !== column).reduce((most, cell) => (cell.n > most.n ? cell : most));
    const { row, column } = this.#chosen ? this.#at : worst;
    await this.#pick(this.#cells[row]?.[column] ?? worst);
  }

  #fill(confusion, classes) {
    const most = Math.max(1, ...confusion.flatMap((counts, row) => counts.filter((_, column) => column !== row)));
    const sums = confusion.map((counts) => counts.reduce((sum, n) => sum + n, 0));
    this.#cells = confusion.map((counts, row) => counts.map((n, column) => this.#cell({ n, row, column, truth: classes[row], taken: classes[column], all: sums[row] }, most)));
    const heads = classes.map((digit) => make('th', { scope: 'col' }, String(digit)));
    const rows = this.#cells.map((cells, row) => make('tr', {}, make('th', { scope: 'row' }, String(classes[row])), ...cells.map(({ cell }) => cell)));
    const caption = make('caption', {}, 'Rows: what the validation pictures are. Columns: what they were taken for.');
    const table = make('table', { role: 'grid' }, caption, make('thead', {}, make('tr', {}, make('td', {}), ...heads)), make('tbody', {}, ...rows));
    const focused = this.place.contains(document.activeElement);
    this.place.replaceChildren(table);
    this.#focusable();
    if (focused) this.#here.cell.focus();
  }

  #cell(one, most) {
    const right = one.row === one.column;
    const cell = make('td', { role: 'gridcell', tabIndex: -1, className: right ? 'right' : 'mixed', 'aria-label': `${one.truth} taken for ${one.taken}: ${one.n}` }, one.n ? String(one.n) : '·');
    cell.style.setProperty('--n', one.n);
    cell.style.setProperty('--most', right ? Math.max(one.all, 1) : most);
    const made = { ...one, cell };
    cell.addEventListener('pointerenter', () => this.#soon(made));
    cell.addEventListener('click', () => cell.focus());
    cell.addEventListener('focus', () => this.#soon(made));
    cell.addEventListener('keydown', (event) => this.#key(event, made));
    return made;
  }

  get #here() {
    return this.#cells[this.#at?.row ?? 0]?.[this.#at?.column ?? 0] ?? this.#cells[0][0];
  }

  #focusable() {
    for (const { cell } of this.#cells.flat()) cell.tabIndex = cell === this.#here.cell ? 0 : -1;
  }

  #key(event, { row, column }) {
    const by = KEYS[event.key];
    const goal = by && this.#cells[row + by[0]]?.[column + by[1]];
    if (!goal || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    goal.cell.focus();
  }

  #soon(cell) {
    this.#chosen = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#pick(cell).catch(() => {}), REST_MS); // a run may be reset meanwhile
  }

  // Its count in words, and its pictures.
  async #pick(one) {
    this.#at = { row: one.row, column: one.column };
    this.#focusable();
    for (const { cell } of this.#cells.flat()) cell.classList.toggle('picked', cell === this.#here.cell);
    const { truth, taken, n, all } = one;
    this.words.textContent = truth === taken ? `${n} of ${all} pictures of a ${truth} were read correctly.` : `${n} of ${all} pictures of a ${truth} were taken for a ${taken}.`;
    const found = n ? await this.session.ask('misread', { predicted: taken, n: ASKED }) : { labels: [] };
    if (this.#at.row !== one.row || this.#at.column !== one.column) return;
    const size = found.rows * found.cols;
    const which = Array.from(found.labels, (label, i) => [label, i]).filter(([label]) => label === truth).slice(0, SHOWN);
    this.list.replaceChildren(...which.map(([, i]) => {
      const tile = make('picture-tiles');
      tile.digits(this.session.api, { pixels: found.pixels.subarray(i * size, (i + 1) * size), rows: found.rows, cols: found.cols }, 1, `a ${truth}, taken for ${taken}`);
      return make('li', {}, tile);
    }));
  }
}

customElements.define('confusion-table', ConfusionTable);
