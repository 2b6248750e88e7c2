// One update under the glass: a small network on three pictures, step by step, with the numbers of whatever is pointed at, and who in a
// brain would know what a synapse needs.

import { OWN_RULE, latest } from '../code/drafts.js';
import { trial } from '../code/trial.js';
import { Drawing, thumbnail } from '../glass/drawing.js';
import { happens, nameOf, reading } from '../glass/words.js';
import { make, makeChoices, makeTable } from '../page/dom.js';
import { opensWhenNear } from '../page/near.js';

const STEPS = ['Forward', 'Loss', 'What comes back', 'Change'];
const HINT = 'Point at a unit or a synapse, or tap it. With the keyboard, Tab to the drawing, then arrow keys. Thick lines are strong synapses, grey ones inhibit, and a unit is as dark as it is active.';

class UpdateGlass extends HTMLElement {
  shown = null; // id of the rule that is looked at
  #picture = 0;
  #step = 0;
  #item = null;

  connect(context) {
    opensWhenNear(this, context.awake, 'Open the glass', async () => {
      const engine = await context.workshop();
      return () => this.#open({ ...context, ...engine });
    });
  }

  #open(context) {
    this.api = context.api;
    this.trial = trial(context);
    this.drawing = new Drawing((item) => this.#pick(item));
    this.says = make('p', { className: 'glass-says', role: 'status' });
    this.name = make('h3', {});
    this.numbers = make('div', { className: 'table-box', tabIndex: 0, role: 'region', 'aria-label': 'Its numbers' });
    this.known = make('div', { className: 'table-box words', tabIndex: 0, role: 'region', 'aria-label': 'Who would know it' });
    this.pictures = make('div', {});
    const select = this.#makeSelect();
    const steps = makeChoices('Step', STEPS.map((text, value) => ({ value, text: `${value + 1} ${text}` })), 0, (step) => {
      this.#step = step;
      this.#show();
    });
    const label = make('label', { htmlFor: select.id }, 'Rule');
    const controls = make('div', { className: 'glass-controls' }, make('div', { className: 'field' }, label, make('div', { className: 'entry' }, select)), steps, this.pictures, this.says);
    const drawing = make('div', { className: 'glass-drawing' }, this.drawing.element, make('p', { className: 'quiet' }, HINT));
    this.replaceChildren(make('div', { className: 'glass' }, controls, drawing, make('div', { className: 'glass-side' }, this.name, this.numbers)), this.known);
    this.#look(select.value);
  }

  // The reader's own rule is the draft that was written last, or the code that the editor begins with.
  #makeSelect() {
    const rules = this.api.cards().map(({ id, name }) => make('option', { value: id }, name));
    const select = make('select', { id: `glass-rule-${(UpdateGlass.count += 1)}` }, ...rules);
    select.value = this.getAttribute('rule') ?? 'backprop';
    select.addEventListener('change', () => this.#look(select.value));
    return select;
  }

  async #look(rule) {
    try {
      this.glass = await this.trial.ask('glass', { rule, code: latest(OWN_RULE)?.code ?? '' });
    } catch (error) {
      this.says.textContent = `This rule could not be looked at. ${error.message}`;
      return;
    }
    this.shown = rule;
    this.drawing.open(this.glass);
    this.#item = this.drawing.first;
    this.#choosePictures();
    const rows = this.glass.known.map(({ what, place_name: place, who }) => [what, place, who]);
    this.known.replaceChildren(makeTable({ caption: `${this.glass.name}: who would know what a synapse of a hidden layer needs`, head: ['It needs', 'Known', 'By whom in a brain'], rows }));
    this.#show();
  }

  #choosePictures() {
    const { pictures, x } = this.glass;
    const choices = makeChoices('Picture', pictures.map((text, value) => ({ value, text: `“${text}”` })), this.#picture, (picture) => {
      this.#picture = picture;
      this.#show();
    });
    choices.querySelectorAll('label').forEach((choice, p) => choice.append(thumbnail(x[p])));
    this.pictures.replaceChildren(choices);
  }

  #pick(item) {
    this.#item = item;
    this.#read();
  }

  #show() {
    this.says.textContent = happens(this.glass, this.#picture, this.#step);
    this.drawing.show(this.#picture, this.#step);
    this.#read();
  }

  #read() {
    this.drawing.mark(this.#item);
    this.name.textContent = nameOf(this.glass, this.#item);
    const rows = reading(this.glass, this.#item, this.#picture, this.#step);
    this.numbers.replaceChildren(makeTable({ caption: `Picture “${this.glass.pictures[this.#picture]}”`, head: ['What', 'Number', 'Where it comes from'], rows }));
  }
}

UpdateGlass.count = 0;

customElements.define('update-glass', UpdateGlass);
