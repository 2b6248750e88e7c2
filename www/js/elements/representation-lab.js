// What hidden layers represent after several rules have trained them from the same weights.

import './bars-chart.js';
import './matrix-chart.js';
import './notice-box.js';
import './scatter-chart.js';
import { make, makeChoices } from '../page/dom.js';
import { Experiment } from '../experiments/experiment.js';
import { LabButtons } from '../experiments/lab-buttons.js';
import { LabForm } from '../page/lab-form.js';
import { part } from '../page/locks.js';
import { opensWhenNear } from '../page/near.js';
import { alike, components, dimensions, dissimilarities, representationStatus, representationWords } from '../experiments/representation-view.js';
import { experimentAttributes, shareMenu } from '../page/share.js';

const EMPTY = 'Press the button; layers appear here one after another.';
const READ = 'Each tile compares the mean activity of two digits: paper is the same pattern, dark a different one. Point at a tile, or step through them with the arrow keys.';
const SPREAD = 'Each picture is written as its digit, where it lies along the two directions in which the layer varies most. Point at a digit, or choose one with the arrow keys, to see it alone. A cloud that is turned or mirrored says the same to the next layer.';

class RepresentationLab extends HTMLElement {
  connect({ workshop, store, awake }) {
    opensWhenNear(this, awake, 'Open the laboratory', async () => {
      const engine = await workshop();
      return () => this.#open(engine, store);
    });
  }

  #open({ api, module }, store) {
    const experiment = new Experiment({ api, module, store, kind: 'representations', wants: {} });
    this.experiment = experiment;
    // What charts listen to: it changes when another layer was looked at, not with every slice of training.
    this.seen = Object.assign(new EventTarget(), { api, report: experiment.report });
    const buttons = new LabButtons(experiment, {
      words: 'Train and compare',
      status: representationStatus,
    });
    const form = new LabForm(experiment, api.experimentFields('representations'), 'representations');
    this.words = make('p', { className: 'outcome' });
    const quiet = (text) => part('notes', make('p', { className: 'quiet' }, text));
    const share = shareMenu({ lab: 'representations', attributes: () => experimentAttributes(experiment) });
    this.similar = this.#chart('matrix-chart', 'alike', 'How alike two layers are', alike('cka'));
    const charts = [
      this.#chart('matrix-chart', 'dissimilarities', 'Which digits a layer tells apart', dissimilarities),
      this.similar,
      this.#chart('bars-chart', 'dimensions', 'Along how many directions a layer varies', dimensions),
      this.#chart('scatter-chart', 'components', 'The pictures as a layer sees them', components),
    ];
    const [digits, similar, ratio, cloud] = charts;
    const panels = (...inside) => make('div', { className: 'panels' }, ...inside);
    this.rest = make('div', {}, ...quiet(READ), make('div', { className: 'alike' }, this.#measures(), similar), ratio, panels(cloud, ...quiet(SPREAD)));
    this.replaceChildren(buttons.element, form.element, make('div', { className: 'lab-outcome' }, this.words, panels(digits), this.rest, ...share));
    for (const chart of charts) chart.connect(this.seen);
    experiment.addEventListener('change', () => this.#update());
    this.#update();
  }

  #chart(tag, shows, title, view) {
    const chart = make(tag, { 'data-shows': shows, 'data-title': title });
    Object.assign(chart, { empty: EMPTY, view });
    return chart;
  }

  #measures() {
    const options = [{ value: 'cka', text: 'CKA, picture by picture' }, { value: 'rsa', text: 'RSA, digit by digit' }];
    return makeChoices('Compare by', options, 'cka', (measure) => {
      this.similar.view = alike(measure);
      this.similar.update(true);
    });
  }

  #update() {
    const { report } = this.experiment;
    this.words.textContent = representationWords(this.experiment);
    this.rest.hidden = !report.networks.length; // one invitation is enough
    if (report.networks.length === this.seen.report.networks.length) return;
    this.seen.report = report;
    this.seen.dispatchEvent(new Event('change'));
  }
}

customElements.define('representation-lab', RepresentationLab);
