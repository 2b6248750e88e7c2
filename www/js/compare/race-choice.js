// Choices of a reader in a comparison: who takes part, how many seeds, and what is drawn.

import { make } from '../page/dom.js';
import { fixed, isHidden, isLocked, part } from '../page/locks.js';
import { axesOf } from './race-axes.js';
import { isHigh } from './race-curves.js';
import { isStrip } from './race-view.js';

/** Lanes and seeds, folded away; nothing if the page's link hides all of it. */
export function raceChoice(race) {
  const boxes = race.lanes.map(({ id, label }) => {
    const box = make('input', { type: 'checkbox', checked: race.has(id), value: id });
    box.addEventListener('change', () => (box.checked ? race.add(id) : race.drop(id)));
    return make('label', {}, box, label);
  });
  const who = isStrip(race) ? 'Rungs' : 'Who takes part';
  const lanes = make('fieldset', {}, make('legend', {}, who), make('div', { className: 'race-rules' }, ...boxes), ...moreRules(race));
  const summary = isStrip(race) ? 'Drop or add rungs, repeat with more or fewer seeds' : 'Add or drop rules, repeat with other seeds';
  const own = make('p', { className: 'doc' }, 'A rule that you wrote yourself joins from ', make('a', { href: 'your-own-rule.html' }, 'its editor'), '.');
  const inside = [...part('rules', lanes, own), ...part('seeds', seedField(race))];
  return inside.length ? [make('details', { className: 'race-choice' }, make('summary', {}, summary), ...inside)] : [];
}

// A way to all rules, where every rule can take part and the page has only some.
function moreRules({ allRules, api, lanes }) {
  const open = api.cards().every((card) => lanes.some(({ id }) => id === card.id));
  if (!open || !allRules) return [];
  const button = make('button', { type: 'button', title: 'Opens the page again with all rules; what was chosen and measured stays' }, 'More rules …');
  button.addEventListener('click', allRules);
  return [button];
}

function seedField(race) {
  const { most_seeds: most, seeds, id: scenario } = race.scenario;
  const id = `race-seeds-${scenario}`;
  const input = make('input', { type: 'number', id, min: 1, max: most, step: 1, value: race.seeds, inputMode: 'numeric', 'aria-describedby': `${id}-doc` });
  const what = isStrip(race) ? 'Each seed is one dot.' : 'With more than one, each is repeated: the curve is the mean over the seeds, the band ± one standard deviation.';
  const doc = `1 to ${most}; the default is ${seeds}. ${what}`;
  const said = make('span', { className: 'doc', id: `${id}-doc`, role: 'status' }, doc);
  input.addEventListener('change', () => {
    const fits = input.value !== '' && input.checkValidity();
    input.setAttribute('aria-invalid', String(!fits));
    said.textContent = fits ? doc : `Give a whole number from 1 to ${most}; the race keeps ${race.seeds}.`;
    if (fits) race.repeat(input.valueAsNumber);
  });
  return make('div', { className: 'field race-seeds' }, make('label', { htmlFor: id }, 'Seeds'), make('div', { className: 'entry' }, input), said);
}

/** The menu of what is drawn, if the page's link does not hide it. */
export function measureMenu(race) {
  if (isHidden('measure')) return [];
  const select = make('select', { disabled: isLocked('measure') });
  select.addEventListener('change', () => race.draw(select.value));
  let shown = null;
  const update = () => {
    const lines = race.scenario.menu.map(({ id, name }) => ({ id, name, why: whyNone(race, id) }));
    const now = JSON.stringify(lines);
    if (shown !== now) select.replaceChildren(...lines.map(({ id, name, why }) => make('option', { value: id, disabled: Boolean(why) }, why ? `${name}: ${why}` : name)));
    shown = now;
    if (select.value !== race.line.id) select.value = race.line.id;
  };
  race.addEventListener('change', update);
  update();
  return [make('label', { className: 'race-measure' }, 'Draw ', select, ...fixed('measure')), axisMenu(race), closeUp(race), relative(race)];
}

function checkbox(className, onChange) {
  const box = make('input', { type: 'checkbox' });
  const words = make('span');
  box.addEventListener('change', () => onChange(box.checked));
  return { words, label: make('label', { className: `${className} absent` }, box, words) };
}

// A switch that is there once somebody beside the first is measured.
function relative(race) {
  const { label, words } = checkbox('race-close', (checked) => race.lookRelative(checked));
  race.addEventListener('change', () => {
    const [first, second] = race.report?.racers ?? [];
    label.classList.toggle('absent', !second);
    if (second) words.textContent = ` As differences to ${first.lane.label}`;
  });
  return label;
}

// The menu of what it is drawn over.
function axisMenu(race) {
  const select = make('select', {}, ...axesOf(race.api).map(({ id, name }) => make('option', { value: id }, name)));
  const doc = () => {
    select.title = race.axis.doc ?? '';
  };
  select.value = race.axis.id;
  select.addEventListener('change', () => race.draw(race.line.id, select.value));
  race.addEventListener('change', doc);
  doc();
  return make('label', { className: 'race-axis' }, 'over ', select);
}

// A switch that is there once somebody is above 80 %.
function closeUp(race) {
  const { label, words } = checkbox('race-close', (checked) => race.lookClosely(checked));
  words.textContent = ' From 80 %';
  race.addEventListener('change', () => label.classList.toggle('absent', !isHigh(race)));
  return label;
}

// Reason why none of those who take part can have a value of this line; undefined if someone can, or nobody takes part.
function whyNone({ racers }, id) {
  const reasons = racers.map(({ lane }) => lane.lacks.find(([line]) => line === id)?.[1]);
  return reasons.every(Boolean) ? reasons[0] : undefined;
}
