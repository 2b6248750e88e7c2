// A digit of the reader's own, read by the networks of this page: by the run's, or with `race="first"` by each of a race.

import './picture-tiles.js';
import { make } from '../page/dom.js';
import { Readings } from '../run/readings.js';
import { Sketch } from '../data/sketch.js';
import { onTheme, token } from '../page/theme.js';

const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const HOW = 'Draw a digit with mouse, finger or pen. By keyboard: arrow keys move, Space sets the pen down or lifts it, Delete takes back a stroke.';

class DrawDigit extends HTMLElement {
  #sketch = new Sketch();

  connect(context) {
    this.api = context.api;
    const race = this.hasAttribute('race') && document.querySelector(`race-lab[scenario="${CSS.escape(this.getAttribute('race'))}"]`)?.race;
    this.readings = new Readings(race || context.session);
    this.canvas = make('canvas', { tabIndex: 0, role: 'application', 'aria-label': `Drawing field. ${HOW}`, className: 'sketch' });
    this.said = make('p', { className: 'readout', role: 'status' });
    this.seen = make('picture-tiles');
    const button = (words, act) => {
      const made = make('button', { type: 'button' }, words);
      made.addEventListener('click', act);
      return made;
    };
    const buttons = make('div', { className: 'buttons' }, button('Take back', () => this.#sketch.undo()), button('Clear', () => this.#sketch.clear()));
    const field = make('div', { className: 'sketch-side' }, make('p', { className: 'quiet' }, HOW), this.canvas, buttons, this.said);
    const sees = make('figure', { className: 'sketch-seen' }, make('figcaption', {}, 'What the networks see', make('small', {}, ' 28 × 28 pixels, scaled and centred as MNIST was')), this.seen);
    this.replaceChildren(field, make('div', { className: 'sketch-read' }, sees, this.readings.element));
    this.#listen();
    this.#sketch.addEventListener('change', () => this.#changed());
    onTheme(() => this.#draw());
    new ResizeObserver(() => this.#draw()).observe(this.canvas);
    this.#changed();
  }

  #listen() {
    const { canvas } = this;
    const place = ({ offsetX, offsetY }) => [offsetX / canvas.clientWidth, offsetY / canvas.clientHeight];
    let drawing = null;
    canvas.addEventListener('pointerdown', (event) => {
      if (event.button !== 0 || drawing !== null) return;
      drawing = event.pointerId;
      canvas.setPointerCapture(drawing);
      this.#sketch.begin(...place(event));
    });
    canvas.addEventListener('pointermove', (event) => {
      if (event.pointerId === drawing) this.#sketch.to(...place(event));
    });
    for (const end of ['pointerup', 'pointercancel']) {
      canvas.addEventListener(end, (event) => {
        if (event.pointerId === drawing) drawing = null;
      });
    }
    canvas.addEventListener('keydown', (event) => this.#key(event));
    canvas.addEventListener('focus', () => this.#draw());
    canvas.addEventListener('blur', () => this.#draw());
  }

  #key(event) {
    const { key } = event;
    if (key in KEYS) this.#sketch.move(...KEYS[key]);
    else if (key === ' ') this.#sketch.press();
    else if (key === 'Delete' || key === 'Backspace') this.#sketch.undo();
    else return;
    event.preventDefault();
    const { x, y, down } = this.#sketch.pen;
    this.said.textContent = `Pen ${down ? 'down' : 'up'}, column ${Math.round(x * 28)}, row ${Math.round(y * 28)} of 28.`;
  }

  #changed() {
    this.#draw();
    if (this.#sketch.isEmpty) {
      this.readings.show(null);
      this.seen.replaceChildren();
      return;
    }
    const { ink, side } = this.#sketch.bytes();
    const pixels = this.api.drawingAsDigit(ink, side, side);
    this.seen.digits(this.api, { pixels, rows: 28, cols: 28 }, 1, 'The drawing as the networks see it');
    this.readings.show(pixels);
  }

  #draw() {
    const { canvas } = this;
    const side = Math.round(canvas.clientWidth * devicePixelRatio);
    if (!side) return;
    canvas.width = side;
    canvas.height = side;
    const context = canvas.getContext('2d');
    this.#sketch.paint(context, side, token('--ink'));
    if (canvas.matches(':focus-visible')) this.#drawPen(context, side);
  }

  // Place of the keyboard's pen: a ring, filled while it draws.
  #drawPen(context, side) {
    const { x, y, down } = this.#sketch.pen;
    Object.assign(context, { lineWidth: 2 * devicePixelRatio, strokeStyle: token('--accent'), fillStyle: token('--accent') });
    context.beginPath();
    context.arc(x * side, y * side, 0.035 * side, 0, 2 * Math.PI);
    context.stroke();
    if (down) context.fill();
  }
}

customElements.define('draw-digit', DrawDigit);
