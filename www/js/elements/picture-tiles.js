// Digits or weights tiled into one picture, pixel for pixel; redrawn when the theme changes.

import { make } from '../page/dom.js';
import { onTheme, theme } from '../page/theme.js';

class PictureTiles extends HTMLElement {
  #tile = null;
  #undo = () => {};

  connectedCallback() {
    this.#undo = onTheme(() => this.#draw());
  }

  disconnectedCallback() {
    this.#undo();
  }

  /** Shows examples: `{pixels, rows, cols}` in so many columns. */
  digits(api, { pixels, rows, cols }, columns, words) {
    this.#show(words, () => api.tileDigits(pixels, rows, cols, columns, theme()));
  }

  /** Shows weights: `{values, rows, cols, limit}` in so many columns. */
  weights(api, { values, rows, cols, limit }, columns, words) {
    this.#show(words, () => api.tileWeights(values, rows, cols, columns, limit, theme()));
  }

  #show(words, tile) {
    this.#tile = tile;
    if (!this.firstChild) this.replaceChildren(make('canvas', { role: 'img' }));
    this.firstChild.setAttribute('aria-label', words);
    this.classList.add('pictures');
    this.#draw();
  }

  #draw() {
    if (!this.#tile) return;
    const { width, height, rgba } = this.#tile();
    const canvas = this.firstChild;
    canvas.width = width;
    canvas.height = height;
    canvas.getContext('2d').putImageData(new ImageData(rgba, width, height), 0, 0);
  }
}

customElements.define('picture-tiles', PictureTiles);
