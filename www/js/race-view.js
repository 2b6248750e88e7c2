// What the race's chart, table and sentences show.

import { percent } from './format.js';
import { isDark } from './theme.js';

const last = (list) => list.at(-1) ?? null;

/** "87.7 %", or "87.7 ± 0.9 %" over several seeds. */
export function accuracy({ mean, sd }, at = mean.length - 1) {
  if (mean[at] == null) return '–';
  return sd[at] == null ? percent(mean[at]) : `${mean[at].toFixed(1)} ± ${sd[at].toFixed(1)} %`;
}

/** Who has the highest accuracy, or null. */
export function leader({ report }) {
  const best = (a, b) => (last(b.curve.mean) > last(a.curve.mean) ? b : a);
  return report?.racers.reduce(best) ?? null;
}

function series(race) {
  return race.report.racers.map(({ card, curve }) => {
    const { color, dash, short } = race.api.ruleStyle(card.id, isDark());
    const band = curve.sd.some((sd) => sd !== null) ? curve.sd : null;
    return { name: short, x: curve.epochs, y: curve.mean, band, style: { color, dash, width: 2.2 }, points: false, label: true };
  });
}

// The epochs that the furthest rule has finished.
const longest = ({ report }) => report.racers.map(({ curve }) => curve.epochs).reduce((a, b) => (b.length > a.length ? b : a));

function table(race) {
  const { racers } = race.report;
  return {
    caption: 'Validation accuracy after each epoch',
    head: ['Epoch', ...racers.map(({ card }) => card.name)],
    rows: longest(race).map((epoch) => [String(epoch), ...racers.map(({ curve }) => accuracy(curve, epoch))]),
  };
}

/** A view for the chart: see views.js. */
export function raceView(race) {
  const { epochs } = race.defaults;
  const spec = { x_label: 'Epoch', y_label: 'Correct (%)', x: [0, epochs], y: [0, 100], x_integer: true, series: [], levels: [], cursor: null };
  if (!race.report) return { spec: { ...spec, margin_right: 76 } };
  const words = race.report.racers.map(({ card, curve }) => `${card.name} ${accuracy(curve)} after epoch ${last(curve.epochs)}`);
  return {
    spec: { ...spec, series: series(race), levels: [{ y: race.report.chance, name: 'chance' }] },
    table: table(race),
    steps: longest(race),
    words: `${words.join('; ')}. Chance is ${percent(race.report.chance)}.`,
    format: percent,
  };
}

/** The status of one rule in a word or two. */
export function standing(race, { state, diverged }) {
  if (diverged.size && state !== 'lost') return race.seeds > 1 ? `${diverged.size} of ${race.seeds} diverged` : 'diverged';
  if (state === 'lost' || state === 'failed' || state === 'finished') return state;
  if (race.phase === 'paused') return 'paused';
  if (race.phase !== 'training') return 'ready';
  return state === 'loading' ? 'loading' : 'training';
}

/** The sentence under the button. */
export function raceStatus(race) {
  const { phase, racers } = race;
  if (!racers.length) return 'No rule takes part. Choose some below.';
  if (phase === 'loading') return 'Loading the digits …';
  if (phase === 'idle') return `Ready: ${race.defaults.epochs} epochs each.`;
  const words = { training: 'Training', paused: 'Paused', finished: 'Finished' }[phase];
  const first = leader(race);
  return first ? `${words}. ${first.card.name} leads with ${accuracy(first.curve)}.` : `${words} …`;
}

/** What all have in common, and who is different. */
export function conditions(race) {
  const { config, defaults, cards } = race;
  const special = defaults.params.filter(([rule]) => race.has(rule)).map(([rule, param, value]) => {
    const card = cards.find(({ id }) => id === rule);
    return `${card.name}: ${card.params.find(({ id }) => id === param).name.replace(/^\w/, (letter) => letter.toLowerCase())} = ${value}.`;
  });
  return `Same first weights, same batches of ${config.batch}, learning rate ${defaults.lr} for all. ${special.join(' ')}`;
}
