// The networks of a comparison on this page as they stand, read with more and more noise and under a stronger and
// stronger attack: `<race-sweep race="noisy">`.

import './curve-chart.js';
import { make } from '../page/dom.js';
import { SWEEPS, sweepView } from '../compare/sweep-view.js';

class RaceSweep extends HTMLElement {
  /** `race` is that of the `race-lab` before it. */
  async connect() {
    const race = await document.querySelector(`race-lab[scenario="${this.getAttribute('race')}"]`).ready;
    const charts = Object.entries(SWEEPS).map(([measure, { title }]) => {
      const chart = make('curve-chart', { 'data-shows': `sweep-${measure}`, 'data-title': title });
      chart.view = () => sweepView(race, measure);
      chart.empty = 'Train the rules above; each then draws its curve here.';
      return chart;
    });
    this.replaceChildren(...charts);
    for (const chart of charts) chart.connect(race);
  }
}

customElements.define('race-sweep', RaceSweep);
