// Base of charts whose values can be read one place at a time: under the pointer, or at the keyboard's cursor.
// Arrow keys step through the places, those up and down by a row where places stand in rows; Home, End and Escape as usual.

import { ChartElement } from './chart-element.js';

export class PointedChart extends ChartElement {
  #place = null;
  /** Number of places in a row; 0 where there are no rows. */
  stride = 0;

  connect(session) {
    super.connect(session);
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute('aria-describedby', (this.note.id = `${this.canvas.id}-note`));
    this.canvas.addEventListener('pointermove', (event) => this.#point(event));
    // A pointer that leaves, be it that the page moved under it, takes nothing from a place that the keyboard went to.
    this.canvas.addEventListener('pointerleave', () => this.note.ariaLive || this.#show(null));
    this.canvas.addEventListener('blur', () => this.#show(null));
    this.canvas.addEventListener('keydown', (event) => this.#key(event));
  }

  /** The place that is read; null if none is. */
  get place() {
    return this.#place;
  }

  #point({ offsetX, offsetY }) {
    if (!this.shown?.table) return;
    const { width, height } = this.canvas.getBoundingClientRect();
    const by = this.magnified;
    this.note.removeAttribute('aria-live');
    this.#show(this.under({ ...this.shown.spec, ...this.look() }, offsetX / by, width / by, height / by, offsetY / by) ?? null);
  }

  #key(event) {
    if (!this.shown?.table) return;
    const places = this.places();
    const at = places.indexOf(this.#place);
    const end = places.length - 1;
    const go = { ArrowLeft: Math.max(at - 1, 0), ArrowRight: Math.min(at + 1, end), Home: 0, End: end };
    if (this.stride) Object.assign(go, { ArrowUp: at < this.stride ? Math.max(at, 0) : at - this.stride, ArrowDown: at + this.stride > end ? Math.max(at, 0) : at + this.stride });
    if (event.key === 'Escape') this.#show(null);
    if (!(event.key in go)) return;
    event.preventDefault();
    this.note.setAttribute('aria-live', 'polite');
    this.#show(this.read(places[go[event.key]]));
  }

  // `found` is `{place, words}`, or null.
  #show(found) {
    this.#place = found?.place ?? null;
    if (!this.shown?.table) return;
    this.note.textContent = found?.words ?? '';
    this.draw();
  }
}
