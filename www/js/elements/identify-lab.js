// Which rule was it? Networks of several rules, and a classifier that is shown what could be recorded of their layers.

import './bars-chart.js';
import './curve-chart.js';
import './matrix-chart.js';
import './notice-box.js';
import { make, makeChoices } from '../page/dom.js';
import { Experiment } from '../experiments/experiment.js';
import { hasAnswers, identifyStatus, identifyWords, mistakes, parts, sources, whens } from '../experiments/identify-view.js';
import { LabButtons } from '../experiments/lab-buttons.js';
import { LabForm } from '../page/lab-form.js';
import { part } from '../page/locks.js';
import { opensWhenNear } from '../page/near.js';
import { experimentAttributes, shareMenu } from '../page/share.js';

const EMPTY = 'Press the button; the answers appear here once all networks are trained.';
const MISTAKES = 'A row is the rule that trained the layers, a column the rule they were put down to. Point at a tile, or step through them with the arrow keys.';

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
    // What charts listen to: it changes with each answer, not with every slice of training.
    this.seen = Object.assign(new EventTarget(), { api, report: experiment.report });
    const buttons = new LabButtons(experiment, { words: 'Train and identify', status: identifyStatus });
    const form = new LabForm(experiment, api.experimentFields('identify'), 'identify');
    this.words = make('p', { className: 'outcome' });
    const share = shareMenu({ lab: 'identify', attributes: () => experimentAttributes(experiment) });
    const first = this.#chart('bars-chart', 'sources', 'From what the rule can be told', sources);
    this.byObservable = [
      [this.#chart('matrix-chart', 'mistakes', 'Who is taken for whom', mistakes(0)), mistakes],
      [this.#chart('curve-chart', 'parts', 'If less is measured, and worse', parts(0)), parts],
      [this.#chart('bars-chart', 'whens', 'When the networks are looked at', whens(0)), whens],
    ];
    const [confusion, ...others] = this.byObservable.map(([chart]) => chart);
    const control = this.#chart('matrix-chart', 'mistakes-by-accuracy', 'And by accuracy alone', mistakes(-1));
    const notes = part('notes', make('p', { className: 'quiet' }, MISTAKES));
    this.rest = make('div', {}, this.#observables(experiment.report), make('div', { className: 'columns' }, confusion, control), ...notes, ...others);
    this.replaceChildren(buttons.element, form.element, make('div', { className: 'lab-outcome' }, this.words, first, this.rest, ...share));
    for (const chart of [first, confusion, control, ...others]) chart.connect(this.seen);
    experiment.addEventListener('change', () => this.#update());
    this.#update();
  }

  #chart(tag, shows, title, view) {
    const chart = make(tag, { 'data-shows': shows, 'data-title': title });
    Object.assign(chart, { empty: EMPTY, view });
    return chart;
  }

  #observables({ maps }) {
    const options = maps.map(({ name }, o) => ({ value: String(o), text: name }));
    return makeChoices('Told from', options, '0', (value) => {
      for (const [chart, view] of this.byObservable) {
        chart.view = view(Number(value));
        chart.update(true);
      }
    });
  }

  #update() {
    const { report } = this.experiment;
    this.words.textContent = identifyWords(this.experiment);
    this.rest.hidden = !hasAnswers(this.experiment); // one invitation is enough
    if (!hasAnswers(this.experiment) && !hasAnswers(this.seen)) return;
    this.seen.report = report;
    this.seen.dispatchEvent(new Event('change'));
  }
}

customElements.define('identify-lab', IdentifyLab);
