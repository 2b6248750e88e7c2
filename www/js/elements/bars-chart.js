// Bars, one a class.

import { ChartElement } from './chart-element.js';

class BarsChart extends ChartElement {
  kind = 'bars';

  paint(spec, theme, canvas) {
    this.session.api.drawBars(canvas, spec, theme);
  }
}

customElements.define('bars-chart', BarsChart);
