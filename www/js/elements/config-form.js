// The settings, made from the wasm module's own table of fields, presets and rule cards.

import { make } from '../page/dom.js';
import { commaDoubt, makeInput, named, show, taken, written } from '../page/entry.js';
import { fieldPart, fixed, isHidden, isLocked } from '../page/locks.js';

// A parameter's value as its control holds it: a choice by its name, of which a configuration has the place.
const chosen = ({ choices }, value) => choices[value]?.id ?? value;

const MORE = 'more'; // no rule

class ConfigForm extends HTMLElement {
  #rule = null;
  #config = null;

  connect(session) {
    this.session = session;
    this.hidden = isHidden('settings');
    this.set = make('fieldset', {}, make('legend', { className: 'unseen' }, 'Settings'));
    this.problem = make('div', { className: 'notice', role: 'alert', hidden: true });
    this.replaceChildren(this.set);
    session.addEventListener('change', () => this.#update());
    this.#update();
  }

  #update() {
    const { config, busy } = this.session;
    const began = busy && !this.set.disabled;
    this.set.disabled = busy || isLocked('settings');
    if (config === this.#config && !began) return;
    this.#config = config;
    if (config.rule !== this.#rule) this.#build();
    for (const { read } of this.entries) read();
  }

  #build() {
    const { api, config } = this.session;
    this.#rule = config.rule;
    const card = api.cards().find(({ id }) => id === config.rule);
    const kind = ({ choices }) => (choices.length ? 'choice' : 'real');
    const own = card.params.map((param) => ({ ...param, kind: kind(param), label: param.name, unit: null, step: null, basic: true, param: true }));
    // Code has an editor of its own.
    const fields = api.fields().filter(({ kind }) => kind !== 'code').map((field) => this.#offered(field));
    this.entries = [...fields, ...own].map((field) => this.#entry(field));
    const pick = (basic) => this.entries.filter(({ field }) => field.basic === basic).flatMap(({ field, box }) => fieldPart(field, box));
    this.set.replaceChildren(
      make('legend', { className: 'unseen' }, 'Settings'),
      ...fixed('settings'),
      make('div', { className: 'fields' }, ...pick(true)),
      make('details', {}, make('summary', {}, 'More settings'), make('div', { className: 'fields' }, ...pick(false))),
      this.problem,
    );
  }

  // The list of rules ends with where there are more.
  #offered(field) {
    if (field.id !== 'rule' || !this.session.allRules) return field;
    return { ...field, choices: [...field.choices, { id: MORE, name: 'More rules …' }] };
  }

  #entry(field) {
    const id = `field-${field.id}`;
    const input = makeInput(field, id);
    const doc = make('span', { className: 'doc', id: `${id}-doc` });
    input.setAttribute('aria-describedby', doc.id);
    const line = make('div', { className: 'entry' }, input);
    if (field.unit) line.append(make('span', { className: 'unit' }, field.unit));
    if (field.id === 'seed') line.append(this.#newSeed());
    input.addEventListener('change', () => this.#take(field, input));
    const read = () => {
      const value = field.param ? chosen(field, this.session.config.params[field.id] ?? field.default) : this.session.config[field.id];
      if (!show(input, value)) return;
      doc.replaceChildren(make('strong', {}, commaDoubt(field, value)), `${field.doc} ${this.#defaultText(field)}`);
      this.problem.hidden = true;
    };
    return { field, read, box: make('div', { className: 'field' }, make('label', { htmlFor: id }, field.label), line, doc) };
  }

  #newSeed() {
    const button = make('button', { type: 'button' }, 'New seed');
    button.addEventListener('click', () => this.session.change('seed', this.session.api.freshSeed()));
    return button;
  }

  #defaultText(field) {
    if (field.id === 'preset') return this.session.api.presets().find(({ id }) => id === this.session.config.preset)?.doc ?? '';
    if (field.id === 'rule') return '';
    const preset = this.session.api.checkConfig({ preset: this.session.config.preset });
    const value = field.param ? chosen(field, field.default) : preset[field.id];
    return `Default: ${named(field, value)}.`;
  }

  #take(field, input) {
    const { session } = this;
    try {
      const value = taken(field, input);
      if (value === MORE) {
        session.allRules();
        return;
      }
      if (field.param) session.change('params', { ...session.config.params, [field.id]: value });
      else session.change(field.id, value);
    } catch (error) {
      input.setAttribute('aria-invalid', 'true');
      this.problem.textContent = `${error.message} The run keeps ${written(session.config[field.id]) || 'what it had'}.`;
      this.problem.hidden = false;
    }
  }
}

customElements.define('config-form', ConfigForm);
