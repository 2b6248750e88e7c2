// Share of each digit that a network of a comparison on this page reads, epoch by epoch: `<race-classes race="hebbian">`. Collapse onto one
// class shows as one bar that grows while all others vanish.

import './bars-chart.js';
import { make } from '../page/dom.js';
import { percent } from '../page/format.js';
import { token } from '../page/theme.js';

const STEP_MS = 350;

class RaceClasses extends HTMLElement {
  #asking = false;
  #known = new Map(); // lane → per cents of each class after each epoch
  #measured = new Map(); // lane → how much was measured when they were asked for
  #at = Infinity; // epoch that is shown; the last one unless the reader chooses
  #chosen = null; // lane that the reader has chosen
  #timer = 0;

  /** `race` is that of the `race-lab` before it. */
  async connect() {
    this.race = await document.querySelector(`race-lab[scenario="${this.getAttribute('race')}"]`).ready;
    this.select = make('select', { id: `classes-of-${this.race.scenario.id}` });
    this.select.addEventListener('change', () => {
      this.#chosen = this.select.value;
      this.#show(Infinity);
    });
    this.slider = make('input', { type: 'range', min: 0, step: 1, id: `${this.select.id}-epoch` });
    this.slider.addEventListener('input', () => this.#show(this.slider.valueAsNumber));
    this.play = make('button', { type: 'button' }, 'Play the epochs');
    this.play.addEventListener('click', () => this.#play());
    this.chart = make('bars-chart', { 'data-shows': `classes-${this.race.scenario.id}`, 'data-title': 'Read correctly, digit by digit' });
    this.chart.view = (race) => this.#view(race);
    this.chart.empty = 'Train the networks above; then one bar a digit stands here.';
    const field = (words, control) => make('div', { className: 'field' }, make('label', { htmlFor: control.id }, words), make('div', { className: 'entry' }, control));
    this.steer = make('div', { className: 'steer', hidden: true }, field('Network of seed 1', this.select), field('Epoch', this.slider), this.play);
    this.replaceChildren(this.steer, this.chart);
    this.chart.connect(this.race);
    this.race.addEventListener('change', () => this.#update());
    this.#update();
  }

  // After an epoch; never while the last question is unanswered.
  async #update() {
    const there = this.race.racers.filter(({ canRead }) => canRead);
    const [stale] = there.filter((racer) => this.#measured.get(racer.lane.id) !== racer.measured);
    this.#offer(there);
    if (!stale || this.#asking) return;
    this.#asking = true;
    this.#measured.set(stale.lane.id, stale.measured);
    try {
      this.#known.set(stale.lane.id, await stale.classes());
      this.#show(this.#at);
    } catch {
      // Its worker is gone; the race says so.
    }
    this.#asking = false;
    this.#update();
  }

  #offer(racers) {
    const [now, wanted] = [[...this.select.options].map(({ value }) => value), racers.map(({ lane }) => lane.id)];
    this.steer.hidden = !wanted.length;
    if (now.join() === wanted.join()) return;
    this.select.replaceChildren(...racers.map(({ lane }) => make('option', { value: lane.id }, lane.label)));
    if (wanted.includes(this.#chosen)) this.select.value = this.#chosen; // else the first one's
  }

  #show(epoch) {
    const last = (this.#known.get(this.select.value)?.length ?? 0) - 1;
    this.#at = epoch < last ? epoch : Infinity; // at the end it follows the run
    this.slider.max = Math.max(last, 0);
    this.slider.value = Math.min(epoch, last);
    this.chart.update(true);
  }

  #play() {
    clearInterval(this.#timer);
    this.#show(0);
    this.#timer = setInterval(() => {
      const { valueAsNumber: at, max } = this.slider;
      if (at >= Number(max)) clearInterval(this.#timer);
      else this.#show(at + 1);
    }, STEP_MS);
  }

  #view({ racers }) {
    const epochs = this.#known.get(this.select.value);
    const racer = racers.find(({ lane }) => lane.id === this.select.value);
    if (!epochs?.length || !racer) return null;
    const { classes } = racer.lane.config;
    const at = Math.min(this.#at, epochs.length - 1);
    const digits = epochs[at].map((_, k) => String(classes.length ? classes[k] : k));
    const rows = digits.map((digit, k) => [digit, percent(epochs[at][k])]);
    return {
      spec: { x_label: 'Digit', y_label: `Correct (%), epoch ${at}`, y: [0, 100], bars: digits.map((name, k) => ({ name, value: epochs[at][k] })), levels: [], color: token('--control'), highlight: null, margin_right: 8 },
      table: { caption: `${racer.lane.label}, seed 1, after epoch ${at}`, head: ['Digit', 'Correct'], rows },
      words: `${racer.lane.label}, epoch ${at}: ${rows.map(([digit, value]) => `${digit}: ${value}`).join(', ')}.`,
    };
  }
}

customElements.define('race-classes', RaceClasses);
