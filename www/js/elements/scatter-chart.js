// Clouds of points, one class of which can be brought to the front and read.

import { PointedChart } from './pointed-chart.js';

class ScatterChart extends PointedChart {
  kind = 'scatter';

  paint(spec, theme, canvas) {
    this.session.api.drawScatter(canvas, { ...spec, highlight: canvas === this.canvas ? this.place : null }, theme);
  }

  /** The class of the point next to a pixel. */
  under(spec, x, width, height, y) {
    const found = this.session.api.scatterAt(spec, x, y, width, height);
    return found == null ? null : this.read(found);
  }

  /** The classes. */
  places() {
    return this.shown.readings.map((_, index) => index);
  }

  /** Words on one of them. */
  read(index) {
    return { place: index, words: `${this.shown.readings[index]}.` };
  }
}

customElements.define('scatter-chart', ScatterChart);
