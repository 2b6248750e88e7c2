// Look before you train: a row of examples for each class, and how many there are in each split.

import './bars-chart.js';
import './picture-tiles.js';
import { count } from '../format.js';
import { make, makeChoices } from '../dom.js';
import { countsView } from '../views.js';

const EACH = 12;
const SPLITS = [
  { value: 'train', text: 'Training' },
  { value: 'valid', text: 'Validation' },
  { value: 'test', text: 'Test' },
];

class DataExplorer extends HTMLElement {
  #split = 'train';
  #summary = null;

  connect(session) {
    this.session = session;
    this.source = make('p', { className: 'quiet' });
    this.tiles = Array.from({ length: 10 }, () => make('picture-tiles'));
    this.rows = make('ul', { className: 'class-rows', hidden: true }, ...this.tiles.map((tile, digit) => make('li', {}, make('span', {}, String(digit)), tile)));
    this.bars = make('bars-chart');
    Object.assign(this.bars.dataset, { shows: 'counts', title: 'How many pictures of each digit' });
    this.bars.empty = 'The counts appear when the digits are loaded.';
    this.bars.view = (lab) => (lab.summary ? countsView(lab, this.#split) : null);
    const choices = makeChoices('Which part', SPLITS, this.#split, (split) => this.#pick(split));
    this.replaceChildren(choices, this.source, this.rows, this.bars);
    this.bars.connect(session);
    session.addEventListener('change', () => this.#update());
    this.#update();
  }

  #pick(split) {
    this.#split = split;
    this.#summary = null;
    this.bars.update(true);
    this.#update();
  }

  async #update() {
    const { summary } = this.session;
    if (summary === this.#summary) return;
    this.#summary = summary;
    this.rows.hidden = !summary;
    this.source.textContent = summary ? this.#sourceText(summary) : 'The digits are not loaded yet.';
    if (!summary) return;
    const split = this.#split;
    for (const [label, tile] of this.tiles.entries()) {
      const pixels = await this.session.ask('examples', { split, label, n: EACH });
      if (this.#summary !== summary || this.#split !== split) return;
      const n = pixels.length / (summary.rows * summary.cols);
      tile.closest('li').hidden = !n;
      if (n) tile.digits(this.session.api, { ...summary, pixels }, EACH, `${n} pictures of the digit ${label}`);
    }
  }

  #sourceText({ source, train, valid, test }) {
    const total = (list) => count(list.reduce((sum, n) => sum + n, 0));
    const loaded = this.session.ownFiles ? '' : ' are loaded so far; a run fetches what else it needs';
    return `${source}: ${total(train)} training, ${total(valid)} validation and ${total(test)} test pictures${loaded}.`;
  }
}

customElements.define('data-explorer', DataExplorer);
