// Paths in a plane, a dot at a time.

import { PointedChart } from './pointed-chart.js';

class PlaneChart extends PointedChart {
  kind = 'plane';
  /** The workshop's functions; set by whoever owns the chart. */
  api;

  paint(spec, theme, canvas) {
    const chosen = canvas === this.canvas ? this.shown.dots?.[this.place] : null;
    this.api.drawPlane(canvas, { ...spec, highlight: chosen?.at ?? null }, theme);
  }

  /** The dot next to a pixel. */
  under(spec, x, width, height, y) {
    const found = this.api.planeAt(spec, x, y, width, height);
    return found && this.read(this.shown.dots.findIndex(({ at }) => at.join() === found.join()));
  }

  /** The dots, path after path. */
  places() {
    return this.shown.dots.map((_, index) => index);
  }

  /** Words on one of them. */
  read(index) {
    return { place: index, words: this.shown.dots[index].words };
  }
}

customElements.define('plane-chart', PlaneChart);
