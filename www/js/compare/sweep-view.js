// Pictures that each rule of a comparison reads the more these are disturbed: a curve over the strength.

import { quantity } from '../page/format.js';
import { laneStyle, spread } from './race-view.js';

const SCALE = 'black is 0, white is 1';

/** Measures that can be swept: the measure whose lines it is, and how its strength is called. */
export const SWEEPS = {
  noise: { title: 'Under noise', letter: 'σ', x_label: `σ of the noise (${SCALE})` },
  fgsm: { title: 'Under attack', letter: 'ε', x_label: `ε of the attack (${SCALE})` },
};

/** A view for the chart of one sweep: see views.js. */
export function sweepView(race, measure) {
  const { letter, x_label, title } = SWEEPS[measure];
  const swept = race.scenario.menu.filter(({ id, strength }) => strength !== null && id.startsWith(`${measure}.`));
  const lines = [{ ...race.scenario.menu.find(({ id }) => id === 'accuracy'), strength: 0 }, ...swept];
  const x = lines.map(({ strength }) => strength);
  const levels = race.racers.length ? [{ y: race.racers[0].lane.chance, name: 'chance' }] : [];
  const spec = { x_label, y_label: 'Accuracy (%)', x: [0, x.at(-1)], y: [0, 100], x_integer: false, series: [], levels, cursor: null };
  if (!race.report) return { spec: { ...spec, margin_right: 76 } };
  const rows = race.report.racers.map((racer) => ({ lane: racer.lane, ends: lines.map(({ id }) => racer.curveOf(race.seeds, id)) }));
  const last = ({ mean }) => mean.at(-1) ?? null;
  const series = rows.map(({ lane, ends }) => {
    const { color, dash, width } = laneStyle(race, lane);
    return { name: lane.short, x, y: ends.map(last), band: null, style: { color, dash, width }, points: true, label: true };
  });
  const words = rows.map(({ lane, ends }) => `${lane.label} ${ends.map((end, i) => spread(end, lines[i])).join(', ')}`);
  return {
    spec: { ...spec, series },
    table: {
      caption: `${title}: accuracy (%) by ${letter}, after the last epoch so far`,
      head: [letter, ...rows.map(({ lane }) => lane.label)],
      rows: lines.map((line, i) => [String(line.strength), ...rows.map(({ ends }) => spread(ends[i], line))]),
    },
    steps: x,
    place: (at) => `${letter} = ${Number(at.toFixed(2))}`,
    words: `${title}, for ${letter} = ${x.join(', ')}: ${words.join('; ')}.`,
    format: (value) => quantity(value, lines[0]),
  };
}
