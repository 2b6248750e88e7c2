// Contents of a comparison's chart of curves: values or differences, the reader's own predictions beside them.

import { digits, quantity } from '../page/format.js';
import { longest, placeInWords, places, steps } from './race-axes.js';
import { absences, isBlank, laneStyle, spread } from './race-view.js';

const CLOSE = 80; // %
const CLOSE_UP = [CLOSE, 100];

/** True if somebody is above 80 %, so that a closer look at what is above shows more. */
export const isHigh = ({ line, report }) => line.unit === '%' && report !== null && report.racers.some(({ curve }) => curve.mean.some((value) => value > CLOSE));

function series(race, racers) {
  return racers.map((racer) => {
    const { lane, curve } = racer;
    const { color, dash, width, points } = laneStyle(race, lane);
    const at = places(racer);
    const placed = (values) => values.filter((_, i) => at[i] != null);
    const band = curve.sd.some((sd) => sd !== null) ? placed(curve.sd) : null;
    const alone = curve.mean.filter((value) => value !== null).length === 1; // no line leads to it
    return { name: lane.short, x: placed(at), y: placed(curve.mean), band, style: { color, dash, width }, points: points || alone, label: true };
  });
}

// Curves that the reader has drawn of what is drawn, over epochs.
function sketched(race) {
  if (race.axis.reading) return [];
  const drawn = race.guesses.filter(({ line, points }) => points && line === race.line.id && !race.relative);
  return drawn.map(({ lane: id, points: { x, y } }) => {
    const lane = race.lanes.find((one) => one.id === id);
    const { color } = laneStyle(race, lane);
    return { name: `your ${lane.short}`, x, y, band: null, style: { color, dash: 2, width: 1.2 }, points: true, label: true };
  });
}

/** True if differences are drawn: somebody has to be there beside the first. */
export const isRelative = ({ relative, report }) => relative && report !== null && report.racers.length > 1;

// Each with the curve that is drawn: its own, or its difference to the first one's, who then is the line at 0.
function drawn(race) {
  const { racers } = race.report;
  if (!isRelative(race)) return racers;
  const [first, ...others] = racers;
  return others.map((racer) => ({ lane: racer.lane, places: racer.places, curve: racer.differenceTo(first, race.seeds, race.line.id) }));
}

// The line of the menu as it is drawn: of differences, per cents are points.
function lineOf(race) {
  const { line } = race;
  if (!isRelative(race)) return line;
  const { label } = race.report.racers[0].lane;
  return { ...line, name: `${line.name}, difference to ${label}`, unit: line.unit === '%' ? ' points' : line.unit, range: null };
}

function levels({ line, racers, guesses }) {
  const mine = ({ lane }) => guesses.filter((guess) => guess.line === line.id && guess.lane === lane.id && !guess.points);
  const yours = racers.flatMap((racer) => mine(racer).map(({ value }) => ({ y: value, name: `your ${racer.lane.short}` })));
  const chance = racers.slice(0, 1).map(({ lane }) => ({ y: lane.chance, name: 'chance' }));
  const known = line.unit === '%' ? chance : [line.level].filter(Boolean).map(([y, name]) => ({ y, name }));
  return [...known, ...yours];
}

function table(race, racers, line) {
  return {
    caption: `${line.name}${line.unit && ` (${line.unit.trim()})`} after each epoch${race.axis.reading ? `, and ${race.axis.name} until then` : ''}`,
    head: ['Epoch', ...racers.map(({ lane }) => lane.label)],
    rows: longest(race).map((epoch) => [String(epoch), ...racers.map((racer) => spread(racer.curve, line, epoch) + placeInWords(race, racer, epoch))]),
  };
}

function axes(race, line) {
  const close = race.closeUp && isHigh(race) && !isRelative(race);
  const marks = isRelative(race) ? [{ y: 0, name: race.report.racers[0].lane.short }] : levels(race).filter(({ y }) => !close || y >= CLOSE);
  const y_label = line.unit ? `${line.name} (${line.unit.trim()})` : line.name;
  const { axis } = race;
  return { x_label: axis.label, y_label, x: [0, axis.reading ? null : race.config.epochs], y: close ? CLOSE_UP : line.range, x_integer: !axis.reading, series: sketched(race), levels: marks, cursor: null };
}

// "Backpropagation 91.2 % after epoch 3 (0.8 s)"
function told(race, racer, line) {
  const last = racer.curve.epochs.at(-1);
  return `${racer.lane.label} ${spread(racer.curve, line)} after epoch ${last}${placeInWords(race, racer, last)}`;
}

const SKETCHING = 'Draw with a finger or the mouse; “Done” stands in the box above.';

/** A view for the chart of curves: see views.js. */
export function raceView(race) {
  const { axis } = race;
  const line = lineOf(race);
  const spec = axes(race, line);
  const invite = race.sketch && SKETCHING;
  if (!race.report) return { spec: { ...spec, margin_right: 76 }, ...(invite && { invite }) };
  const racers = drawn(race);
  const words = racers.map((racer) => told(race, racer, line));
  return {
    spec: { ...spec, series: [...spec.series, ...series(race, racers)] },
    table: table(race, racers, line),
    invite: isBlank(race) ? absences(race) : (invite ?? ''),
    steps: steps(race),
    place: axis.reading ? (at) => `${digits(at)}${axis.unit || ` ${axis.name}`}` : undefined,
    words: `${line.name}: ${words.join('; ')}.`,
    format: (value) => quantity(value, line),
    decimals: () => line.decimals,
  };
}
