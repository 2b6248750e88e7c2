// The laboratory “Which rule was it?”: networks of several rules, and a classifier that is shown what could be recorded of their layers.

import './bars-chart.js';
import './curve-chart.js';
import './matrix-chart.js';
import './notice-box.js';
import './scatter-chart.js';
import { make, makeChoices } from '../page/dom.js';
import { Experiment } from '../experiments/experiment.js';
import { answered, choices, clouds, hasAnswers, identifyStatus, identifyWords, matters, mattersWords, mistakes, parts, sources, whens } from '../experiments/identify-view.js';
import { LabButtons } from '../experiments/lab-buttons.js';
import { LabForm } from '../page/lab-form.js';
import { part } from '../page/locks.js';
import { opensWhenNear } from '../page/near.js';
import { experimentAttributes, shareMenu } from './share-menu.js';

const EMPTY = 'Press the button; the answers appear here once all networks are trained.';
const MISTAKES = 'A row is the rule that trained the layers, a column the rule they were put down to. Point at a tile, or step through them with the arrow keys.';
const MATTERS = 'Importance is the size of a machine\'s weights, how much a forest\'s branches on it clear up, or how far a convolution\'s answers come from it; all of it together is 100 %. Statistics that say the same share it.';
const CLOUDS = 'On the left the two directions in which the networks differ most, on the right t-SNE, which keeps together who is near whom; its distances between groups mean nothing. Networks that lie together are alike in what was chosen, not in their rule.';

class IdentifyLab extends HTMLElement {
  connect({ workshop, store, awake }) {
    opensWhenNear(this, awake, 'Open the laboratory', async () => {
      const engine = await workshop();
      return () => this.#open(engine, store);
    });
  }

  #open({ api, module }, store) {
    const experiment = new Experiment({ api, module, store, kind: 'identify', wants: {} });
    this.experiment = experiment;
    // State that charts listen to: it changes with each answer, not with every slice of training.
    this.seen = Object.assign(new EventTarget(), { api, report: experiment.report });
    const buttons = new LabButtons(experiment, { words: 'Train and identify', status: identifyStatus });
    const form = new LabForm(experiment, api.experimentFields('identify'), 'identify');
    this.words = make('p', { className: 'outcome' });
    const share = shareMenu({ lab: 'identify', attributes: () => experimentAttributes(experiment) });
    const first = this.#chart('bars-chart', 'sources', 'From what the rule can be told', sources);
    const [source] = choices(experiment);
    this.bySource = [
      [this.#chart('matrix-chart', 'mistakes', 'Who is taken for whom', mistakes(source.value)), mistakes],
      [this.#chart('bars-chart', 'matters', 'What matters to the classifier, snapshot by snapshot', matters(source.value)), matters],
      [this.#chart('scatter-chart', 'clouds', 'The networks, each as the letter of its suspect', clouds(source.value)), clouds],
    ];
    this.byObservable = [
      [this.#chart('curve-chart', 'parts', 'If less is measured, and worse', parts(source.value)), parts],
      [this.#chart('bars-chart', 'whens', 'When the networks are looked at', whens(source.value)), whens],
    ];
    const [confusion, important, plane, ...others] = [...this.bySource, ...this.byObservable].map(([chart]) => chart);
    this.control = this.#chart('matrix-chart', 'mistakes-by-accuracy', 'And by accuracy alone', mistakes('accuracy'));
    const quiet = (text) => part('notes', make('p', { className: 'quiet' }, text));
    this.choice = make('div', {});
    this.reads = make('p', {});
    this.rest = make('div', { className: 'rest' }, this.choice, make('div', { className: 'columns' }, confusion, this.control), ...quiet(MISTAKES), important, this.reads, ...quiet(MATTERS), plane, ...quiet(CLOUDS), ...others);
    this.replaceChildren(buttons.element, form.element, make('div', { className: 'lab-outcome' }, this.words, first, this.rest, ...share));
    for (const chart of [first, confusion, this.control, important, plane, ...others]) chart.connect(this.seen);
    experiment.addEventListener('change', () => this.#update());
    this.#update();
  }

  #chart(tag, shows, title, view) {
    const chart = make(tag, { 'data-shows': shows, 'data-title': title });
    Object.assign(chart, { empty: EMPTY, view });
    return chart;
  }

  // The choice of a source, made anew when others are asked.
  #offer() {
    const options = choices(this.experiment);
    const ids = options.map(({ value }) => value).join();
    if (ids === this.offered) return;
    this.offered = ids;
    this.control.hidden = !options.some(({ value }) => value === 'accuracy');
    this.choice.replaceChildren(makeChoices('Told from', options, options[0].value, (source) => this.#show(source)));
    this.#show(options[0].value);
  }

  #show(source) {
    const measured = this.experiment.report.maps.some(({ id }) => id === source);
    for (const [chart, view] of [...this.bySource, ...this.byObservable]) {
      chart.view = view(source);
      chart.update(true);
    }
    for (const [chart] of this.byObservable) chart.hidden = !measured;
    this.source = source;
    this.reads.textContent = mattersWords(this.experiment, source);
  }

  #update() {
    const { report } = this.experiment;
    this.words.textContent = identifyWords(this.experiment);
    this.rest.hidden = !hasAnswers(this.experiment); // one invitation is enough
    this.#offer();
    if (answered(this.experiment) === answered(this.seen)) return;
    this.seen.report = report;
    this.reads.textContent = mattersWords(this.experiment, this.source);
    this.seen.dispatchEvent(new Event('change'));
  }
}

customElements.define('identify-lab', IdentifyLab);
