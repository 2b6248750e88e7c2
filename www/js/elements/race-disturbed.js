// Disturbed digits beside what each network of a comparison on this page reads in them: `<race-disturbed race="noisy">`.

import './picture-tiles.js';
import { make, makeChoices } from '../page/dom.js';
import { pause } from '../page/turns.js';
import { SWEEPS } from '../compare/sweep-view.js';

class RaceDisturbed extends HTMLElement {
  #kind = Object.keys(SWEEPS)[0];
  #strength = null;
  #shown = '';
  #asking = false;

  /** `race` is that of the `race-lab` before it. */
  async connect() {
    this.race = await document.querySelector(`race-lab[scenario="${this.getAttribute('race')}"]`).ready;
    this.strengths = make('div');
    this.said = make('p', { className: 'status' });
    this.rows = make('div', { className: 'disturbed' });
    const kinds = makeChoices('Disturbance', Object.entries(SWEEPS).map(([value, { title }]) => ({ value, text: title })), this.#kind, (kind) => {
      this.#kind = kind;
      this.#offer();
      this.#update();
    });
    this.replaceChildren(kinds, this.strengths, this.said, this.rows);
    this.race.addEventListener('change', () => this.#update());
    this.#offer();
    this.#update();
  }

  // The strengths at which accuracy is measured, the middle one first.
  #offer() {
    const all = this.race.scenario.menu.filter(({ id, strength }) => strength !== null && id.startsWith(`${this.#kind}.`)).map(({ strength }) => strength);
    this.#strength = all[Math.floor(all.length / 2)];
    this.strengths.replaceChildren(makeChoices(SWEEPS[this.#kind].letter, all.map((value) => ({ value, text: String(value) })), this.#strength, (strength) => {
      this.#strength = strength;
      this.#update();
    }));
  }

  async #update() {
    const racers = this.race.racers.filter(({ canRead }) => canRead);
    if (!racers.length) {
      this.#shown = '';
      this.rows.replaceChildren();
      this.said.textContent = 'Train the rules above; then ten disturbed digits stand here with what each network reads.';
      return;
    }
    const key = [this.#kind, this.#strength, ...racers.map(({ lane, measured }) => `${lane.id} ${measured}`)].join();
    if (key === this.#shown || this.#asking) return;
    this.#shown = key;
    this.#asking = true;
    const found = [];
    for (const racer of racers) {
      await pause();
      found.push(await this.#row(racer));
    }
    this.#asking = false;
    this.said.textContent = 'A double frame: misread as the digit below. The attack is made for each network; the noise is the same for all.';
    this.rows.replaceChildren(...found.filter(Boolean));
    this.#update();
  }

  async #row({ lane, disturbed }) {
    const racer = this.race.racers.find((one) => one.lane === lane);
    try {
      const seen = await racer.disturbed(this.#kind, this.#strength);
      const size = seen.rows * seen.cols;
      const right = seen.labels.filter((label, i) => label === seen.read[i]).length;
      const cards = seen.labels.map((label, i) => {
        const tile = make('picture-tiles');
        tile.digits(this.race.api, { ...seen, pixels: seen.pixels.subarray(i * size, (i + 1) * size) }, 1, `a ${label}, read as ${seen.read[i]}`);
        return make('li', { className: label === seen.read[i] ? '' : 'wrong' }, tile, String(seen.read[i]));
      });
      return make('section', {}, make('h4', {}, lane.label, make('small', {}, ` ${right} of ${seen.labels.length}`)), make('ul', { className: 'read-grid' }, ...cards));
    } catch {
      return null; // its worker is gone or begins anew; the race has told why
    }
  }
}

customElements.define('race-disturbed', RaceDisturbed);
