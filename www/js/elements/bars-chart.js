// Bars, one a class.

import { ChartElement } from './chart-element.js';

class BarsChart extends ChartElement {
  paint(spec, theme) {
    this.session.api.drawBars(this.canvas, spec, theme);
  }
}

customElements.define('bars-chart', BarsChart);
