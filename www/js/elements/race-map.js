// Places of the rules of a comparison on this page, epoch by epoch, one measure against another:
// `<race-map race="map">`. Its axes are `x` and `y`, measures that each layer has; they are SNR and cosine unless said.

import './plane-chart.js';
import { make, makeChoices } from '../page/dom.js';
import { mapLayers, mapView } from '../compare/map-view.js';

class RaceMap extends HTMLElement {
  #layer = 1;

  /** `race` is that of the `race-lab` before it. */
  async connect({ workshop }) {
    const lab = document.querySelector(`race-lab[scenario="${this.getAttribute('race')}"]`);
    const [{ api }, race] = await Promise.all([workshop(), lab.ready]);
    const axes = { x: this.getAttribute('x') ?? 'snr', y: this.getAttribute('y') ?? 'cosine' };
    const chart = make('plane-chart', { 'data-shows': `map-${race.scenario.id}`, 'data-title': 'The map' });
    chart.api = api;
    chart.view = () => mapView(race, axes, this.#layer);
    chart.empty = 'Train the rules above; each then leaves a dot an epoch here.';
    const layers = make('div');
    let shown = '';
    const update = () => {
      const found = mapLayers(race, axes);
      if (shown === found.join()) return;
      shown = found.join();
      if (!found.includes(this.#layer)) [this.#layer] = found;
      const choices = found.map((value) => ({ value, text: String(value) }));
      layers.replaceChildren(makeChoices('Layer', choices, this.#layer, (layer) => {
        this.#layer = layer;
        chart.update(true);
      }));
    };
    this.replaceChildren(layers, chart);
    race.addEventListener('change', update);
    update();
    chart.connect(race);
  }
}

customElements.define('race-map', RaceMap);
