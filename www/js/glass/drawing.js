// The small network as a drawing whose synapses and units can be pointed at, or reached with arrow keys: forward in ink, what comes back
// in the accent.

import { nameOf } from './words.js';

const SVG = 'http://www.w3.org/2000/svg';
const SIZE = [400, 392];
const COLUMNS = [30, 145, 260, 370];
const RADIUS = 14;
const [BACK, CHANGE] = [2, 3];

function make(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const largest = (rows) => Math.max(...rows.flat().map(Math.abs), 1e-12);

export class Drawing {
  element = make('svg', { viewBox: `0 0 ${SIZE.join(' ')}`, role: 'group', 'aria-label': 'The network: Tab to it, then arrow keys go from unit to synapse' });
  #onPick;
  #groups = []; // items column by column: units, what leads to the next, units …
  #parts = []; // {item, mark, hit}
  #at = [1, 0]; // which item has the focus

  /** `onPick(item)` is called for what is pointed at or focused. */
  constructor(onPick) {
    this.#onPick = onPick;
    this.element.addEventListener('keydown', (event) => this.#key(event));
  }

  /** Draws another update. */
  open(glass) {
    this.glass = glass;
    this.#parts = [];
    const { sizes, own } = glass;
    this.#groups = sizes.flatMap((size, l) => {
      const units = Array.from({ length: size }, (_, i) => ({ kind: 'unit', l, i }));
      const weights = l + 1 < sizes.length ? pairs(sizes[l + 1], size).map(([i, j]) => ({ kind: 'weight', l, i, j })) : [];
      const back = own.flatMap(({ layer, rows }, of) => (layer === l ? pairs(rows.length, rows[0].length).map(([i, j]) => ({ kind: 'own', of, i, j })) : []));
      return [units, [...weights, ...back]].filter((group) => group.length);
    });
    this.wash = make('rect', { class: 'wash', x: COLUMNS[1] - 26, y: 6, width: COLUMNS[3] - COLUMNS[1] + 52, height: SIZE[1] - 12, rx: 12 });
    const lines = this.#groups.flat().filter(({ kind }) => kind !== 'unit');
    const units = this.#groups.flat().filter(({ kind }) => kind === 'unit');
    this.element.replaceChildren(this.wash, ...lines.map((item) => this.#line(item)), ...this.#along(), ...units.map((item) => this.#unit(item)));
    this.#focusable();
  }

  /** Shows the picture `p` and the step. */
  show(p, step) {
    const { glass } = this;
    this.wash.style.display = step >= BACK && glass.signals.includes('loss') ? '' : 'none';
    this.element.setAttribute('class', ['forward', 'loss', 'back', 'change'][step]);
    const scales = glass.layers.map(({ delta, teaching }) => ({ delta: largest(delta), teaching: teaching ? largest(teaching) : 1 }));
    for (const { item, mark, fill } of this.#parts) {
      if (item.kind === 'unit') this.#paintUnit(item, mark, fill, p, step, scales);
      else if (item.kind === 'weight') this.#paintWeight(item, mark, step, scales);
    }
  }

  /** Marks one item. */
  mark(item) {
    for (const part of this.#parts) part.hit.parentNode.classList.toggle('picked', part.item === item);
  }

  /** The item that is picked first: a synapse of the first hidden layer. */
  get first() {
    return this.#groups[1][0];
  }

  #paintUnit({ l, i }, mark, fill, p, step, scales) {
    const { glass } = this;
    fill.setAttribute('fill-opacity', l === 0 ? glass.x[p][i] : glass.layers[l - 1].h[p][i]);
    const told = l > 0 && step >= BACK ? glass.layers[l - 1].teaching : null;
    mark.classList.toggle('told', told !== null);
    mark.style.strokeWidth = told ? 1 + (5 * Math.abs(told[p][i])) / scales[l - 1].teaching : '';
  }

  #paintWeight({ l, i, j }, mark, step, scales) {
    const { w, delta } = this.glass.layers[l];
    const changing = step === CHANGE;
    mark.setAttribute('class', `line${changing ? ' changes' : ''}${!changing && w[i][j] < 0 ? ' weaker' : ''}`);
    mark.style.strokeWidth = changing ? (4 * Math.abs(delta[i][j])) / scales[l].delta : 0.4 + 1.8 * Math.abs(w[i][j]);
  }

  #place({ l, i }) {
    const { sizes } = this.glass;
    const gap = (SIZE[1] - 56) / Math.max(sizes[l] - 1, 4);
    return [COLUMNS[l], SIZE[1] / 2 + (i - (sizes[l] - 1) / 2) * gap];
  }

  #unit(item) {
    const [x, y] = this.#place(item);
    const shape = (attributes) => (item.l === 0 ? make('rect', { ...attributes, x: x - RADIUS, y: y - RADIUS, width: 2 * RADIUS, height: 2 * RADIUS }) : make('circle', { ...attributes, cx: x, cy: y, r: RADIUS }));
    const [fill, mark] = [shape({ class: 'activity' }), shape({ class: 'unit' })];
    return this.#part(item, mark, [shape({ class: 'paper' }), fill, mark], fill);
  }

  #line(item) {
    const d = item.kind === 'weight' ? this.#forward(item) : this.#back(item);
    const { way_learns: learns } = this.glass;
    const mark = make('path', { class: item.kind === 'weight' ? 'line' : `line returns${learns ? '' : ' fixed'}`, d });
    return this.#part(item, mark, [mark, make('path', { class: 'hit', d })]);
  }

  #forward({ l, i, j }) {
    const [[x0, y0], [x1, y1]] = [this.#place({ l, i: j }), this.#place({ l: l + 1, i })];
    return `M${x0 + RADIUS} ${y0}L${x1 - RADIUS} ${y1}`;
  }

  // From the layer above, a little below the forward line; from the output straight to a layer, below all.
  #back({ of, i, j }) {
    const { own, way, sizes } = this.glass;
    const { layer } = own[of];
    const from = way === 'direct' ? sizes.length - 1 : layer + 1;
    const [[x0, y0], [x1, y1]] = [this.#place({ l: from, i }), this.#place({ l: layer, i: j })];
    const sag = from - layer > 1 ? 70 : 10;
    return `M${x0 - RADIUS} ${y0 + 5}Q${(x0 + x1) / 2} ${(y0 + y1) / 2 + sag} ${x1 + RADIUS} ${y1 + 5}`;
  }

  // Without weights of its own, what comes back lies on the forward lines.
  #along() {
    const { way, sizes, own } = this.glass;
    if (!['weights', 'signs'].includes(way) || own.length) return [];
    const above = this.#groups.flat().filter(({ kind, l }) => kind === 'weight' && l > 0 && l + 1 < sizes.length);
    return above.map((item) => make('path', { class: `returns along ${way}`, d: this.#forward(item) }));
  }

  #part(item, mark, shapes, fill) {
    const name = nameOf(this.glass, item);
    const group = make('g', { role: 'button', tabindex: '-1', class: item.kind, 'aria-label': name }, ...shapes);
    group.addEventListener('pointerenter', () => this.#onPick(item));
    group.addEventListener('click', () => group.focus());
    group.addEventListener('focus', () => {
      const at = this.#groups.findIndex((all) => all.includes(item));
      this.#at = [at, this.#groups[at].indexOf(item)];
      this.#focusable();
      this.#onPick(item);
    });
    this.#parts.push({ item, mark, fill, hit: shapes.at(-1) });
    return group;
  }

  // One stop of the Tab key: where the focus was last.
  #focusable() {
    const [group, at] = this.#at;
    const here = this.#groups[group]?.[at] ?? this.first;
    for (const { item, hit } of this.#parts) hit.parentNode.setAttribute('tabindex', item === here ? '0' : '-1');
  }

  #key(event) {
    const [group, at] = this.#at;
    const across = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const along = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if ((!across && !along) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const goal = this.#groups[group + (across ?? 0)] ?? this.#groups[group];
    const place = across ? Math.floor((at * goal.length) / this.#groups[group].length) : Math.min(Math.max(at + along, 0), goal.length - 1);
    this.#parts.find(({ item }) => item === goal[place]).hit.parentNode.focus();
  }
}

/** A picture of three pixels by three. */
export function thumbnail(pixels) {
  const square = (shade, k) => make('rect', { x: k % 3, y: Math.floor(k / 3), width: 1, height: 1, 'fill-opacity': shade });
  return make('svg', { class: 'glass-picture', viewBox: '0 0 3 3', 'aria-hidden': 'true' }, ...pixels.map(square));
}

const pairs = (rows, columns) => Array.from({ length: rows * columns }, (_, k) => [Math.floor(k / columns), k % columns]);
