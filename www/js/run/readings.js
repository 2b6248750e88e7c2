// Answers of networks to one picture: a table with a row for each, kept up to date while they train.

import { make } from '../page/dom.js';
import { quantity } from '../page/format.js';
import { theme, onTheme } from '../page/theme.js';

const EVERY_MS = 150;

/** Networks that can be asked: the run of a session, or each racer of a race. */
function readers(lab) {
  if (lab.racers) return lab.racers.filter((racer) => racer.canRead).map((racer) => ({ name: racer.lane.label, read: (pixels) => racer.read(pixels) }));
  return lab.hasRun ? [{ name: 'The network of this page', read: (pixels) => lab.ask('read', { pixels }) }] : [];
}

export class Readings {
  #lab;
  #pixels = null;
  #asking = false;
  #again = false;
  #found = [];

  /** `lab` is a session or a race. */
  constructor(lab) {
    this.#lab = lab;
    this.said = make('p', { className: 'status', role: 'status' });
    this.box = make('div', { className: 'table-box', tabIndex: 0, role: 'region', 'aria-label': 'What each network says' });
    this.element = make('div', {}, this.said, this.box);
    lab.addEventListener('change', () => this.#ask());
    onTheme(() => this.#fill());
  }

  /** Shows what they say to these pixels; null is no picture. */
  show(pixels) {
    this.#pixels = pixels;
    this.#ask();
  }

  // One question at a time; what changed meanwhile is asked when that is answered.
  async #ask() {
    if (this.#asking) {
      this.#again = true;
      return;
    }
    this.#asking = true;
    const some = this.#pixels ? readers(this.#lab) : [];
    this.#found = (await Promise.all(some.map((reader) => answer(reader, this.#pixels)))).filter(Boolean);
    this.#fill();
    await new Promise((resolve) => { setTimeout(resolve, EVERY_MS); });
    this.#asking = false;
    if (this.#again) {
      this.#again = false;
      this.#ask();
    }
  }

  #fill() {
    const words = this.#found.map(({ name, digit }) => `${name}: ${digit}`).join(', ');
    const none = this.#pixels ? 'No network has learned anything yet. Train first; what it says to your drawing then appears here.' : 'Draw a digit; what is read appears here.';
    if (this.said.textContent !== (words || none)) this.said.textContent = words || none;
    this.box.hidden = !this.#found.length;
    if (this.#found.length) this.box.replaceChildren(this.#table());
  }

  #table() {
    const { classes } = this.#found[0];
    const head = ['Network', 'Says', ...classes, 'Hidden units'].map((text) => make('th', { scope: 'col' }, String(text)));
    const rows = this.#found.map((found) => this.#row(found));
    return make('table', { className: 'readings' }, make('caption', {}, 'Output for each digit, in percent'), make('thead', {}, make('tr', {}, ...head)), make('tbody', {}, ...rows));
  }

  #row({ name, digit, classes, outputs, hidden }) {
    const cells = outputs.map((output, i) => {
      const cell = make('td', { className: classes[i] === digit ? 'said' : '' }, quantity(100 * output, { decimals: 0, unit: '' }));
      cell.style.setProperty('--share', Math.min(1, Math.max(0, output)));
      return cell;
    });
    return make('tr', {}, make('th', { scope: 'row' }, name), make('td', { className: 'answer' }, String(digit)), ...cells, make('td', {}, this.#activity(name, hidden[0] ?? [])));
  }

  // The first hidden layer, one dot a unit.
  #activity(name, values) {
    const canvas = make('canvas', { role: 'img', className: 'activity', 'aria-label': `Activity of ${values.length} hidden units of ${name}` });
    if (!values.length) return canvas;
    const { width, height, rgba } = this.#lab.api.tileWeights(Float32Array.from(values), 1, values.length, 1, 1, theme());
    Object.assign(canvas, { width, height });
    canvas.getContext('2d').putImageData(new ImageData(rgba, width, height), 0, 0);
    return canvas;
  }
}

// A network that cannot answer now, because its worker is gone or begins anew, is left out.
async function answer({ name, read }, pixels) {
  try {
    return { name, ...(await read(pixels)) };
  } catch {
    return null;
  }
}
