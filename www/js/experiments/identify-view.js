// What the charts, tables and sentences of the lab "Which rule was it?" show.

import { count, duration, megabytes, percent, quantity, share } from '../page/format.js';
import { isDark, token } from '../page/theme.js';

// Suspects that are no rule of their own.
const STEPS = { momentum: 'momentum', adam: 'Adam' };
const short = (lab, id) => STEPS[id] ?? lab.api.ruleStyle(id, isDark()).short;
const spread = (right, error) => (error == null ? percent(right) : `${right.toFixed(1)} ± ${percent(error)}`);
const chance = ({ report }) => ({ y: report.chance, name: 'chance' });

/** Whether the classifier has begun to answer. */
export const hasAnswers = ({ report: { rows } }) => rows[0].right !== null;

/** How well the rule is told from each source: a view for the chart, see views.js. */
export function sources(lab) {
  const { rows, names, accuracy } = lab.report;
  if (!hasAnswers(lab)) return null;
  const told = rows.filter(({ right }) => right !== null);
  return {
    spec: { y_label: 'Right (%)', y: [0, 100], two_rows: true, bars: told.map(({ name, right }) => ({ name, value: right })), levels: [chance(lab)], color: token('--control'), highlight: null, margin_right: 66 },
    table: {
      caption: 'How often the rule is told rightly, a layer at a time, and with networks of another width',
      head: ['Told from', 'Right', 'Another width'],
      rows: [
        ...told.map(({ name, right, error, other_width: other }) => [name, spread(right, error), percent(other)]),
        ...names.map((name, i) => [`${name}: digits read at the end`, accuracy[i] ? spread(...accuracy[i]) : '–', '']),
      ],
    },
    words: `${told.map(({ name, right }) => `${name} ${percent(right)}`).join(', ')}; chance is ${percent(lab.report.chance)}.`,
  };
}

/** Who is taken for whom, by one source; the last is accuracy alone: a view. */
export const mistakes = (source) => (lab) => {
  const { rows, names, settings } = lab.report;
  const { name, right, confusion } = rows.at(source);
  if (right === null) return null;
  const each = confusion.flatMap((said, i) => said.map((value, j) => [names[i], names[j], percent(value)]));
  return {
    spec: { label: 'share of the row', range: [0, 1], written: true, panels: [{ name, names: settings.rules.map((id) => short(lab, id)), values: confusion.map((said) => said.map((value) => value / 100)) }], highlight: null },
    readings: each.map(([rule, said, value]) => `${name}: ${rule} put down to ${said} in ${value}`),
    table: { caption: `${name}: who is taken for whom`, head: ['Trained by', 'Put down to', 'Layers'], rows: each },
    words: `${name}: ${names.map((rule, i) => `${rule} right in ${percent(confusion[i][i])}`).join(', ')}.`,
  };
};

/** How well an observable does if only a part of it is measured, under noise: a view. */
export const parts = (o) => (lab) => {
  const { maps, fractions, sigmas } = lab.report;
  const { name, right } = maps[o];
  if (right[0][0] === null) return null;
  const series = fractions.map((fraction, i) => ({ name: share(fraction), x: sigmas, y: right[i], style: { color: token('--control'), dash: i, width: 1.8 }, points: true, label: true }));
  return {
    spec: { x_label: 'Noise (sd of what is measured)', y_label: 'Right (%)', x: [0, sigmas.at(-1)], y: [0, 100], series, levels: [chance(lab)], cursor: null, margin_right: 66 },
    table: {
      caption: `${name}: right if so much is measured, under so much noise, in standard deviations (sd) of what is measured`,
      head: ['Measured', ...sigmas.map((sigma) => `${sigma} sd`)],
      rows: fractions.map((fraction, i) => [share(fraction), ...right[i].map(percent)]),
    },
    steps: sigmas,
    place: (sigma) => `Noise ${sigma} sd`,
    words: `${name}: all of them, without noise, ${percent(right[0][0])}; ${share(fractions.at(-1))} of them ${percent(right.at(-1)[0])}; all with the most noise ${percent(right[0].at(-1))}.`,
    format: percent,
  };
};

/** How well an observable does by when the networks were looked at: a view. */
export const whens = (o) => (lab) => {
  const { times, maps } = lab.report;
  if (times.every(({ right }) => right[o] === null)) return null;
  return {
    spec: { y_label: 'Right (%)', y: [0, 100], two_rows: true, bars: times.map(({ name, right }) => ({ name, value: right[o] })), levels: [chance(lab)], color: token('--control'), highlight: null, margin_right: 66 },
    table: {
      caption: 'Right, by the snapshots that are looked at',
      head: ['Snapshots', ...maps.map(({ name }) => name)],
      rows: times.map(({ name, snapshots, right }) => [`${name} (${snapshots.map((k) => k + 1).join(', ')})`, ...right.map(percent)]),
    },
    words: times.map(({ name, right }) => `${name} ${percent(right[o])}`).join(', '),
  };
};

/** The sentence under the button. */
export function identifyStatus({ phase, report, download }) {
  const { networks, trained, fraction, seconds_left: left } = report;
  if (phase === 'loading') return download ? `Loading the digits: ${megabytes(download.loaded)} of ${megabytes(download.total)}` : 'Loading the digits …';
  if (phase === 'idle') return `Ready: ${count(networks)} networks of ${names(report)}.`;
  if (phase === 'finished') return `Finished: ${count(networks)} networks of ${names(report)}.`;
  const rest = left == null || phase === 'paused' ? '' : `, about ${duration(left)} left`;
  const now = trained < networks ? `network ${count(trained + 1)} of ${count(networks)}` : 'asking the classifier';
  return `${phase === 'paused' ? 'Paused' : 'Working'}: ${share(fraction)} done, ${now}${rest}.`;
}

const names = (report) => `${report.names.length} suspects`;

/** What came out, in a sentence; empty before the end. */
export function identifyWords({ report: { rows, chance: guess, finished } }) {
  if (!finished) return '';
  const told = rows.map(({ name, right, other_width: other }) => `${name}: ${quantity(right, { decimals: 1, unit: '%' })}, in networks of another width ${percent(other)}`);
  return `${told.join('; ')}. Guessing is right in ${percent(guess)}.`;
}
