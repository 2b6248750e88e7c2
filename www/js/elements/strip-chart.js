// A strip of dots: one column a lane, one dot a run, with a column's figures in words.

import { PointedChart } from './pointed-chart.js';

class StripChart extends PointedChart {
  kind = 'strip';

  paint(spec, theme, canvas) {
    this.session.api.drawStrip(canvas, { ...spec, highlight: canvas === this.canvas ? this.place : null }, theme);
  }

  /** The column under a pixel. */
  under(spec, x, width, height) {
    const column = this.session.api.stripAt(spec, x, width, height);
    return column == null ? null : this.read(column);
  }

  /** The columns. */
  places() {
    return this.shown.readings.map((_, column) => column);
  }

  /** The figures of one of them. */
  read(column) {
    return { place: column, words: `${this.shown.readings[column]}.` };
  }
}

customElements.define('strip-chart', StripChart);
