// Validation pictures by the network's answer; the misread ones carry a double frame and the truth.

import './picture-tiles.js';
import { share } from '../page/format.js';
import { make, makeChoices } from '../page/dom.js';
import { MeasuredElement } from './measured-element.js';

const ASKED = 400;
const SHOWN = 24;
const DIGITS = Array.from({ length: 10 }, (_, digit) => ({ value: digit, text: String(digit) }));

class MisreadDigits extends MeasuredElement {
  #predicted = 9;

  connect(session) {
    this.only = make('input', { type: 'checkbox', id: 'only-misread' });
    this.only.addEventListener('change', () => this.refresh(true));
    this.words = make('p', { className: 'status', role: 'status' });
    this.list = make('ul', { className: 'read-grid' });
    const choices = makeChoices('The network answered', DIGITS, this.#predicted, (digit) => {
      this.#predicted = digit;
      this.refresh(true);
    });
    const filter = make('div', { className: 'entry' }, this.only, make('label', { htmlFor: this.only.id }, 'Only the misread ones'));
    this.replaceChildren(choices, filter, this.words, this.list);
    this.watch(session);
  }

  clear() {
    this.list.replaceChildren();
    this.words.textContent = 'Train first; then the pictures appear here.';
  }

  async show() {
    const predicted = this.#predicted;
    const found = await this.session.ask('misread', { predicted, n: ASKED });
    if (predicted !== this.#predicted) return;
    const size = found.rows * found.cols;
    const all = Array.from(found.labels, (label, i) => ({
      label,
      confidence: found.confidence[i],
      pixels: found.pixels.subarray(i * size, (i + 1) * size),
    }));
    const wrong = all.filter(({ label }) => label !== predicted);
    const chosen = (this.only.checked ? wrong : all).slice(0, SHOWN);
    this.words.textContent = !all.length ? `No validation picture was taken for ${predicted}.` : `Of the first ${all.length} pictures taken for ${predicted}, ${wrong.length} are something else. ${chosen.length} are shown, each with the share the network gave to ${predicted}.`;
    this.list.replaceChildren(...chosen.map((one) => this.#card(found, one, predicted)));
  }

  #card({ rows, cols }, { label, confidence, pixels }, predicted) {
    const tile = make('picture-tiles');
    const right = label === predicted;
    const words = right ? `${label}, read correctly` : `${label}, misread as ${predicted}`;
    tile.digits(this.session.api, { pixels, rows, cols }, 1, words);
    const caption = make('span', {}, right ? 'right' : `is a ${label}`);
    const sure = make('span', { className: 'quiet' }, share(confidence));
    return make('li', { className: right ? '' : 'wrong' }, tile, caption, make('br'), sure);
  }
}

customElements.define('misread-digits', MisreadDigits);
