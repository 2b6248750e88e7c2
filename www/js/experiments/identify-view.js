// Contents of the charts, tables and sentences of the lab "Which rule was it?".

import { count, duration, megabytes, percent, quantity, share } from '../page/format.js';
import { isDark, token } from '../page/theme.js';

// Suspects that are no rule of their own.
const STEPS = { momentum: 'momentum', adam: 'Adam' };
const short = (lab, id) => STEPS[id] ?? lab.api.ruleStyle(id, isDark()).short;
const spread = (right, error) => (error == null ? percent(right) : `${right.toFixed(1)} ± ${percent(error)}`);
const chance = ({ report }) => ({ y: report.chance, name: 'chance' });

// Rows of the classifier that answers everything; others answer some questions.
const firsts = ({ rows }) => rows.filter(({ classifier }) => classifier === rows[0].classifier);
const title = (report, { name, classifier }) => (classifier === report.rows[0].classifier ? name : `${name} (${classifier})`);
const rowOf = ({ report }, id) => firsts(report).find((row) => row.id === id);
const observable = ({ report: { maps } }, id) => maps.findIndex((map) => map.id === id);

/** True if the classifier has begun to answer. */
export const hasAnswers = ({ report: { rows } }) => rows.some(({ right }) => right !== null);

/** Numbers of answers, first guesses among them, and before these of networks: charts are drawn anew when it changes. */
export function answered({ report: { rows, maps, times, planes, trained } }) {
  const cells = [...rows.flatMap(({ guess, right, held_out: held, leak, p }) => [guess, right, ...held, leak, p]), ...maps.flatMap(({ right }) => right.flat()), ...times.flatMap(({ right }) => right)];
  const there = cells.filter((value) => value !== null).length + planes.filter(({ tsne }) => tsne.length).length;
  return there ? `${there} answers` : `${trained} networks`;
}

/** Sources that the rule can be told from: id and name. */
export const choices = ({ report }) => firsts(report).map(({ id, name }) => ({ value: id, text: name }));

/** Success in telling the rule from each source: a view for the chart, see views.js. */
export function sources(lab) {
  const { report } = lab;
  const told = report.rows.filter(({ right, guess }) => (right ?? guess) !== null);
  if (!told.length) return learned(report);
  const guessed = told.every(({ right }) => right === null);
  const value = ({ right, guess }) => right ?? guess;
  const from = guessed ? `First guess, from ${count(report.first)} networks` : 'Right';
  const said = told.map((row) => `${title(report, row)} ${percent(value(row))}`).join(', ');
  return {
    spec: { y_label: guessed ? 'Right (%), first guess' : 'Right (%)', y: [0, 100], two_rows: true, bars: told.map((row) => ({ name: title(report, row), value: value(row) })), levels: [chance(lab)], color: token('--control'), highlight: null, margin_right: 66 },
    table: sourcesTable(report, told, from, value),
    words: `${guessed ? `${from}: ` : ''}${said}; chance is ${percent(report.chance)}.`,
  };
}

// Digits that the networks of each suspect read: there is no guess yet, but this much is known of them.
function learned({ names, accuracy, trained, networks }) {
  const there = names.map((name, i) => ({ name, read: accuracy[i] })).filter(({ read }) => read !== null);
  if (!there.length) return null;
  return {
    spec: { y_label: 'Digits read (%)', y: [0, 100], two_rows: true, bars: there.map(({ name, read: [value] }) => ({ name, value })), levels: [], color: token('--control'), highlight: null, margin_right: 66 },
    table: { caption: 'Digits that networks read at the end of their training', head: ['Suspect', 'Digits read'], rows: there.map(({ name, read }) => [name, spread(...read)]) },
    words: `${count(trained)} of ${count(networks)} networks are trained. Digits read: ${there.map(({ name, read: [value] }) => `${name} ${percent(value)}`).join(', ')}.`,
  };
}

// A column for each way to hold networks out, and for each control that was asked for.
function sourcesTable(report, told, from, value) {
  const { names, accuracy, hold_outs: ways } = report;
  const controls = [
    ['Split by layer', ({ leak }) => percent(leak), ({ leak }) => leak !== null],
    ['Names shuffled', ({ shuffled }) => (shuffled ? spread(...shuffled) : '–'), ({ shuffled }) => shuffled !== null],
    ['p', ({ p }) => (p === null ? '–' : p.toFixed(3)), ({ p }) => p !== null],
    ['Left out', ({ dropped }) => dropped.join(', ') || '–', ({ dropped }) => dropped.length > 0],
  ].filter(([, , asked]) => told.some(asked));
  const empty = [...ways, ...controls].map(() => '');
  return {
    caption: 'How often the rule is told rightly, a layer at a time, and about networks of a kind that was not learned from',
    head: ['Told from', from, ...ways.map((way) => way.replace(/^\w/, (letter) => letter.toUpperCase())), ...controls.map(([head]) => head)],
    rows: [
      ...told.map((row) => [title(report, row), spread(value(row), row.error), ...row.held_out.map(percent), ...controls.map(([, cell]) => cell(row))]),
      ...names.map((name, i) => [`${name}: digits read at the end`, accuracy[i] ? spread(...accuracy[i]) : '–', ...empty]),
    ],
  };
}

