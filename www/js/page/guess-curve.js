// A curve as a prediction: drawn with a finger on the empty chart of the race that follows, or written as "0: 90, 12: 40".

import { make } from './dom.js';

/** The points that a text gives, in the order of their epochs: {x: [], y: []}. Null if it cannot be read. */
export function pointsOf(text) {
  const points = new Map();
  for (const pair of text.split(/[,;]/).filter((part) => part.trim())) {
    const [x, y, ...more] = pair.split(':').map((number) => (number.trim() === '' ? NaN : Number(number.replace('−', '-'))));
    if (more.length || !Number.isFinite(x) || !Number.isFinite(y)) return null;
    points.set(x, y);
  }
  const x = [...points.keys()].sort((one, other) => one - other);
  return { x, y: x.map((at) => points.get(at)) };
}

const textOf = ({ x, y }) => x.map((at, i) => `${at}: ${y[i]}`).join(', ');

/** The first and the last value, in words; empty without points. */
export function inWords({ x, y }, unit) {
  if (!x.length) return '';
  const last = x.length - 1;
  const at = (i) => `${String(y[i]).replace('-', '−')}${unit}`;
  return last ? `${at(0)} at epoch ${x[0]}, ${at(last)} at epoch ${x[last]}` : `${at(0)} at epoch ${x[0]}`;
}

/**
 * A field for such a curve with a button that lets it be drawn; `race` is a promise of the race whose chart it is drawn in, `lane` and `line` say
 * whose curve of what. The race is told that nobody draws any longer when another field takes over.
 */
export function curveField({ id, value, race, lane, line }) {
  const input = make('input', { id, type: 'text', value: value && pointsOf(value) ? value : '', placeholder: '0: 90, 6: 60, 12: 40', autocomplete: 'off', 'aria-describedby': `${id}-how` });
  const button = make('button', { type: 'button', className: 'small', 'aria-pressed': 'false' }, 'Draw it in the chart');
  const how = make('span', { className: 'doc', id: `${id}-how` }, 'Epoch and value in pairs, or draw it.');
  const check = () => input.setCustomValidity(pointsOf(input.value) ? '' : 'Write an epoch, a colon, a value, and commas between such pairs.');
  const take = (x, y) => {
    const points = pointsOf(input.value) ?? { x: [], y: [] };
    input.value = textOf(pointsOf([...points.x.map((at, i) => `${at}: ${points.y[i]}`), `${x}: ${y}`].join()));
    input.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const mine = { lane, line, take, place: null };
  input.addEventListener('input', check);
  button.addEventListener('click', async () => {
    const found = await race;
    // Values under a finger are known to the workshop's module alone.
    mine.place ??= (await (await import('./save.js')).workshop()).curvesPlace;
    found.sketchIn(found.sketch === mine ? null : mine);
  });
  race.then((found) => found.addEventListener('change', () => {
    const drawing = found.sketch === mine;
    button.setAttribute('aria-pressed', String(drawing));
    button.textContent = drawing ? 'Done' : 'Draw it in the chart';
  }));
  check();
  return { input, parts: [input, button, how] };
}
