// The settings of a comparison: what all share, and what each has for itself.

import { make } from '../page/dom.js';
import { commaDoubt, heedsTyping, show } from '../page/entry.js';
import { LabForm } from '../page/lab-form.js';
import { fixed, isLocked } from '../page/locks.js';

// Fields that a comparison takes from elsewhere: who takes part, the seeds, the code.
const ELSEWHERE = new Set(['rule', 'seed', 'code']);

// The settings that all share, as a form wants them.
class Shared extends EventTarget {
  #race;

  constructor(race) {
    super();
    this.#race = race;
    race.addEventListener('change', () => this.dispatchEvent(new Event('change')));
  }

  get config() {
    return this.#race.scenario.common;
  }

  get usual() {
    return this.#race.scenario.usual;
  }

  get busy() {
    return this.#race.busy;
  }

  change(id, value) {
    this.#race.set(id, String(value) === String(this.usual[id]) ? '' : String(value));
  }
}

// Folded away, and made when it is first unfolded: the page opens the sooner, and a run has less to bring up to date.
function unfolds(words, fill) {
  const fold = make('details', { className: 'race-settings' }, make('summary', {}, words));
  fold.addEventListener('toggle', () => fold.append(...fill()), { once: true });
  return fold;
}

/** Shared settings, folded away. */
export function sharedSettings(race) {
  return unfolds('Change what all share: network, rate, batches …', () => {
    const fields = race.api.fields().filter(({ id }) => !ELSEWHERE.has(id));
    return [new LabForm(new Shared(race), fields, `race-${race.scenario.id}`).element];
  });
}

/** A learning rate and the rule's parameters for each who takes part, folded away. */
export function laneSettings(race) {
  return unfolds('Rate and parameters of each', () => laneFieldset(race));
}

function laneFieldset(race) {
  const place = make('div', { className: 'lane-settings' });
  const problem = make('div', { className: 'notice', role: 'alert', hidden: true });
  const set = make('fieldset', {}, make('legend', { className: 'unseen' }, 'Settings of each'), place);
  let fields = [];
  let shown = null;
  const update = () => {
    set.disabled = race.busy || isLocked('settings');
    const now = JSON.stringify([race.racers.map(({ lane }) => lane.id), race.code, race.settings]);
    if (shown === now) return;
    shown = now;
    problem.textContent = doubts(race);
    problem.hidden = !problem.textContent;
    const wanted = race.racers.flatMap(({ lane }) => laneFields(race, lane));
    // The same fields stay, and the focus in them.
    const ids = (list) => JSON.stringify(list.map(({ key, label }) => [key, label]));
    if (ids(wanted) !== ids(fields)) {
      fields = wanted.map((field) => ({ ...field, ...laneInput(race, field, problem) }));
      place.replaceChildren(...race.racers.map(({ lane }) => make('div', { className: 'lane-fields' }, make('strong', {}, lane.label), ...fields.filter((field) => field.lane === lane.id).map(({ box }) => box))));
    }
    fields.forEach(({ input, key, label }, i) => {
      show(input, race.settings[key] ?? '');
      input.placeholder = wanted[i].usual;
      input.setAttribute('aria-label', `${label}; ${wanted[i].usual} if empty`);
    });
  };
  race.addEventListener('change', update);
  update();
  const doc = make('p', { className: 'doc' }, 'An empty field is as it stands in grey. A change starts the comparison over.');
  return [doc, ...fixed('settings'), set, problem];
}

// A sentence for a lane's rate that may have been meant as one number.
function doubts({ racers, settings }) {
  const rates = racers.map(({ lane }) => [lane.label, (settings[`${lane.id}.lr`] ?? '').split(',').map((part) => part.trim())]);
  return rates.map(([label, rate]) => [label, commaDoubt({ kind: 'reals' }, rate)]).filter(([, doubt]) => doubt).map((said) => said.join(': ')).join('');
}

// Settings of one who takes part.
function laneFields(race, lane) {
  const plain = race.plain(lane.id);
  const rate = { id: 'lr', name: 'Learning rate', doc: '', usual: plain.config.lr.join(', ') };
  const param = ({ id, name, doc, default: usual, choices = [] }) => {
    const value = plain.config.params[id] ?? usual;
    return { id: `p.${id}`, name: name ?? id, doc: doc ?? '', usual: choices[value]?.name ?? String(value), choices };
  };
  const fields = [rate, ...paramsOf(race, lane).map(param)];
  return fields.map(({ id, name, ...field }) => ({ ...field, key: `${lane.id}.${id}`, lane: lane.id, name, label: `${name} of ${lane.label}` }));
}

function paramsOf({ api }, { rule, config: { code } }) {
  return code ? api.readScript(code).params : api.cards().find(({ id }) => id === rule).params;
}

function laneControl({ doc, usual, choices }) {
  if (!choices?.length) return make('input', { type: 'text', inputMode: 'decimal', autocomplete: 'off', title: doc });
  return make('select', { title: doc }, ...[{ id: '', name: `as it is: ${usual}` }, ...choices].map(({ id, name }) => make('option', { value: id }, name)));
}

function laneInput(race, field, problem) {
  const { key, name } = field;
  const input = heedsTyping(laneControl(field));
  input.addEventListener('change', () => {
    try {
      race.set(key, input.value.trim());
    } catch ({ message }) {
      input.setAttribute('aria-invalid', 'true');
      problem.textContent = `${message} It keeps what it had.`;
      problem.hidden = false;
    }
  });
  return { input, box: make('label', {}, name, input) };
}
