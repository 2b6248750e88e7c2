// What the charts, tables and sentences of the lab of representations show.

import { count, digits, duration, megabytes, percent, quantity, share } from '../page/format.js';
import { isDark, token } from '../page/theme.js';

const two = (value) => quantity(value, { decimals: 2, unit: '' });

// A network's name where there is little room: the rule's, or its own.
const short = (lab, { rule, name }) => (rule ? lab.api.ruleStyle(rule, isDark()).short : name.toLowerCase());
const color = (lab, { rule }) => (rule ? lab.api.ruleStyle(rule, isDark()).color : token('--control'));

/** The dissimilarities of digits, a matrix for each layer: a view for the chart, see views.js. */
export function dissimilarities(lab) {
  const { networks, classes } = lab.report;
  if (!networks.length) return null;
  const names = classes.map(String);
  const each = networks.flatMap((network) => network.rdm.flatMap((row, i) => row.map((value, j) => ({ name: network.name, i, j, value }))));
  return {
    spec: { label: '1 − correlation', range: [0, 1.5], written: false, panels: networks.map((network) => ({ name: short(lab, network), names, values: network.rdm })), highlight: null },
    readings: each.map(({ name, i, j, value }) => `${name}: ${names[i]} and ${names[j]} ${two(value)}`),
    table: {
      caption: 'Dissimilarity of two digits, 1 − correlation of their mean activities',
      head: ['Digits', ...networks.map(({ name }) => name)],
      rows: names.flatMap((a, i) => names.slice(i + 1).map((b, j) => [`${a} and ${b}`, ...networks.map(({ rdm }) => two(rdm[i][i + 1 + j]))])),
    },
    words: `Of ${networks.map(({ name }) => name).join(', ')}: how differently each answers to two digits. ${nearest(lab, 4)}.`,
  };
}

// Which digit each layer takes to be most like this one.
function nearest({ report: { networks, classes } }, k) {
  const of = ({ name, nearest: near, rdm }) => (near[k] === null ? `${name} –` : `${name} ${classes[near[k]]} (${two(rdm[k][near[k]])})`);
  return `Most like ${classes[k]}: ${networks.map(of).join(', ')}`;
}

/** How alike the layers are, by `measure`: a view. */
export const alike = (measure) => (lab) => {
  const { networks, [measure]: values } = lab.report;
  if (networks.length < 2) return null;
  const names = networks.map((network) => short(lab, network));
  const label = { cka: 'linear CKA', rsa: 'RSA' }[measure];
  return {
    spec: { label, range: [0.4, 1], written: true, panels: [{ name: '', names, values }], highlight: null },
    readings: values.flatMap((row, i) => row.map((value, j) => `${networks[i].name} and ${networks[j].name}: ${label} ${two(value)}`)),
    table: { caption: `How alike two layers are, by ${label}`, head: ['', ...networks.map(({ name }) => name)], rows: networks.map(({ name }, i) => [name, ...values[i].map(two)]) },
    words: networks.slice(1).map(({ name }, i) => `${name} and ${networks[i].name}: ${two(values[i + 1][i])}`).join(', '),
  };
};

/** The participation ratio of each layer: a view. */
export function dimensions(lab) {
  const { networks } = lab.report;
  if (!networks.length) return null;
  return {
    spec: { y_label: 'Participation ratio', y: [0, null], two_rows: true, bars: networks.map((network) => ({ name: short(lab, network), value: network.dimensions, color: color(lab, network) })), levels: [], color: token('--control'), highlight: null },
    table: {
      caption: 'Dimensions of each layer’s activity, and how well its network reads validation pictures',
      head: ['', 'Units', 'Participation ratio', 'Accuracy'],
      rows: networks.map(({ name, units, dimensions: ratio, accuracy }) => [name, count(units), digits(ratio), percent(accuracy)]),
    },
    words: networks.map(({ name, dimensions: ratio }) => `${name} ${digits(ratio)}`).join(', '),
  };
}

/** The pictures on each layer's first two principal components: a view. */
export function components(lab) {
  const { networks, classes, drawn } = lab.report;
  if (!networks.length) return null;
  const axis = (network, k) => `PC ${k + 1}, ${share(network.shares[k])}`;
  return {
    spec: { panels: networks.map((network) => ({ name: short(lab, network), x_label: axis(network, 0), y_label: axis(network, 1), points: network.points })), classes: classes.map(String), of: drawn, highlight: null },
    readings: classes.map((_, k) => nearest(lab, k)),
    table: {
      caption: 'Share of the variance along the first two principal components',
      head: ['', 'PC 1', 'PC 2', 'both'],
      rows: networks.map(({ name, shares: [a, b] }) => [name, share(a), share(b), share(a + b)]),
    },
    words: `${count(drawn.length)} pictures, each drawn as its digit. ${networks.map(({ name, shares: [a, b] }) => `${name}: ${share(a + b)} of the variance`).join(', ')}.`,
  };
}

/** The sentence under the button. */
export function representationStatus({ phase, report, download }) {
  const { names, networks, settings, seconds_left: left } = report;
  const job = `${settings.rules.length} ${settings.rules.length === 1 ? 'network' : 'networks'}, ${count(settings.epochs)} ${settings.epochs === 1 ? 'epoch' : 'epochs'} each`;
  if (phase === 'loading') return download ? `Loading the digits: ${megabytes(download.loaded)} of ${megabytes(download.total)}` : 'Loading the digits …';
  if (phase === 'idle') return `Ready: ${job}.`;
  if (phase === 'finished') return `Finished: ${job}, seen through ${count(report.images)} pictures.`;
  const now = names[networks.length];
  const rest = left == null || phase === 'paused' ? '' : `, about ${duration(left)} left`;
  return `${phase === 'paused' ? 'Paused' : 'Training'}: ${share(report.fraction)} done${now ? `, at ${now}` : ''}${rest}.`;
}

/** What came out, in a sentence; empty before the end. */
export function representationWords({ report: { networks, cka, finished } }) {
  const trained = networks.map((network, i) => ({ ...network, i })).filter(({ rule }) => rule);
  if (!finished || !trained.length) return '';
  const moved = trained.map(({ name, accuracy, i }) => `${name}: ${percent(accuracy)} correct, CKA to the untrained layer ${two(cka[i][1])}`);
  return `${moved.join('; ')}.`;
}
