// Look before you train: which digits to tell apart, a row of examples for each, and how many there are in each split.

import './bars-chart.js';
import './picture-tiles.js';
import { whoScores } from '../data/chance.js';
import { count, percent } from '../page/format.js';
import { make, makeChoices } from '../page/dom.js';
import { fixed, isHidden, isLocked } from '../page/locks.js';
import { classesOf, countsView } from '../run/views.js';

const EACH = 12;
const SPLITS = [
  { value: 'train', text: 'Training' },
  { value: 'valid', text: 'Validation' },
  { value: 'test', text: 'Test' },
];

class DataExplorer extends HTMLElement {
  #split = 'train';
  #summary = null;
  #config = null;
  #busy = false;
  #job = null;

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
    this.replaceChildren(this.#makeClasses(), choices, this.source, this.rows, this.bars);
    this.bars.connect(session);
    session.addEventListener('change', () => this.#update());
    this.#update();
  }

  // The session's own setting, as boxes: a link, the form and these boxes always say the same.
  #makeClasses() {
    this.boxes = Array.from({ length: 10 }, (_, digit) => make('input', { type: 'checkbox', value: digit }));
    for (const box of this.boxes) box.addEventListener('change', () => this.#restrict(this.boxes.filter(({ checked }) => checked).map(({ value }) => Number(value))));
    this.all = make('button', { type: 'button' }, 'All ten');
    this.all.addEventListener('click', () => this.#restrict([]));
    const labels = this.boxes.map((box, digit) => make('label', {}, box, String(digit)));
    this.guess = make('p', { className: 'status', role: 'status' });
    this.classes = make('fieldset', {}, make('legend', {}, 'Digits to tell apart'), make('div', { className: 'choices' }, ...labels, this.all), ...fixed('settings'));
    this.classes.hidden = isHidden('settings');
    return make('div', {}, this.classes, this.guess);
  }

  #restrict(classes) {
    try {
      this.session.change('classes', classes.length === 10 ? [] : classes);
    } catch {
      this.#showClasses('Two digits are the least that can be told apart.');
    }
  }

  #showClasses(problem = '') {
    const { api, config, busy, hasRun, summary, stale, report } = this.session;
    const chosen = classesOf(this.session);
    this.classes.disabled = busy || isLocked('settings');
    this.all.disabled = chosen.length === 10;
    this.boxes.forEach((box, digit) => {
      box.checked = chosen.includes(digit);
    });
    const guess = `${chosenWords(chosen, summary)}: ${chanceSentence(hasRun && !stale && report ? report : api.chance(config, summary && Uint32Array.from(summary.valid)))}`;
    const next = busy ? 'They can be changed when the run stands still.' : hasRun && stale ? 'The next run uses them.' : '';
    this.guess.textContent = [problem, guess, next].filter(Boolean).join(' ');
  }

  #pick(split) {
    this.#split = split;
    this.#summary = null;
    this.bars.update(true);
    this.#update();
  }

  async #update() {
    const { summary, config, busy } = this.session;
    if (config !== this.#config || busy !== this.#busy || summary !== this.#summary) this.#showClasses();
    const same = summary === this.#summary && config.classes.join() === this.#config?.classes.join();
    this.#config = config;
    this.#busy = busy;
    if (same) return;
    this.#summary = summary;
    this.rows.hidden = !summary;
    this.source.textContent = summary ? this.#sourceText(summary) : 'The digits are not loaded yet.';
    if (!summary) return;
    const split = this.#split;
    const chosen = classesOf(this.session);
    const job = {}; // a later look at other pictures ends this one
    this.#job = job;
    for (const [label, tile] of this.tiles.entries()) {
      if (!chosen.includes(label)) {
        tile.closest('li').hidden = true;
        continue;
      }
      const pixels = await this.session.ask('examples', { split, label, n: EACH });
      if (this.#job !== job) return;
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

// Number of digits to be told apart; of the reader's own pictures some may be of none.
function chosenWords(chosen, summary) {
  const there = summary?.valid.some(Boolean) ? chosen.filter((digit) => summary.valid[digit]) : chosen;
  if (there.length < chosen.length) return `${there.length} of ${chosen.length} digits are there`;
  return chosen.length === 10 ? 'All ten digits' : `${chosen.length} digits`;
}

// Level that accuracy is to be held against.
function chanceSentence(told) {
  const scored = `${whoScores(told)} scores ${percent(told.chance)}`;
  return told.commonest == null ? `${scored}, so that is where accuracy begins.` : `${scored}, because it is that frequent, so only more than that counts.`;
}

customElements.define('data-explorer', DataExplorer);
