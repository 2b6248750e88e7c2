// Base of all charts: a canvas at the screen's resolution, redrawn on size and theme, a
// sentence and a table for those who do not see it, and words for when there is nothing yet.

import { make, makeTable } from '../page/dom.js';
import { part } from '../page/locks.js';
import { presentedBy, presenter } from '../page/present.js';
import { saveMenu, workshop } from '../page/save.js';
import { magnification } from '../page/size.js';
import { onTheme, theme } from '../page/theme.js';
import { soon } from '../page/turns.js';

const PICTURE = 3; // dots per pixel of a saved picture

export class ChartElement extends HTMLElement {
  /** Set by whoever owns the chart, or taken from `data-shows` when it is connected. */
  view;
  empty = 'No run yet. Press Train.';
  #seen = [];
  #undo = () => {};
  #drawn = false;
  #drawing = () => this.draw();
  #showing = () => {
    this.#look();
    this.draw();
  };

  connect(session) {
    this.session = session;
    this.view ??= ChartElement.views[this.dataset.shows];
    this.canvas = make('canvas', { role: 'img', id: `chart-${this.dataset.shows}-${ChartElement.count++}` });
    this.note = make('p', { className: 'readout' });
    this.invite = make('p', { className: 'invite' });
    this.tableBox = make('div', { className: 'table-box', tabIndex: 0, role: 'region', 'aria-label': `${this.dataset.title}, table` });
    this.details = make('details', { className: 'as-table', hidden: true }, make('summary', {}, 'Show as table'), this.tableBox);
    this.details.addEventListener('toggle', () => this.#fillTable());
    this.save = this.#makeSave();
    this.replaceChildren(make('figure', { className: 'chart' }, make('figcaption', {}, this.dataset.title), make('div', { className: 'plot' }, this.canvas, this.invite), this.note, this.details, ...part('save', this.save), ...presenter(this)));
    session.addEventListener('change', () => this.update());
    this.#undo = onTheme(() => {
      this.#look();
      this.draw(); // with the rest of the page
    });
    this.#look();
    new ResizeObserver(() => this.#resized()).observe(this.canvas);
  }

  disconnectedCallback() {
    this.#undo();
  }

  /** Takes a new look at the session soon, and draws, if something it shows has changed. */
  update(force = false) {
    const { report, config, summary, guesses, closeUp, relative, sketch, previous } = this.session;
    const seen = [report, config, summary, guesses, closeUp, relative, sketch, previous];
    if (!force && seen.every((thing, i) => thing === this.#seen[i])) return;
    this.#seen = seen;
    soon(this.#showing);
  }

  #look() {
    this.shown = this.view(this.session);
    this.details.hidden = !this.shown?.table;
    this.save.hidden = !this.shown?.table;
    this.canvas.setAttribute('aria-label', `${this.dataset.title}. ${this.shown?.words ?? this.empty}`);
    this.invite.textContent = this.shown?.invite ?? (this.shown?.table ? '' : this.empty);
    this.#fillTable();
  }

  // With the frame, so that nothing is seen stretched; but the first time, when the frame has the whole page to lay
  // out and the charts' code has not run yet, in a task of its own.
  #resized() {
    if (this.#drawn) this.draw();
    else soon(this.#drawing);
  }

  /** Draws what is shown, at the size the canvas has now. */
  draw() {
    const { canvas } = this;
    const { width, height } = canvas.getBoundingClientRect();
    if (!width || !height) return;
    this.#drawn = true;
    canvas.width = Math.round(width * devicePixelRatio);
    canvas.height = Math.round(height * devicePixelRatio);
    if (!this.shown) return;
    const spec = { ...this.shown.spec, ...this.look() };
    try {
      this.paint(spec, theme(), canvas);
    } catch (error) {
      this.note.textContent = `The chart could not be drawn (${error.message}); the table below has its numbers.`;
    }
  }

  /** Device pixels in one of the chart's, and the size of its type in those. */
  look() {
    return { scale: devicePixelRatio * this.magnified, font_px: 13 };
  }

  /** Factor by which it is drawn larger than at a desk. */
  get magnified() {
    return presentedBy(this) ?? magnification();
  }

  // As it stands on the page, at the same size; as a picture with more dots.
  #makeSave() {
    const name = `microlearning-${this.dataset.shows}`;
    const size = () => {
      const { width, height } = this.canvas.getBoundingClientRect();
      return [Math.round(width), Math.round(height)];
    };
    return saveMenu('Save the chart', [
      { words: 'SVG', name: `${name}.svg`, type: 'image/svg+xml', content: async () => (await workshop()).chartSvg(this.kind, { ...this.shown.spec, font_px: 13 }, theme(), ...size()) },
      { words: 'PNG', name: `${name}.png`, type: 'image/png', content: () => this.#picture(...size()) },
    ]);
  }

  #picture(width, height) {
    const canvas = make('canvas', { width: width * PICTURE, height: height * PICTURE });
    this.paint({ ...this.shown.spec, scale: PICTURE, font_px: 13 }, theme(), canvas);
    return new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The browser could not make a picture of this chart.'))), 'image/png');
    });
  }

  #fillTable() {
    if (this.shown?.table && this.details.open) this.tableBox.replaceChildren(makeTable(this.shown.table));
  }
}

ChartElement.count = 0;
/** Views of a run, by name: see views.js, which is there on pages with a run. */
ChartElement.views = {};
