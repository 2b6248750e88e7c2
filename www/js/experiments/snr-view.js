// Contents of the SNR lab's charts, tables and sentences, of one layer.

import { count, megabytes, quantity, share } from '../page/format.js';
import { isDark, token } from '../page/theme.js';

// A ratio as it is worth after the pictures of a mark: the core says how many decimals.
const ratio = ({ report }, mark) => (value) => quantity(value, { decimals: report.decimals[mark], unit: '' });
const style = (lab, rule) => lab.api.ruleStyle(rule, isDark());
const layerOf = (lab, l) => lab.report.layers[Math.min(l, lab.report.layers.length - 1)];

function table(lab, l) {
  const { report } = lab;
  const { rules, silent, heard_floor: heard } = layerOf(lab, l);
  const row = (name, values) => [name, ...values.map((value, mark) => ratio(lab, mark)(value))];
  return {
    caption: `Signal-to-noise ratio in layer ${l + 1} after so many pictures`,
    head: ['', ...report.marks.map(count)],
    rows: [
      ...rules.map(({ name, snr }) => row(name, snr)),
      row('Pure noise, √(2/πn)', report.floor),
      ['Weights whose input is always 0', ...silent.map((q) => (q == null ? '–' : share(q)))],
      row('Pure noise in the other weights', heard),
    ],
  };
}

// The floor, and what is left of it where some weights never change.
function levels(lab, l, mark) {
  const { report } = lab;
  const { silent, heard_floor: heard } = layerOf(lab, l);
  const floor = { y: report.floor[mark], name: 'noise floor' };
  return silent[mark] ? [floor, { y: heard[mark], name: `${share(1 - silent[mark])} of it` }] : [floor];
}

/** The bars: a view for the chart, see views.js. */
export const snrBars = (l) => (lab) => {
  const { mark, marks } = lab.report;
  if (mark === null) return null;
  const bars = layerOf(lab, l).rules.map(({ rule, snr }) => ({ name: style(lab, rule).short, value: snr[mark], color: style(lab, rule).color }));
  const write = ratio(lab, mark);
  const words = layerOf(lab, l).rules.map(({ name, snr }) => `${name} ${write(snr[mark])}`);
  return {
    spec: { y_label: `Signal-to-noise ratio, ${count(marks[mark])} pictures`, y: [0, null], two_rows: true, bars, levels: levels(lab, l, mark), color: token('--control'), highlight: null },
    table: table(lab, l),
    words: `After ${count(marks[mark])} pictures: ${words.join(', ')}; noise floor ${write(lab.report.floor[mark])}.`,
  };
};

/** The ratio against the number of pictures. */
export const snrCurves = (l) => (lab) => {
  const { mark, marks, floor } = lab.report;
  if (mark === null) return null;
  const lines = layerOf(lab, l).rules.map(({ rule, snr }) => {
    const { short, color, dash } = style(lab, rule);
    return { name: short, x: marks, y: snr, style: { color, dash, width: 1.8 }, points: true, label: true };
  });
  const noise = { name: 'noise floor', x: marks, y: floor, style: { color: token('--muted'), dash: 1, width: 1.2 }, label: true };
  return {
    spec: { x_label: 'Pictures', y_label: 'Signal-to-noise ratio', log_x: true, log_y: true, series: [noise, ...lines], levels: [], cursor: null },
    table: table(lab, l),
    steps: marks.slice(0, mark + 1),
    words: 'Both axes are logarithmic. The noise floor sinks with the root of the number of pictures.',
    format: (value, n) => ratio(lab, marks.indexOf(n))(value),
    decimals: (n) => lab.report.decimals[marks.indexOf(n)],
    place: (n) => `${count(n)} pictures`,
  };
};

/** The sentence under the button. */
export function snrStatus({ phase, report, download }) {
  const most = count(report.marks.at(-1));
  const job = `${report.settings.rules.length} rules, ${most} single pictures each`;
  if (phase === 'loading') return download ? `Loading the digits: ${megabytes(download.loaded)} of ${megabytes(download.total)}` : 'Loading the digits …';
  if (phase === 'idle') return `Ready: ${job}. Nothing is trained.`;
  if (phase === 'finished') return `Finished: ${job}.`;
  return `${phase === 'paused' ? 'Paused' : 'Measuring'}: ${share(report.fraction)} of ${job}.`;
}

/** Meaning of the levels, with this layer's numbers; empty before there are any. */
export function snrWords(lab, l) {
  const { mark, marks, floor } = lab.report;
  if (mark === null) return '';
  const n = count(marks[mark]);
  const { silent } = layerOf(lab, l);
  const noise = `Pure noise does not score 0: the mean of ${n} draws is still off, on average by √(2/(π · ${n})) = ${ratio(lab, mark)(floor[mark])} of their spread.`;
  if (!silent[mark]) return `${noise} Every weight of this layer gets some input, so this floor holds for all of them.`;
  return `${noise} And ${share(silent[mark])} of this layer’s weights come from pixels that are black in all ${n} pictures. A rule that multiplies with the input never changes them, they count as 0, and its noise in the others scores only ${share(1 - silent[mark])} of the floor.`;
}
