// Standing of each lane of a comparison: a table whose rows are made once and kept up to date, so that nothing moves
// under the pointer.

import { make } from '../page/dom.js';
import { isStrip, laneStyle, spread, standing } from './race-view.js';

const SVG = 'http://www.w3.org/2000/svg';

export class Standings {
  #race;
  #rows = new Map(); // racer → the cells of its row
  #heads = ['Lane', '', '', 'Status'].map((text) => make('th', { scope: 'col' }, text));
  #body = make('tbody');

  constructor(race) {
    this.#race = race;
    const name = `${race.scenario.title}: where each one stands`;
    const table = make('table', {}, make('caption', { className: 'unseen' }, name), make('thead', {}, make('tr', {}, ...this.#heads)), this.#body);
    this.element = make('div', { className: 'race-standings table-box', tabIndex: 0, role: 'region', 'aria-label': name }, table);
  }

  /** Takes a new look at the race. */
  update() {
    const race = this.#race;
    const strip = isStrip(race);
    const texts = [strip ? 'Rung' : 'Rule', strip ? 'Succeed' : race.line.name, strip ? 'Collapse' : 'Epoch', 'Status'];
    this.#heads.forEach((head, i) => write(head, texts[i]));
    const rows = race.racers.map((racer) => this.#row(racer, strip));
    const shown = this.#body.children;
    if (rows.length !== shown.length || rows.some((row, i) => row !== shown[i])) this.#body.replaceChildren(...rows);
    for (const racer of this.#rows.keys()) if (!race.racers.includes(racer)) this.#rows.delete(racer);
  }

  #row(racer, strip) {
    if (!this.#rows.has(racer)) {
      const cells = ['td', 'td', 'td'].map((tag) => make(tag));
      const mark = swatch();
      this.#rows.set(racer, { row: make('tr', {}, make('th', { scope: 'row' }, mark.piece, racer.lane.label), ...cells), cells, mark });
    }
    const { row, cells, mark } = this.#rows.get(racer);
    this.#paint(mark, racer.lane, strip);
    const texts = strip ? this.#ends(racer) : this.#values(racer);
    cells.forEach((cell, i) => write(cell, texts[i]));
    return row;
  }

  #values(racer) {
    const { seeds, line } = this.#race;
    const { curve } = racer;
    if (!curve?.epochs.length) return ['–', '–', standing(this.#race, racer)];
    const counted = seeds > 1 && curve.seeds < seeds ? ` (${curve.seeds} of ${seeds} seeds)` : '';
    return [spread(curve, line), String(curve.epochs.at(-1)), standing(this.#race, racer) + counted];
  }

  #ends(racer) {
    const { ends } = racer;
    const texts = ends?.runs ? [ends.successes, ends.collapses].map((count) => `${count} of ${ends.runs}`) : ['–', '–'];
    return [...texts, standing(this.#race, racer)];
  }

  #paint({ line, dots }, lane, strip) {
    const { color, dash, width, points } = laneStyle(this.#race, lane);
    line.setAttribute('stroke', color);
    line.setAttribute('stroke-width', strip ? 0 : width);
    line.setAttribute('stroke-dasharray', this.#race.api.dashPattern(dash).join(' '));
    for (const dot of dots) {
      dot.setAttribute('fill', color);
      dot.setAttribute('r', points || strip ? 2.6 : 0);
    }
  }
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

const svg = (tag, attributes) => {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
};

// A piece of the lane's line.
function swatch() {
  const line = svg('line', { x1: 0, x2: 32, y1: 5, y2: 5 });
  const dots = [6, 26].map((cx) => svg('circle', { cx, cy: 5, r: 0 }));
  const piece = svg('svg', { class: 'swatch', viewBox: '0 0 32 10', 'aria-hidden': 'true' });
  piece.append(line, ...dots);
  return { piece, line, dots };
}
