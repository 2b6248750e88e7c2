// The settings of an experiment, from the wasm module's own table: a few at once, the rest folded away.

import { make } from './dom.js';
import { commaDoubt, makeInput, named, show, taken, written } from './entry.js';
import { fieldPart, fixed, isHidden, isLocked } from './locks.js';

export class LabForm {
  element = make('div', { className: 'lab-form' });
  #experiment;
  #entries;
  #set;
  #problem = make('div', { className: 'notice', role: 'alert', hidden: true });
  #config = null;

  /** `fields` as wasm lists them, `name` to tell the page's forms apart. */
  constructor(experiment, fields, name) {
    this.#experiment = experiment;
    const defaults = experiment.usual ?? experiment.config;
    this.#entries = fields.map((field) => this.#entry(field, `${name}-${field.id}`, defaults));
    const pick = (basic) => this.#entries.filter(({ field }) => field.basic === basic).flatMap(({ field, box }) => fieldPart(field, box));
    const fold = make('details', {}, make('summary', {}, 'More settings'), make('div', { className: 'fields' }, ...pick(false)));
    this.#set = make('fieldset', {}, make('legend', { className: 'unseen' }, 'Settings'), ...fixed('settings'), make('div', { className: 'fields' }, ...pick(true)), fold);
    this.element.append(this.#set, this.#problem);
    this.element.hidden = isHidden('settings');
    experiment.addEventListener('change', () => this.#update());
    this.#update();
  }

  #entry(field, id, defaults) {
    if (field.kind === 'several') return this.#several(field);
    const input = makeInput(field, id);
    const doc = make('span', { className: 'doc', id: `${id}-doc` }, `${field.doc} Default: ${named(field, defaults[field.id])}.`);
    input.setAttribute('aria-describedby', doc.id);
    input.addEventListener('change', () => this.#take(field, input));
    const line = make('div', { className: 'entry' }, input, ...(field.unit ? [make('span', { className: 'unit' }, field.unit)] : []));
    const doubt = make('strong');
    doc.prepend(doubt);
    const read = (value) => {
      show(input, value);
      doubt.textContent = commaDoubt(field, value);
    };
    return { field, read, box: make('div', { className: 'field' }, make('label', { htmlFor: id }, field.label), line, doc) };
  }

  // A box for each of several.
  #several(field) {
    const boxes = field.choices.map(({ id, name }) => ({ id, name, input: make('input', { type: 'checkbox', value: id }) }));
    const chosen = () => boxes.filter(({ input }) => input.checked).map(({ id }) => id);
    const read = (values) => boxes.forEach(({ id, input }) => {
      input.checked = values.includes(id);
    });
    for (const { input } of boxes) {
      input.addEventListener('change', () => {
        this.#take(field, input, chosen());
        read(this.#experiment.config[field.id]);
      });
    }
    const labels = boxes.map(({ name, input }) => make('label', {}, input, name));
    const box = make('fieldset', { className: 'several' }, make('legend', {}, field.label), make('div', { className: 'checks' }, ...labels), make('span', { className: 'doc' }, field.doc));
    return { field, read, box };
  }

  #take(field, input, value) {
    try {
      this.#experiment.change(field.id, value ?? taken(field, input));
    } catch (error) {
      input.setAttribute('aria-invalid', 'true');
      this.#problem.textContent = `${error.message} The lab keeps ${written(this.#experiment.config[field.id])}.`;
      this.#problem.hidden = false;
    }
  }

  #update() {
    const { config, busy } = this.#experiment;
    this.#set.disabled = busy || isLocked('settings');
    if (config === this.#config) return;
    this.#config = config;
    this.#problem.hidden = true;
    for (const { field, read } of this.#entries) read(config[field.id]);
  }
}
