// Contents of the variance lab's chart, table and sentences.

import { count, digits, share } from '../page/format.js';
import { isDark } from '../page/theme.js';

const measured = ({ report }) => report.rules.some(({ measured: [first] }) => first !== null);

/** Units that n counts. */
const SIDES = { both: 'n inputs, n outputs', outputs: '16 inputs, n outputs', inputs: 'n inputs, 16 outputs', hidden: '16 inputs, n hidden units, 16 outputs' };

function series({ api, report }) {
  const { widths } = report;
  const styles = report.rules.map(({ rule }) => api.ruleStyle(rule, isDark()));
  const line = (name, y, style) => ({ name, x: widths, y, style, label: true });
  const lines = report.rules.map(({ predicted }, i) => line(styles[i].short, predicted, { color: styles[i].color, dash: styles[i].dash, width: 1.6 }));
  const dots = report.rules.map((row, i) => ({ name: `${styles[i].short} measured`, x: widths, y: row.measured, style: { color: styles[i].color, width: 5 }, scatter: true }));
  const { color } = api.ruleStyle('backprop', isDark());
  return [line('gradient²', report.signal, { color, width: 1.6 }), ...lines, ...dots];
}

function table({ report }) {
  const cells = (row, i) => [digits(row.predicted[i]), row.measured[i] === null ? '–' : `${digits(row.measured[i])} ± ${digits(row.error[i])}`];
  return {
    caption: 'Variance of one weight’s update per unit of η², the mean over all weights; ± the standard error of what was measured',
    head: ['n', 'Weights', 'Units', 'Gradient²', ...report.rules.flatMap(({ name }) => [`${name}: predicted`, 'measured'])],
    rows: report.widths.map((n, i) => [String(n), count(report.weights[i]), count(report.units[i]), digits(report.signal[i]), ...report.rules.flatMap((row) => cells(row, i))]),
  };
}

/** A view for the chart: see views.js. */
export function varianceView(lab) {
  const { report } = lab;
  const last = report.widths.length - 1;
  const said = report.rules.map((row) => `${row.name}: predicted ${digits(row.predicted[last])}, measured ${digits(row.measured[last])}`);
  return {
    spec: { x_label: `n (${SIDES[report.settings.grow]})`, y_label: 'Variance of one weight’s update', y: [0.1, null], log_x: true, log_y: true, series: series(lab), levels: [], cursor: null },
    table: table(lab),
    steps: report.widths,
    words: `Both axes are logarithmic. At n = ${report.widths[last]}: ${said.join('; ')}.`,
    format: digits,
    place: (n) => `n = ${count(n)}`,
  };
}

/** The sentence under the button. */
export function varianceStatus({ phase, report }) {
  const { widths, settings } = report;
  const job = `${widths.length} widths, ${count(settings.draws)} proposals of each rule at each`;
  if (phase === 'idle') return `Ready: ${job}. The lines are predicted already.`;
  if (phase === 'finished') return `Finished: ${job}.`;
  return `${phase === 'paused' ? 'Paused' : 'Measuring'}: ${share(report.fraction)} of ${job}.`;
}

/** Result in words; empty before anything did. */
export function varianceWords(lab) {
  const { report, phase } = lab;
  if (!measured(lab) || phase !== 'finished') return '';
  const grew = report.rules.map((row) => `that of ${name(row)} as n to the power ${row.slope.toFixed(2)} (predicted ${row.predicted_slope.toFixed(2)})`);
  const last = report.widths.length - 1;
  const waits = report.rules.map((row) => `${digits(row.updates[last])} updates of ${name(row)}`);
  return `The variance grew: ${grew.join(', ')}. At n = ${report.widths[last]} you would have to average ${waits.join(', or ')}, until the noise left in the mean is no larger than the gradient.`;
}

const name = (row) => row.name.replace(/^\w/, (letter) => letter.toLowerCase());
