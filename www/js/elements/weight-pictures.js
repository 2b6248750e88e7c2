// The first layer's weights as pictures, before and after learning, and what learning added.

import './picture-tiles.js';
import { make } from '../page/dom.js';
import { small } from '../page/format.js';
import { MeasuredElement } from './measured-element.js';

const KINDS = [
  { kind: 'before', title: 'Before' },
  { kind: 'after', title: 'After' },
  { kind: 'difference', title: 'Difference' },
];
const UNITS = 20;
const COLUMNS = 5;

class WeightPictures extends MeasuredElement {
  connect(session) {
    this.words = make('p', { className: 'status' });
    this.parts = KINDS.map(({ kind, title }) => {
      const tile = make('picture-tiles');
      const scale = make('small');
      return { kind, title, tile, scale, figure: make('figure', {}, make('figcaption', {}, title, make('br'), scale), tile) };
    });
    this.grid = make('div', { className: 'weights', hidden: true }, ...this.parts.map(({ figure }) => figure));
    this.replaceChildren(this.words, this.grid);
    this.watch(session);
  }

  clear() {
    this.grid.hidden = true;
    this.words.textContent = 'Train first; then the weights appear here.';
  }

  async show() {
    for (const { kind, title, tile, scale } of this.parts) {
      const images = await this.session.ask('images', { kind, n: UNITS });
      const limit = small(images.limit);
      tile.weights(this.session.api, images, COLUMNS, `${title}: weights of ${images.n} hidden units`);
      scale.textContent = `blue −${limit}, blank 0, orange +${limit}`;
      this.words.textContent = `${images.n} hidden units, one picture each.`;
    }
    this.grid.hidden = false;
  }
}

customElements.define('weight-pictures', WeightPictures);
