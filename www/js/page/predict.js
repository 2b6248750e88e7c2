// Boxes that ask for a prediction take it, keep it on this device, and show it again at the laboratory that answers, beside what happened.
// A list `.asked` in a box asks for numbers (`data-number="%"`), choices (`data-choice="one|other"`) and curves (`data-curve="%"`). A number
// with `data-lane` and `data-line` is of that lane's last value in the race that follows, a curve of all its values; both stand in its chart.

import { make } from './dom.js';
import { quantity } from './format.js';
import { curveField, inWords, pointsOf } from './guess-curve.js';
import { KeptAnswer } from './kept-answer.js';

// A box is known by its page and how its question begins.
const nameOf = (box) => `answer:${location.pathname.split('/').at(-1)}${location.hash.startsWith('#/') ? location.hash : ''}:${box.textContent.trim().slice(0, 60)}`;

/** The laboratory that follows the box before the next box does, if there is one. */
function answering(box) {
  const all = [...document.querySelectorAll('main .prompt, main .lab')];
  const next = all[all.indexOf(box) + 1];
  return next?.classList.contains('lab') ? next : null;
}

// One question of a list, as a field in its place; `race` is a promise of the race that answers.
function field(item, id, value, race) {
  const { number, choice, curve, lane, line } = item.dataset;
  const words = item.textContent.trim();
  const unit = { '%': ' %' }[number ?? curve] ?? number ?? curve ?? '';
  if (curve !== undefined) {
    const { input, parts } = curveField({ id, value, race, lane, line });
    item.replaceChildren(make('label', { htmlFor: id }, words), make('span', { className: 'entry curve' }, ...parts));
    return { words, input, unit, lane, line, said: () => inWords(pointsOf(input.value) ?? { x: [], y: [] }, unit) };
  }
  const options = choice?.split('|').map((text) => make('option', { value: text }, text));
  const input = options ? make('select', { id }, make('option', { value: '' }, 'Choose'), ...options) : make('input', { id, type: 'number', step: 'any', inputMode: 'decimal' });
  input.value = value ?? '';
  item.replaceChildren(make('label', { htmlFor: id }, words), make('span', { className: 'entry' }, input, ...(number ? [make('span', { className: 'unit' }, number)] : [])));
  return { words, input, unit, lane, line, said: () => `${input.value.replace('-', '−')}${unit}` };
}

/** Finding of a race on a question, in words; null if it has not finished, or has no such value. */
function happened(race, { lane, line, input }) {
  const racer = race?.phase === 'finished' ? race.racers.find((one) => one.lane.id === lane) : null;
  if (!racer) return null;
  if (line === 'successes') return racer.ends ? `${racer.ends.successes} of ${racer.ends.runs}` : null;
  const { mean } = racer.curveOf(race.seeds, line);
  const words = (value) => quantity(value, race.scenario.menu.find(({ id }) => id === line));
  if (mean.at(-1) == null) return null;
  const first = mean.findIndex((value) => value !== null);
  return input.type === 'text' ? `${words(mean[first])} at epoch ${first}, ${words(mean.at(-1))} at epoch ${mean.length - 1}` : words(mean.at(-1));
}

/** The race of a laboratory, once it is there; never, if it has none. */
async function raceOf(lab) {
  const found = lab?.querySelector('race-lab');
  if (!found) return new Promise(() => {});
  await customElements.whenDefined('race-lab');
  return found.ready;
}

class Prediction {
  #race = null;

  constructor(box, id) {
    this.kept = new KeptAnswer(nameOf(box));
    const { text, fields } = this.kept.own;
    const lab = answering(box);
    const race = raceOf(lab);
    this.fields = [...box.querySelectorAll('.asked > li')].map((item, i) => field(item, `${id}-${i}`, fields[i], race));
    this.text = make('textarea', { id, rows: this.fields.length ? 1 : 2, maxLength: 1000, value: text });
    this.said = make('span', { className: 'quiet', role: 'status' });
    this.shown = make('div', { className: 'predicted', hidden: true });
    const label = this.fields.length ? 'And why?' : 'Your prediction: a number, a name, or a sentence';
    box.append(make('div', { className: 'prediction' }, make('label', { htmlFor: id }, label), this.text, this.said));
    box.addEventListener('input', () => this.#keep());
    lab?.prepend(this.shown);
    if (this.fields.some(({ lane }) => lane)) race.then((found) => this.#follow(found));
    this.#show();
  }

  #follow(race) {
    this.#race = race;
    race.addEventListener('change', () => this.#show());
    this.#tell();
  }

  // The race's chart shows them, too.
  #tell() {
    if (!this.#race) return;
    const guesses = this.fields.filter(({ lane, input }) => lane && input.value !== '' && input.checkValidity());
    this.#race.guess(guesses.map(({ lane, line, input }) => ({ lane, line, ...(input.type === 'text' ? { points: pointsOf(input.value) } : { value: input.valueAsNumber }) })));
  }

  #keep() {
    const kept = this.kept.write({ text: this.text.value, fields: this.fields.map(({ input }) => input.value) });
    this.said.textContent = kept ? 'Kept on this device, and shown beside what happens.' : 'This device keeps nothing; it lasts as long as the page.';
    this.#tell();
    this.#show();
  }

  #show() {
    const answers = this.fields.filter(({ input }) => input.value !== '').map((one) => {
      const found = one.lane ? happened(this.#race, one) : null;
      return make('li', {}, `${one.words}: ${one.said()}`, ...(found ? [make('strong', {}, ` · it was ${found}`)] : []));
    });
    const words = this.text.value.trim();
    const others = this.kept.others.map(({ text, fields }) => make('p', { className: 'quiet' }, `In another tab you wrote: ${[...fields, text.trim()].filter(Boolean).map((one) => `“${one}”`).join(', ')}`));
    this.shown.hidden = !words && !answers.length && !others.length;
    this.shown.replaceChildren(make('strong', {}, 'You predicted: '), ...(words ? [`“${words}”`] : []), ...(answers.length ? [make('ul', {}, ...answers)] : []), ...others);
  }
}

/** Lets each box of the page that asks for a prediction take one. */
export function takesPredictions() {
  const boxes = [...document.querySelectorAll('main .prompt')].filter((box) => box.querySelector('strong')?.textContent.startsWith('Predict'));
  boxes.forEach((box, i) => new Prediction(box, `prediction-${i}`));
}
