// Contents of the charts, tables and sentences of the lab of the electrode, at one moment: before training or after it.

import { count, duration, megabytes, quantity, share } from '../page/format.js';
import { isDark, token } from '../page/theme.js';

/** The moments to choose from. */
export const MOMENTS = [
  { value: 0, text: 'untrained' },
  { value: 1, text: 'trained' },
];

const WHEN = ['before training', 'after training'];
const two = (value) => quantity(value, { decimals: 2, unit: '' });
const one = (value) => quantity(value, { decimals: 1, unit: '' });
const style = (lab, { rule }) => lab.api.ruleStyle(rule, isDark());
const middle = (spread) => spread?.[0] ?? null;

// Mean and standard deviation, as far as there are some.
function written(spread, write) {
  if (!spread) return '–';
  return spread[1] === null ? write(spread[0]) : `${write(spread[0])} ± ${write(spread[1])}`;
}

const measured = ({ report }, m) => report.rules.filter(({ moments }) => moments[m].correlation.some((found) => found !== null));

function table({ report }, m) {
  const row = ({ name, moments }) => {
    const { correlation, corrected, chance, plus, minus, others, difference, accuracy } = moments[m];
    return [name, ...correlation.map((found) => written(found, two)), written(corrected.at(-1), two), written(chance, two), ...[plus, minus, others, difference].map((found) => written(found, one)), written(accuracy, one)];
  };
  const trials = report.marks.map((n) => `r, ${count(n)} ${n === 1 ? 'trial' : 'trials'}`);
  return {
    caption: `Teaching signals and causal roles ${WHEN[m]}: mean ± SD over networks. r is the correlation over units and pictures; groups are in SD of the signal`,
    head: ['Rule', ...trials, 'without noise', 'chance', 'P+', 'P−', 'other units', 'P+ minus P−', 'Digits read (%)'],
    rows: report.rules.map(row),
  };
}

// The highest of the rules' chance levels.
function chance(lab, m) {
  const found = lab.report.rules.map(({ moments }) => middle(moments[m].chance)).filter((level) => level !== null);
  return found.length ? [{ y: Math.max(...found), name: 'chance' }] : [];
}

/** The correlation against the number of trials: a view for the chart, see views.js. */
export const heard = (m) => (lab) => {
  const rows = measured(lab, m);
  if (!rows.length) return null;
  const { marks } = lab.report;
  const series = rows.map((row) => {
    const { short, color, dash } = style(lab, row);
    return { name: short, x: marks, y: row.moments[m].correlation.map(middle), style: { color, dash, width: 1.8 }, points: true, label: true };
  });
  const said = rows.map(({ name, moments }) => `${name} ${two(middle(moments[m].correlation.at(-1)))}`);
  return {
    spec: { x_label: 'Trials', y_label: 'Correlation with the causal role', log_x: true, y: [-0.2, 1], series, levels: chance(lab, m), cursor: null },
    table: table(lab, m),
    steps: marks,
    words: `Correlation ${WHEN[m]}, ${count(marks.at(-1))} trials: ${said.join(', ')}.`,
    format: two,
    decimals: () => 2,
    place: (n) => `${count(n)} ${n === 1 ? 'trial' : 'trials'}`,
  };
};

/** Every unit of the first network: what it does, and what it is told. */
export const units = (m) => (lab) => {
  const rows = lab.report.rules.filter(({ moments }) => moments[m].points.some(([role, signal]) => role !== null && signal !== null));
  if (!rows.length) return null;
  const { plus } = lab.report;
  const points = (row) => row.moments[m].points.map((point) => point.map((value) => value ?? NaN));
  const key = ['+: units of P+, which count for their digit', '−: units of P−, which count against it'];
  return {
    spec: {
      panels: rows.map((row) => ({ name: style(lab, row).short, x_label: 'Causal role', y_label: 'Teaching signal', points: points(row) })),
      classes: ['+', '−'],
      of: plus.map((counts) => (counts ? 0 : 1)),
      highlight: null,
    },
    readings: key,
    table: {
      caption: `Units of the first network ${WHEN[m]}, on pictures of their own digit: role and signal, in standard deviations over all units and pictures`,
      head: ['Unit', 'Group', ...rows.flatMap(({ name }) => [`${name}: role`, 'signal'])],
      rows: plus.map((counts, unit) => [String(unit + 1), counts ? 'P+' : 'P−', ...rows.flatMap(({ moments }) => moments[m].points[unit].map(two))]),
    },
    words: `A panel for each rule: ${rows.map(({ name }) => name).join(', ')}. ${key.join('; ')}.`,
  };
};

/** The difference of the groups' teaching signals. */
export const groups = (m) => (lab) => {
  const rows = lab.report.rules.filter(({ moments }) => moments[m].difference);
  if (!rows.length) return null;
  const bars = rows.map((row) => ({ name: style(lab, row).short, value: row.moments[m].difference[0], color: style(lab, row).color }));
  const said = rows.map(({ name, moments }) => `${name} ${written(moments[m].difference, one)}`);
  return {
    spec: { y_label: 'P+ minus P− (SD of the signal)', two_rows: true, bars, levels: [], color: token('--control'), highlight: null },
    table: table(lab, m),
    words: `Teaching signal of P+ minus that of P−, on pictures of their own digit, ${WHEN[m]}: ${said.join(', ')}.`,
  };
};

/** The sentence under the button. */
export function electrodeStatus({ phase, report, download }) {
  const { settings, fraction, seconds_left: left } = report;
  const job = `${settings.rules.length} rules, ${count(settings.networks)} networks each, ${count(settings.trials)} trials`;
  if (phase === 'loading') return download ? `Loading the digits: ${megabytes(download.loaded)} of ${megabytes(download.total)}` : 'Loading the digits …';
  if (phase === 'idle') return `Ready: ${job}.`;
  if (phase === 'finished') return `Finished: ${job}.`;
  const rest = left == null || phase === 'paused' ? '' : `, about ${duration(left)} left`;
  return `${phase === 'paused' ? 'Paused' : 'Listening'}: ${share(fraction)} of ${job}${rest}.`;
}

/** Result in a sentence for each rule; empty before there is one. */
export function electrodeWords(lab, m) {
  const told = lab.report.rules.filter(({ moments }) => moments[m].correlation.some((found) => found) || moments[m].points.length);
  const sentences = told.map(({ name, moments }) => {
    const { correlation, corrected, accuracy, points } = moments[m];
    const last = correlation.at(-1);
    const reads = `reads ${quantity(middle(accuracy), { decimals: 0, unit: '%' })}`;
    if (!last) return points.length ? `${name}: no correlation, for roles or signals are all alike; ${reads}` : `${name}: ${two(middle(correlation.filter((found) => found).at(-1)))} so far`;
    const [heardAs, without] = [last, corrected.at(-1)].map((found) => two(middle(found)));
    return `${name}: ${heardAs}${without === '–' || without === heardAs ? '' : `, without noise ${without}`}; ${reads}`;
  });
  return sentences.length ? `Agreement ${WHEN[m]}. ${sentences.join('. ')}.` : '';
}
