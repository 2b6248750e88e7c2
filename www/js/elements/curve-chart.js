// Curves over epochs or another position, with the values under the pointer or at the keyboard's cursor in words.

import { magnification } from '../size.js';
import { ChartElement } from './chart-element.js';

class CurveChart extends ChartElement {
  #cursor = null;

  connect(session) {
    super.connect(session);
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute('aria-describedby', (this.note.id = `${this.canvas.id}-note`));
    this.canvas.addEventListener('pointermove', (event) => this.#point(event));
    this.canvas.addEventListener('pointerleave', () => this.#show(null));
    this.canvas.addEventListener('blur', () => this.#show(null));
    this.canvas.addEventListener('keydown', (event) => this.#key(event));
  }

  paint(spec, theme) {
    this.session.api.drawCurves(this.canvas, { ...spec, cursor: this.#cursor }, theme);
  }

  #point({ offsetX }) {
    if (!this.shown?.table) return;
    const { width, height } = this.canvas.getBoundingClientRect();
    const by = magnification();
    const spec = { ...this.shown.spec, ...ChartElement.look() };
    this.note.removeAttribute('aria-live');
    this.#show(this.session.api.curvesAt(spec, offsetX / by, width / by, height / by) ?? null);
  }

  // Arrow keys step through the positions measured; Home, End and Escape as usual.
  #key(event) {
    if (!this.shown?.table) return;
    const { series } = this.shown.spec;
    const xs = this.shown.steps ?? series.at(-1).x;
    const at = xs.indexOf(this.#cursor);
    const go = { ArrowLeft: Math.max(at - 1, 0), ArrowRight: Math.min(at + 1, xs.length - 1), Home: 0, End: xs.length - 1 };
    if (event.key === 'Escape') this.#show(null);
    if (!(event.key in go)) return;
    event.preventDefault();
    const x = xs[go[event.key]];
    this.note.setAttribute('aria-live', 'polite');
    this.#show({ x, rows: series.map((line) => ({ name: line.name, y: line.y[line.x.indexOf(x)] ?? null })) });
  }

  #show(found) {
    this.#cursor = found?.x ?? null;
    if (!this.shown?.table) return;
    const values = found?.rows.filter(({ y }) => y != null).map(({ name, y }) => `${name} ${this.shown.format(y)}`);
    const place = this.shown.place ?? ((x) => `Epoch ${Number(x.toFixed(2))}`);
    this.note.textContent = found ? `${place(found.x)}: ${values.join(', ')}` : '';
    this.draw();
  }
}

customElements.define('curve-chart', CurveChart);
