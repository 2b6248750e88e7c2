// View of an electrode: the teaching signal of each hidden unit against what the unit does to the loss, rule by rule.

import './bars-chart.js';
import './curve-chart.js';
import './notice-box.js';
import './scatter-chart.js';
import { make, makeChoices } from '../page/dom.js';
import { Experiment } from '../experiments/experiment.js';
import { LabButtons } from '../experiments/lab-buttons.js';
import { LabForm } from '../page/lab-form.js';
import { part } from '../page/locks.js';
import { opensWhenNear } from '../page/near.js';
import { experimentAttributes, shareMenu } from './share-menu.js';
import { MOMENTS, electrodeStatus, electrodeWords, groups, heard, units } from '../experiments/electrode-view.js';

const EMPTY = 'Press the button; then the signals appear here.';
const HEARD = 'A rule whose line rises is noisy: more trials tell more. A rule whose line stays below 1 is biased: it says something else, however often it is asked. The level is chance: nineteen of twenty shuffles of the units stay below it.';
const UNITS = 'Each sign is a unit of the first network, + of P+ and − of P−, on pictures of its own digit. Across is what the unit does, upwards what it is told. A rule that tells each unit its role has them on a rising line.';

class ElectrodeLab extends HTMLElement {
  connect({ workshop, store, awake }) {
    opensWhenNear(this, awake, 'Open the laboratory', async () => {
      const engine = await workshop();
      return () => this.#open(engine, store);
    });
  }

  #open({ api, module }, store) {
    const experiment = new Experiment({ api, module, store, kind: 'electrode', wants: {} });
    this.experiment = experiment;
    const buttons = new LabButtons(experiment, { words: 'Lower the electrode', status: electrodeStatus });
    const form = new LabForm(experiment, api.experimentFields('electrode'), 'electrode');
    this.words = make('p', { className: 'outcome' });
    this.charts = [
      [this.#chart('curve-chart', 'heard', 'How well teaching signals agree with causal roles'), heard],
      [this.#chart('scatter-chart', 'units', 'Unit by unit: what it does, and what it is told'), units],
      [this.#chart('bars-chart', 'groups', 'What the two groups are told: P+ minus P−'), groups],
    ];
    const [first, cloud, bars] = this.charts.map(([chart]) => chart);
    const quiet = (text) => part('notes', make('p', { className: 'quiet' }, text));
    const share = shareMenu({ lab: 'electrode', attributes: () => experimentAttributes(experiment) });
    const choice = makeChoices('The networks are', MOMENTS, 0, (moment) => this.#choose(moment));
    const outcome = make('div', { className: 'lab-outcome' }, choice, this.words, first, ...quiet(HEARD), make('div', { className: 'panels' }, cloud), ...quiet(UNITS), bars, ...share);
    this.replaceChildren(buttons.element, form.element, outcome);
    this.#show(0);
    for (const [chart] of this.charts) chart.connect(experiment);
    experiment.addEventListener('change', () => this.#update());
    this.#update();
  }

  #chart(tag, shows, title) {
    const chart = make(tag, { 'data-shows': shows, 'data-title': title });
    chart.empty = EMPTY;
    return chart;
  }

  #show(moment) {
    this.moment = moment;
    for (const [chart, view] of this.charts) chart.view = view(moment);
  }

  #choose(moment) {
    this.#show(moment);
    for (const [chart] of this.charts) chart.update(true);
    this.#update();
  }

  #update() {
    this.words.textContent = electrodeWords(this.experiment, this.moment);
  }
}

customElements.define('electrode-lab', ElectrodeLab);
