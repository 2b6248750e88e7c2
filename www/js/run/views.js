// Contents of each chart of a session: the spec for the wasm charts, and the same as a table.
// A view is a function (session) → {spec, table, words} or null when there is nothing yet.

import { chanceLevel, chanceWords } from '../data/chance.js';
import { count, duration, loss, percent } from '../page/format.js';
import { isDark, token } from '../page/theme.js';

const LEFT = 48; // the same in neighbours, so that they can be read across

function style(session, kind) {
  const { color, dash } = session.api.ruleStyle((session.report?.config ?? session.config).rule, isDark());
  return kind === 'valid' ? { color, dash, width: 2 } : { color, dash: 2, width: 1.2 };
}

function line(session, kind, key, name) {
  const { epochs } = session.report;
  return {
    name,
    x: epochs.map(({ epoch }) => epoch),
    y: epochs.map((row) => row[key]),
    band: null,
    style: style(session, kind),
    points: true,
    label: true,
  };
}

function curves(session, y_label, y, series, levels) {
  return {
    x_label: 'Epoch', y_label, x: [0, session.report.config.epochs], y, x_integer: true, log_y: false,
    series, levels, cursor: null, margin_left: LEFT,
  };
}

function accuracy(session) {
  const { report } = session;
  const rows = report.epochs.map((row) => [String(row.epoch), percent(row.train_accuracy), percent(row.valid_accuracy), percent(row.test_accuracy), duration(row.seconds)]);
  return {
    spec: curves(session, 'Correct (%)', [0, 100], [
      line(session, 'train', 'train_accuracy', 'training'),
      line(session, 'valid', 'valid_accuracy', 'validation'),
    ], [chanceLevel(report)]),
    table: { caption: 'Accuracy after each epoch', head: ['Epoch', 'Training', 'Validation', 'Test', 'Time'], rows },
    words: `Validation accuracy ${percent(report.epochs.at(-1)?.valid_accuracy)} after epoch ${report.epochs.at(-1)?.epoch}; ${chanceWords(report)}.`,
    format: percent,
  };
}

function lossCurves(session) {
  const { report } = session;
  const batches = { ...line(session, 'train', 'train_loss', 'batches'), x: report.trace.epoch, y: report.trace.loss, points: false };
  const rows = report.epochs.map((row) => [String(row.epoch), loss(row.train_loss), loss(row.valid_loss)]);
  return {
    spec: {
      ...curves(session, 'Loss per picture', null, [batches, line(session, 'valid', 'valid_loss', 'validation')], []),
      margin_left: report.trace.loss.at(-1) > 999 ? null : LEFT, // a diverging run needs room for its numbers
    },
    table: { caption: 'Loss after each epoch', head: ['Epoch', 'Training', 'Validation'], rows },
    words: `Validation loss ${loss(report.epochs.at(-1)?.valid_loss)} after epoch ${report.epochs.at(-1)?.epoch}.`,
    format: loss,
  };
}

function perClass(session) {
  const { report } = session;
  const rows = report.per_class.map((value, i) => [String(report.classes[i]), percent(value)]);
  return {
    spec: {
      x_label: 'Digit', y_label: 'Correct (%)', y: [0, 100],
      bars: report.per_class.map((value, i) => ({ name: String(report.classes[i]), value })),
      levels: report.commonest == null ? [chanceLevel(report)] : [], // always the same answer is right for all of its class
      color: token('--control'), highlight: null, margin_left: LEFT, margin_right: 66,
    },
    table: { caption: 'Validation accuracy for each digit', head: ['Digit', 'Correct'], rows },
    words: `Correct for each digit: ${rows.map(([digit, value]) => `${digit}: ${value}`).join(', ')}.`,
  };
}

// The run before in grey dashes, as it is measured at the same epochs.
function beside(session) {
  const { report, previous } = session;
  const before = { ...line({ ...session, report: previous }, 'valid', 'valid_accuracy', 'before'), style: { color: token('--muted'), dash: 1, width: 2 } };
  const furthest = [previous, report].reduce((a, b) => (b.config.epochs > a.config.epochs ? b : a));
  const spec = curves({ ...session, report: furthest }, 'Correct (%)', [0, 100], [before, line(session, 'valid', 'valid_accuracy', 'this run')], [chanceLevel(report)]);
  const at = ({ epochs }, epoch) => percent(epochs[epoch]?.valid_accuracy);
  const epochs = Array.from({ length: furthest.config.epochs + 1 }, (_, epoch) => epoch);
  return {
    spec,
    table: { caption: 'Validation accuracy after each epoch', head: ['Epoch', 'The run before', 'This run'], rows: epochs.map((epoch) => [String(epoch), at(previous, epoch), at(report, epoch)]) },
    steps: epochs,
    words: `Validation accuracy: ${percent(report.epochs.at(-1).valid_accuracy)} now, ${percent(previous.epochs.at(-1).valid_accuracy)} in the run before.`,
    format: percent,
  };
}

/** The digits that a run tells apart. */
export const classesOf = ({ config: { classes } }) => (classes.length ? classes : Array.from({ length: 10 }, (_, digit) => digit));

/** Counts of the chosen digits in one split, as bars; the table has all three. */
export function countsView(session, split) {
  const { train, valid, test } = session.summary;
  const digits = classesOf(session);
  const rows = digits.map((digit) => [String(digit), count(train[digit]), count(valid[digit]), count(test[digit])]);
  rows.push(['All', ...[train, valid, test].map((counts) => count(digits.reduce((sum, digit) => sum + counts[digit], 0)))]);
  return {
    spec: {
      x_label: 'Digit', y_label: 'Pictures', y: null,
      bars: digits.map((digit) => ({ name: String(digit), value: session.summary[split][digit] })),
      levels: [], color: token('--control'), highlight: null, margin_left: LEFT, margin_right: 8,
    },
    table: { caption: 'Pictures of each digit', head: ['Digit', 'Training', 'Validation', 'Test'], rows },
    words: `Pictures of each digit: ${digits.map((digit) => `${digit}: ${count(session.summary[split][digit])}`).join(', ')}.`,
  };
}

// Before a run only the axes stand there, for a run of the settings chosen.
const axes = (y_label, y) => ({ config }) => ({
  spec: { x_label: 'Epoch', y_label, x: [0, config.epochs], y, x_integer: true, series: [], levels: [], margin_left: LEFT },
});

const measured = (view, empty) => (session) => (session.report?.epochs.length ? view(session) : empty(session));

/** By the name in a chart's `data-shows`. */
export const VIEWS = {
  accuracy: measured(accuracy, axes('Correct (%)', [0, 100])),
  loss: measured(lossCurves, axes('Loss per picture', [0, 2.5])),
  beside: (session) => (session.previous && session.report?.epochs.length ? beside(session) : null),
  'per-class': measured(perClass, () => null),
};
