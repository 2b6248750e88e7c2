// Digits or weights tiled into one picture, pixel for pixel; redrawn when the theme changes.

import { make } from '../page/dom.js';
import { onTheme, theme } from '../page/theme.js';

/** Canvases that no picture needs now. Browsers give hundreds of lost ones back in one long task, in which the page answers nobody. */
const spare = [];

class PictureTiles extends HTMLElement {
  #tile = null;
  #words = '';
  #undo = () => {};

  connectedCallback() {
    this.#undo = onTheme(() => this.#draw());
    if (!this.firstChild) this.#draw();
  }

  disconnectedCallback() {
    this.#undo();
    if (this.firstChild) spare.push(this.removeChild(this.firstChild));
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
    this.#words = words;
    this.classList.add('pictures');
    this.#draw();
  }

  #draw() {
    if (!this.#tile) return;
    if (!this.firstChild) this.append(spare.pop() ?? make('canvas', { role: 'img' }));
    const { width, height, rgba } = this.#tile();
    const canvas = this.firstChild;
    canvas.setAttribute('aria-label', this.#words);
    canvas.width = width;
    canvas.height = height;
    canvas.getContext('2d').putImageData(new ImageData(rgba, width, height), 0, 0);
  }
}

customElements.define('picture-tiles', PictureTiles);
