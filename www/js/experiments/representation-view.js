// Contents of the charts, tables and sentences of the lab of representations.

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

// Digit that each layer takes to be most like this one.
function nearest({ report: { networks, classes } }, k) {
  const of = ({ name, nearest: near, rdm }) => (near[k] === null ? `${name} –` : `${name} ${classes[near[k]]} (${two(rdm[k][near[k]])})`);
  return `Most like ${classes[k]}: ${networks.map(of).join(', ')}`;
}

/** Likeness of the layers, by `measure`: a view. */
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

const components = {
  note: 'Share of the variance along the first two principal components',
  axes: (network) => [0, 1].map((k) => `PC ${k + 1}, ${share(network.shares[k])}`),
  points: ({ points }) => points,
  words: ({ shares: [a, b] }) => `${share(a + b)} of the variance`,
};
const tsne = {
  note: 'Share of the variance along the first two principal components, which t-SNE starts from',
  axes: () => ['', ''],
  points: ({ tsne: points }) => points,
  words: ({ tsne: points }) => `${count(points.length)} places by t-SNE`,
};
const PLANES = { components, tsne };

/** The pictures on each layer's first two principal components, or by t-SNE: a view. */
export const clouds = (plane) => (lab) => {
  const { classes, drawn } = lab.report;
  const { note, axes, points, words } = PLANES[plane];
  const networks = lab.report.networks.filter((network) => points(network).length);
  if (!networks.length) return null;
  const panel = (network) => ({ name: short(lab, network), x_label: axes(network)[0], y_label: axes(network)[1], points: points(network) });
  return {
    spec: { panels: networks.map(panel), classes: classes.map(String), of: drawn, highlight: null },
    readings: classes.map((_, k) => nearest(lab, k)),
    table: {
      caption: note,
      head: ['', 'PC 1', 'PC 2', 'both'],
      rows: networks.map(({ name, shares: [a, b] }) => [name, share(a), share(b), share(a + b)]),
    },
    words: `${count(drawn.length)} pictures, each drawn as its digit. ${networks.map((network) => `${network.name}: ${words(network)}`).join(', ')}.`,
  };
};

/** Likeness of each layer to what a reader gave: a view. */
export function foreign(lab) {
  const { compared, report: { networks } } = lab;
  if (!compared || !networks.length) return null;
  const { rsa, ceiling, subjects } = compared;
  const levels = ceiling ? ceiling.map((y, i) => ({ y, name: ['ceiling, lower', 'upper'][i] })) : [];
  const told = networks.slice(0, rsa.length);
  return {
    spec: { y_label: 'RSA', y: [Math.min(0, ...rsa.filter((value) => value !== null)), 1], two_rows: true, bars: told.map((network, i) => ({ name: short(lab, network), value: rsa[i], color: color(lab, network) })), levels, color: token('--control'), highlight: null, margin_right: 96 },
    table: {
      caption: `Rank correlation of dissimilarities with those from elsewhere, of ${count(subjects)} ${subjects === 1 ? 'subject' : 'subjects'}`,
      head: ['', 'RSA'],
      rows: [...told.map(({ name }, i) => [name, two(rsa[i])]), ...levels.map(({ y, name }) => [`Noise ${name}`, two(y)])],
    },
    words: told.map(({ name }, i) => `${name} ${two(rsa[i])}`).join(', '),
  };
}

/** State that the charts show so far: they are drawn anew when it changes. */
export const looked = ({ report: { networks } }) => networks.length + networks.filter(({ tsne: points }) => points.length).length;

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

/** Result in a sentence; empty before the end. */
export function representationWords({ report: { networks, cka, finished } }) {
  const trained = networks.map((network, i) => ({ ...network, i })).filter(({ rule }) => rule);
  if (!finished || !trained.length) return '';
  const moved = trained.map(({ name, accuracy, i }) => `${name}: ${percent(accuracy)} correct, CKA to the untrained layer ${two(cka[i][1])}`);
  return `${moved.join('; ')}.`;
}
