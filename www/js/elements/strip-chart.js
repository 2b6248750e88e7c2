// A strip of dots: one column a lane, one dot a run, with a column's figures under the pointer or at the keyboard's
// cursor in words.

import { ChartElement } from './chart-element.js';
import { magnification } from '../size.js';

class StripChart extends ChartElement {
  #column = null;

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
    this.session.api.drawStrip(this.canvas, { ...spec, highlight: this.#column }, theme);
  }

  #point({ offsetX }) {
    if (!this.shown?.table) return;
    const { width, height } = this.canvas.getBoundingClientRect();
    const by = magnification();
    const spec = { ...this.shown.spec, ...ChartElement.look() };
    this.note.removeAttribute('aria-live');
    this.#show(this.session.api.stripAt(spec, offsetX / by, width / by, height / by) ?? null);
  }

  // Arrow keys step through the columns; Home, End and Escape as usual.
  #key(event) {
    if (!this.shown?.table) return;
    const end = this.shown.readings.length - 1;
    const at = this.#column ?? -1;
    const go = { ArrowLeft: Math.max(at - 1, 0), ArrowRight: Math.min(at + 1, end), Home: 0, End: end };
    if (event.key === 'Escape') this.#show(null);
    if (!(event.key in go)) return;
    event.preventDefault();
    this.note.setAttribute('aria-live', 'polite');
    this.#show(go[event.key]);
  }

  #show(column) {
    this.#column = column;
    if (!this.shown?.table) return;
    this.note.textContent = column === null ? '' : `${this.shown.readings[column]}.`;
    this.draw();
  }
}

customElements.define('strip-chart', StripChart);