/** Suspects taken for others, by one source: a view. */
export const mistakes = (source) => (lab) => {
  const { names, settings } = lab.report;
  const row = rowOf(lab, source);
  if (!row || row.right === null) return null;
  const { name, confusion } = row;
  const each = confusion.flatMap((said, i) => said.map((value, j) => [names[i], names[j], percent(value)]));
  return {
    spec: { label: 'share of the row', range: [0, 1], written: true, panels: [{ name, names: settings.rules.map((id) => short(lab, id)), values: confusion.map((said) => said.map((value) => value / 100)) }], highlight: null },
    readings: each.map(([rule, said, value]) => `${name}: ${rule} put down to ${said} in ${value}`),
    table: { caption: `${name}: who is taken for whom`, head: ['Trained by', 'Put down to', 'Layers'], rows: each },
    words: `${name}: ${names.map((rule, i) => `${rule} right in ${percent(confusion[i][i])}`).join(', ')}.`,
  };
};

/** Sentence on what matters most to the classifier of one source; empty before there is an answer. */
export function mattersWords(lab, source) {
  const row = rowOf(lab, source);
  if (!row?.importance.length) return '';
  const first = row.importance.slice(0, 3).map(({ name, share: part }) => `${name} (${percent(part)})`);
  return `${row.name}: most of the importance lies with ${first.join(', ')}.`;
}

/** View of the weight that each snapshot has with the classifier, by one source, and in the table each statistic. */
export const matters = (source) => (lab) => {
  const row = rowOf(lab, source);
  if (!row?.importance.length) return null;
  const bars = row.moments.map((value, k) => ({ name: String(k + 1), value }));
  return {
    spec: { x_label: 'Snapshot', y_label: 'Share of the importance (%)', y: [0, null], two_rows: true, bars, levels: [], color: token('--control'), highlight: null },
    table: {
      caption: `${row.name}: what matters to the classifier, in per cent of the whole`,
      head: ['Statistic or snapshot', 'Importance'],
      rows: [...row.importance.map(({ name, share: part }) => [name, percent(part)]), ...bars.map(({ name, value }) => [`snapshot ${name}`, percent(value)])],
    },
    words: `${mattersWords(lab, source)} By snapshot: ${row.moments.map(percent).join(', ')}.`,
  };
};

const LETTERS = 'ABCDEFGH';

/** Every network as a point, as one source has it: a view. */
export const clouds = (source) => (lab) => {
  const { planes, drawn, names } = lab.report;
  const plane = planes.find(({ id }) => id === source);
  if (!plane || !plane.tsne.length) return null;
  const axis = (k) => `PC ${k + 1}, ${share(plane.shares[k])}`;
  const key = names.map((name, i) => `${LETTERS[i]}: ${name}`);
  const panels = [
    { name: 'Principal components', x_label: axis(0), y_label: axis(1), points: plane.components },
    { name: 't-SNE', x_label: '', y_label: '', points: plane.tsne },
  ];
  return {
    spec: { panels, classes: [...LETTERS.slice(0, names.length)], of: drawn, highlight: null },
    readings: key,
    table: { caption: `${plane.name}: each network is drawn as the letter of its suspect`, head: ['Letter', 'Suspect', 'Networks'], rows: names.map((name, i) => [LETTERS[i], name, String(drawn.filter((suspect) => suspect === i).length)]) },
    words: `${plane.name}, ${count(drawn.length)} networks, each drawn as the letter of its suspect. ${key.join('; ')}.`,
  };
};

/** Success of an observable of which only a part is measured, under noise: a view. */
export const parts = (source) => (lab) => {
  const { maps, fractions, sigmas } = lab.report;
  const map = maps[observable(lab, source)];
  if (!map || map.right[0][0] === null) return null;
  const { name, right } = map;
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

/** Success of an observable by the times at which the networks were looked at: a view. */
export const whens = (source) => (lab) => {
  const { times, maps } = lab.report;
  const o = observable(lab, source);
  if (o < 0 || times.every(({ right }) => right[o] === null)) return null;
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

/** Result in a sentence: a first guess until all is there, empty before. */
export function identifyWords({ report }) {
  const { chance: guess, finished, hold_outs: ways, first } = report;
  const rows = firsts(report);
  if (!finished) {
    const early = rows.filter((row) => row.guess !== null && row.right === null);
    if (!early.length) return '';
    return `First guess, from ${count(first)} networks. ${early.map((row) => `${row.name}: ${percent(row.guess)}`).join('; ')}. Guessing is right in ${percent(guess)}.`;
  }
  const held = (row) => ways.map((way, i) => `, in networks of ${way} ${percent(row.held_out[i])}`).join('');
  const told = rows.map((row) => `${row.name}: ${quantity(row.right, { decimals: 1, unit: '%' })}${held(row)}`);
  return `${told.join('; ')}. Guessing is right in ${percent(guess)}.`;
}
