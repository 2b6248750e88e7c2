// A run's rule as it shows itself: traces over its settling steps or over layers, what becomes of them from epoch to epoch, and pictures. Which
// there are, the rule says; for one that shows nothing there is nothing here.

import './curve-chart.js';
import './picture-tiles.js';
import { make } from '../page/dom.js';
import { small } from '../page/format.js';
import { isDark } from '../page/theme.js';
import { MeasuredElement } from './measured-element.js';

const COLUMNS = 5;
const NOTHING = { traces: [], course: [], pictures: [] };

class RuleInside extends MeasuredElement {
  inner = NOTHING;

  connect({ session }) {
    this.chart = make('curve-chart', { 'data-shows': 'settling', 'data-title': 'Settling' });
    // Without a run there is nothing to show, whatever the one before showed.
    this.chart.view = () => session.report && settling(session, this.inner.traces);
    this.chart.empty = 'The steps in which it settles are drawn here.';
    this.course = make('curve-chart', { 'data-shows': 'course', 'data-title': 'The same after each epoch' });
    this.course.view = () => session.report && course(session, this.inner.course);
    this.course.empty = 'What becomes of it is drawn here.';
    this.pictures = make('div', { className: 'weights' });
    this.hidden = true;
    this.replaceChildren(this.chart, this.course, this.pictures);
    this.chart.connect(session);
    this.course.connect(session);
    this.watch(session);
  }

  clear() {
    this.inner = NOTHING;
    this.hidden = true;
  }

  async show() {
    this.inner = await this.session.ask('inner');
    const { traces, pictures } = this.inner;
    this.hidden = !traces.length && !pictures.length;
    this.chart.hidden = !traces.length;
    this.course.hidden = !traces.length;
    this.pictures.replaceChildren(...pictures.map((one) => this.#figure(one)));
    for (const chart of [this.chart, this.course]) chart.update(true);
  }

  #figure(one) {
    const tile = make('picture-tiles');
    const limit = small(one.limit);
    tile.weights(this.session.api, one, COLUMNS, `${one.name}: ${one.n} pictures`);
    return make('figure', {}, make('figcaption', {}, one.name, make('br'), make('small', {}, `blue −${limit}, blank 0, orange +${limit}`)), tile);
  }
}

const DASHES = [0, 1, 2, 3, 4, 5];
const PLACES = { step: 'Step', layer: 'Hidden layer' };
const ROOM = 92; // px for numbers of a curve that hardly changes: 4.182×10⁻²
const number = (value) => (value == null ? '' : String(Number(value.toPrecision(5))));

// Lines over whole numbers from `begin` on, each `{name, begin, values}`, as curves and as a table; `place` is what the numbers count.
function lines(session, all, { place, caption, words }) {
  const { color } = session.api.ruleStyle(session.report.config.rule, isDark());
  const series = all.map(({ name, begin, values }, i) => ({
    name,
    x: values.map((_, at) => begin + at),
    y: values,
    band: null,
    style: { color, dash: DASHES[i % DASHES.length], width: 2 },
    points: values.length === 1 || place === PLACES.layer,
    label: true,
  }));
  const ends = series.flatMap(({ x }) => x);
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  const at = ({ x, y }, step) => y[x.indexOf(step)];
  const steps = Array.from({ length: last - first + 1 }, (_, step) => first + step);
  return {
    spec: { x_label: place, y_label: all.length === 1 ? all[0].name : 'Value', x: [first, last], y: null, x_integer: true, log_y: false, series, levels: [], cursor: null, margin_left: place === PLACES.step ? ROOM : null },
    steps,
    table: { caption, head: [place, ...all.map(({ name }) => name)], rows: steps.map((step) => [String(step), ...series.map((one) => number(at(one, step)))]) },
    words: `${all.map(words).join('; ')}.`,
    format: number,
    place: (step) => `${place} ${step}`,
  };
}

// Traces as they are now, over the steps of settling or over layers.
function settling(session, traces) {
  if (!traces.length) return null;
  const place = PLACES[traces[0].over];
  return lines(session, traces, {
    place,
    caption: `${place} by ${place.toLowerCase()}`,
    words: ({ name, over, values }) => `${name}: ${over === 'step' ? `from ${number(values[0])} to ${number(values.at(-1))} in ${values.length - 1} steps` : values.map(number).join(', ')}`,
  });
}

// Traces after each epoch.
function course(session, all) {
  if (!all.length) return null;
  return lines(session, all.map((one) => ({ ...one, begin: 0 })), {
    place: 'Epoch',
    caption: 'After each epoch',
    words: ({ name, values }) => `${name}: ${number(values.at(-1))} after epoch ${values.length - 1}`,
  });
}

customElements.define('rule-inside', RuleInside);
