// The weights W turning towards the feedback weights B, live from a race on this page: `<race-turn race="feedback">`. B lies level, W stands
// at the measured angle, and paler lines are where it stood after earlier epochs.

import { make } from '../page/dom.js';
import { quantity } from '../page/format.js';
import { soon } from '../page/turns.js';

const SVG = 'http://www.w3.org/2000/svg';
const MEASURE = 'feedback.';

function shape(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const arrow = (kind, angle) => shape('g', { class: kind, transform: `rotate(${-angle})` }, shape('path', { d: 'M0 0H64' }), shape('path', { class: 'head', d: 'M70 0l-9 -4v8z' }));
const name = (kind, angle, text, along, off) => shape('g', { class: kind, transform: `rotate(${-angle}) translate(${along} ${off}) rotate(${angle})` }, shape('text', { y: 4 }, text));

// One dial: `angles` after each epoch, in degrees.
function dial(angles, words) {
  const [last, earlier] = [angles.at(-1), angles.slice(0, -1)];
  const pale = earlier.map((angle) => shape('path', { class: 'was', d: 'M0 0H64', transform: `rotate(${-angle})` }));
  return shape('svg', { viewBox: '-60 -94 156 110', role: 'img', 'aria-label': words }, ...pale, arrow('b', 0), arrow('w', last), name('b', 0, 'B', 82, 0), name('w', last, 'W', 76, -10));
}

class RaceTurn extends HTMLElement {
  #shown = '';

  /** `race` is that of the `race-lab` before it. */
  async connect() {
    this.race = await document.querySelector(`race-lab[scenario="${this.getAttribute('race')}"]`).ready;
    this.said = make('p', { className: 'status' });
    this.grid = make('div', { className: 'turns' });
    this.replaceChildren(this.said, this.grid);
    const update = () => this.#update();
    this.race.addEventListener('change', () => soon(update));
    update();
  }

  #update() {
    const lines = this.race.scenario.menu.filter(({ id }) => id.startsWith(MEASURE));
    const all = this.race.racers.map((racer) => ({ racer, dials: lines.map((line) => ({ line, angles: this.#angles(racer, line) })).filter(({ angles }) => angles.length) }));
    const key = all.map(({ racer, dials }) => `${racer.lane.id} ${dials.map(({ angles }) => angles.length)}`).join();
    if (key === this.#shown) return;
    this.#shown = key;
    const turning = all.filter(({ dials }) => dials.length);
    this.said.textContent = turning.length ? 'B lies level; W stands at the angle that was measured, and paler lines are where it stood after earlier epochs. Who of the two has moved, the drawing does not say.' : 'Train the rules above; then W turns here as it comes to B, or B to it.';
    this.grid.replaceChildren(...turning.map(({ racer, dials }) => this.#figure(racer, dials)));
  }

  // The first seed's.
  #angles(racer, { id }) {
    return (racer.valuesOf(1, id)[0]?.values ?? []).filter((value) => value !== null);
  }

  #figure({ lane }, dials) {
    const pictures = dials.map(({ line, angles }) => {
      const words = `${quantity(angles[0], line)} → ${quantity(angles.at(-1), line)}`;
      return make('figure', {}, dial(angles, `${lane.label}, ${line.name}: from ${quantity(angles[0], line)} to ${quantity(angles.at(-1), line)}`), make('figcaption', {}, `layer ${line.id.slice(MEASURE.length)}: ${words}`));
    });
    return make('section', {}, make('h4', {}, lane.label), make('div', { className: 'dials' }, ...pictures));
  }
}

customElements.define('race-turn', RaceTurn);
