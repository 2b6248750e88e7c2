// The race: one button, curves that grow, who stands where, and who takes part.

import './curve-chart.js';
import './notice-box.js';
import { make } from '../dom.js';
import { count } from '../format.js';
import { Race } from '../race.js';
import { accuracy, conditions, raceStatus, raceView, standing } from '../race-view.js';
import { isDark, onTheme } from '../theme.js';
import { Voice } from '../voice.js';

const SVG = 'http://www.w3.org/2000/svg';

class RaceLab extends HTMLElement {
  #voice = new Voice();
  #rows = new Map(); // racer → the cells of its row

  connect({ session, ...parts }) {
    const race = new Race(parts);
    this.race = race;
    parts.loaded.then(() => race.know(session.summary));
    this.replaceChildren(this.#makeGo(), this.#makeChart(), this.#makeStandings(), this.#makeChoice());
    this.chart.connect(race);
    this.notices.connect(race);
    race.addEventListener('change', () => this.#update());
    onTheme(() => this.#fillStandings());
    this.#update();
  }

  #makeGo() {
    const { race } = this;
    const button = (words, className, act) => {
      const made = make('button', { type: 'button', className }, words);
      made.addEventListener('click', act);
      return made;
    };
    this.main = button('', 'primary large', () => (race.busy ? race.pause() : this.#go()));
    this.over = button('Start over', '', () => race.startOver());
    this.status = make('p', { className: 'status' });
    this.notices = make('notice-box', { role: 'alert' });
    return make('div', { className: 'race-go' }, make('div', { className: 'buttons' }, this.main, this.over), this.status, this.notices, this.#voice.element);
  }

  #go() {
    if (this.race.phase === 'finished') this.race.startOver();
    this.race.start();
  }

  #makeChart() {
    this.chart = make('curve-chart', { 'data-shows': 'race', 'data-title': 'Validation pictures read correctly' });
    this.chart.view = raceView;
    this.chart.empty = 'Each rule will draw its curve here.';
    this.conditions = make('p', { className: 'quiet' });
    return make('div', { className: 'race-chart' }, this.chart, this.conditions);
  }

  #makeStandings() {
    const head = ['Rule', 'Accuracy', 'Epoch', 'Status'].map((text) => make('th', { scope: 'col' }, text));
    this.standings = make('tbody');
    const table = make('table', {}, make('caption', { className: 'unseen' }, 'Where each rule stands'), make('thead', {}, make('tr', {}, ...head)), this.standings);
    return make('div', { className: 'race-standings table-box', tabIndex: 0, role: 'region', 'aria-label': 'Where each rule stands' }, table);
  }

  #makeChoice() {
    const { race } = this;
    const boxes = race.cards.map(({ id, name }) => {
      const box = make('input', { type: 'checkbox', checked: race.has(id), value: id });
      box.addEventListener('change', () => (box.checked ? race.add(id) : race.drop(id)));
      return make('label', {}, box, name);
    });
    const rules = make('fieldset', {}, make('legend', {}, 'Rules in the race'), make('div', { className: 'race-rules' }, ...boxes));
    return make('details', { className: 'race-choice' }, make('summary', {}, 'Add or drop rules, repeat with other seeds'), rules, this.#makeSeeds());
  }

  #makeSeeds() {
    const { most_seeds: most, seeds } = this.race.defaults;
    const input = make('input', { type: 'number', id: 'race-seeds', min: 1, max: most, step: 1, value: seeds, inputMode: 'numeric', 'aria-describedby': 'race-seeds-doc' });
    const doc = `1 to ${most}; the default is ${seeds}. With more than one, each rule is repeated: the curve is the mean over the seeds, the band ± one standard deviation.`;
    input.addEventListener('change', () => {
      const fits = input.value !== '' && input.checkValidity();
      input.setAttribute('aria-invalid', String(!fits));
      said.textContent = fits ? doc : `Give a whole number from 1 to ${most}; the race keeps ${this.race.seeds}.`;
      if (fits) this.race.repeat(input.valueAsNumber);
    });
    const said = make('span', { className: 'doc', id: 'race-seeds-doc', role: 'status' }, doc);
    return make('div', { className: 'field race-seeds' }, make('label', { htmlFor: 'race-seeds' }, 'Seeds'), make('div', { className: 'entry' }, input), said);
  }

  #update() {
    const { race } = this;
    const n = race.racers.length;
    const rules = n === 1 ? '1 rule' : `${n} rules`;
    const words = { idle: `Train ${rules}`, loading: 'Stop loading', training: 'Pause', paused: 'Resume', finished: `Train ${rules} again` }[race.phase];
    if (this.main.textContent !== words) this.main.textContent = words;
    this.main.disabled = !n;
    this.over.disabled = !race.hasRun;
    this.status.textContent = raceStatus(race);
    this.#voice.say(race.phase === 'idle' ? '' : raceStatus(race));
    const pictures = race.summary ? `${count(total(race.summary.train))} training pictures, measured on ${count(total(race.summary.valid))} others. ` : '';
    this.conditions.textContent = `${pictures}${conditions(race)}`;
    this.#fillStandings();
  }

  #fillStandings() {
    const { race } = this;
    const rows = race.racers.map((racer) => this.#row(racer));
    if (rows.some((row, i) => row !== this.standings.children[i]) || rows.length !== this.standings.children.length) this.standings.replaceChildren(...rows);
    for (const racer of this.#rows.keys()) if (!race.racers.includes(racer)) this.#rows.delete(racer);
  }

  // A row is made once and then kept up to date, so that nothing moves under the pointer.
  #row(racer) {
    const { race } = this;
    if (!this.#rows.has(racer)) {
      const cells = ['td', 'td', 'td'].map((tag) => make(tag));
      const mark = swatch();
      this.#rows.set(racer, { row: make('tr', {}, make('th', { scope: 'row' }, mark, racer.card.name), ...cells), cells, mark });
    }
    const { row, cells, mark } = this.#rows.get(racer);
    const { color, dash } = race.api.ruleStyle(racer.card.id, isDark());
    mark.firstChild.setAttribute('stroke', color);
    mark.firstChild.setAttribute('stroke-dasharray', race.api.dashPattern(dash).join(' '));
    const { curve } = racer;
    const begun = Boolean(curve?.epochs.length);
    const counted = race.seeds > 1 && begun && curve.seeds < race.seeds ? ` (${curve.seeds} of ${race.seeds} seeds)` : '';
    const texts = [begun ? accuracy(curve) : '–', begun ? String(curve.epochs.at(-1)) : '–', standing(race, racer) + counted];
    cells.forEach((cell, i) => {
      if (cell.textContent !== texts[i]) cell.textContent = texts[i];
    });
    return row;
  }
}

const total = (counts) => counts.reduce((sum, n) => sum + n, 0);

// A piece of the rule's line.
function swatch() {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [name, value] of Object.entries({ class: 'swatch', viewBox: '0 0 32 10', 'aria-hidden': 'true' })) svg.setAttribute(name, value);
  const line = document.createElementNS(SVG, 'line');
  for (const [name, value] of Object.entries({ x1: 0, x2: 32, y1: 5, y2: 5, 'stroke-width': 2.2 })) line.setAttribute(name, value);
  svg.append(line);
  return svg;
}

customElements.define('race-lab', RaceLab);
