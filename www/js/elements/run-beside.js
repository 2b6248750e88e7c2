// The run of this page beside the one before it: both curves, what was set otherwise, and each digit's accuracy in both.

import './curve-chart.js';
import { make, makeTable } from '../page/dom.js';
import { count, percent } from '../page/format.js';
import { VIEWS } from '../run/views.js';

class RunBeside extends HTMLElement {
  connect(session) {
    this.chart = make('curve-chart', { 'data-shows': 'beside', 'data-title': 'This run and the one before' });
    this.chart.view = VIEWS.beside;
    this.chart.empty = 'Train, change a setting, and train again: the two runs then stand side by side.';
    this.box = make('div', { className: 'table-box', tabIndex: 0, role: 'region', 'aria-label': 'Two runs side by side', hidden: true });
    this.replaceChildren(this.chart, this.box);
    this.chart.connect(session);
    session.addEventListener('change', () => this.#update(session));
    this.#update(session);
  }

  #update({ report, previous, api }) {
    const both = Boolean(previous && report?.epochs.length);
    this.box.hidden = !both;
    if (!both || this.shown === report) return;
    this.shown = report;
    this.box.replaceChildren(makeTable({
      caption: 'What was set otherwise, and what came of it',
      head: ['Setting or result', 'The run before', 'This run'],
      rows: [...differences(api, previous.config, report.config), ...outcomes(previous, report)],
    }));
  }
}

// Settings of which the two have other values.
function differences(api, before, now) {
  const text = (value) => (Array.isArray(value) ? value.join(', ') || '–' : String(value));
  const fields = api.fields().filter(({ id }) => text(before[id]) !== text(now[id]));
  return fields.map(({ id, label }) => [label, text(before[id]), text(now[id])]);
}

function outcomes(before, now) {
  const last = ({ epochs }) => epochs.at(-1);
  const digits = now.classes.filter((digit) => before.classes.includes(digit));
  const of = ({ per_class: values, classes }, digit) => percent(values[classes.indexOf(digit)]);
  return [
    ['Epochs', ...[before, now].map((report) => count(last(report).epoch))],
    ['Validation accuracy', ...[before, now].map((report) => percent(last(report).valid_accuracy))],
    ['Training accuracy', ...[before, now].map((report) => percent(last(report).train_accuracy))],
    ...digits.map((digit) => [`Digit ${digit}`, of(before, digit), of(now, digit)]),
  ];
}

customElements.define('run-beside', RunBeside);
