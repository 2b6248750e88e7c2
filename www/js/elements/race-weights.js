// Changes by training in the first layer of each network of a comparison on this page:
// `<race-weights race="conventions">`.

import './picture-tiles.js';
import { make } from '../page/dom.js';
import { small } from '../page/format.js';

const UNITS = 6;
const COLUMNS = 3;

class RaceWeights extends HTMLElement {
  #shown = '';
  #asking = false;

  /** `race` is that of the `race-lab` before it. */
  async connect() {
    this.race = await document.querySelector(`race-lab[scenario="${this.getAttribute('race')}"]`).ready;
    this.said = make('p', { className: 'status' });
    this.grid = make('div', { className: 'weights' });
    this.replaceChildren(this.said, this.grid);
    this.race.addEventListener('change', () => this.#update());
    this.#update();
  }

  // After an epoch, or when somebody has come or gone; never while the last question is unanswered.
  async #update() {
    const racers = this.race.racers.filter(({ canRead }) => canRead);
    const key = racers.map(({ lane, measured }) => `${lane.id} ${measured}`).join();
    if (key === this.#shown || this.#asking) {
      if (!racers.length) this.#clear();
      return;
    }
    this.#shown = key;
    this.#asking = true;
    const figures = await Promise.all(racers.map((racer) => this.#figure(racer)));
    this.#asking = false;
    this.said.textContent = `The weights of ${UNITS} hidden units, one picture each: what training has added since the start. Each rule has its own scale.`;
    this.grid.replaceChildren(...figures.filter(Boolean));
    this.#update();
  }

  #clear() {
    this.#shown = '';
    this.grid.replaceChildren();
    this.said.textContent = 'Train the networks above; then what each has changed appears here.';
  }

  async #figure(racer) {
    try {
      const images = await racer.images('difference', UNITS);
      const [limit, tile] = [small(images.limit), make('picture-tiles')];
      const scale = make('small', {}, `blue −${limit}, blank 0, orange +${limit}`);
      const figure = make('figure', {}, make('figcaption', {}, racer.lane.label, make('br'), scale), tile);
      tile.weights(this.race.api, images, COLUMNS, `${racer.lane.label}: change of the weights of ${images.n} hidden units`);
      return figure;
    } catch {
      return null; // its worker is gone or begins anew; the race has told why
    }
  }
}

customElements.define('race-weights', RaceWeights);
