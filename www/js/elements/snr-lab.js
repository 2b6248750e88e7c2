// Signal in a single picture's update: each rule's ratio before training, beside the score of pure noise.

import './bars-chart.js';
import './curve-chart.js';
import './notice-box.js';
import { make, makeChoices } from '../page/dom.js';
import { Experiment } from '../experiments/experiment.js';
import { LabButtons } from '../experiments/lab-buttons.js';
import { LabForm } from '../page/lab-form.js';
import { part } from '../page/locks.js';
import { opensWhenNear } from '../page/near.js';
import { experimentAttributes, shareMenu } from './share-menu.js';
import { snrBars, snrCurves, snrStatus, snrWords } from '../experiments/snr-view.js';

const READ = 'The ratio compares a weight’s mean update over single pictures with how much the updates differ from picture to picture, |mean| / (std + ε), averaged over a layer’s weights. In the first layer weight perturbation’s ratio is the noise floor: in so few pictures its signal cannot be seen. Node perturbation’s lies lower there, in the set-up of the course’s tutorial, but only because it changes nothing where a pixel is always black; weight perturbation does.';
const EMPTY = 'Press the button; then the ratios appear here.';

class SnrLab extends HTMLElement {
  connect({ workshop, store, awake }) {
    opensWhenNear(this, awake, 'Open the laboratory', async () => {
      const engine = await workshop();
      return () => this.#open(engine, store);
    });
  }

  #open({ api, module }, store) {
    const experiment = new Experiment({ api, module, store, kind: 'snr', wants: {} });
    this.experiment = experiment;
    const buttons = new LabButtons(experiment, {
      words: 'Measure signal and noise',
      status: snrStatus,
    });
    const form = new LabForm(experiment, api.experimentFields('snr'), 'snr');
    this.words = make('p', { className: 'outcome' });
    this.bars = this.#chart('bars-chart', 'snr', 'How much of an update is signal');
    this.curves = this.#chart('curve-chart', 'snr-images', 'The same as pictures come in');
    this.layers = make('div');
    const share = shareMenu({ lab: 'snr', attributes: () => experimentAttributes(experiment) });
    const outcome = make('div', { className: 'lab-outcome' }, this.layers, this.bars, this.words, ...part('notes', make('p', { className: 'quiet' }, READ)), this.curves, ...share);
    this.replaceChildren(buttons.element, form.element, outcome);
    this.#show(0);
    this.bars.connect(experiment);
    this.curves.connect(experiment);
    experiment.addEventListener('change', () => this.#update());
    this.#update();
  }

  #chart(tag, shows, title) {
    const chart = make(tag, { 'data-shows': shows, 'data-title': title });
    chart.empty = EMPTY;
    return chart;
  }

  #show(layer) {
    this.layer = layer;
    this.bars.view = snrBars(layer);
    this.curves.view = snrCurves(layer);
  }

  // The layers to choose from, if another network has another number of them.
  #update() {
    const { report } = this.experiment;
    if (report.layers.length !== this.count) {
      this.count = report.layers.length;
      const layers = report.layers.map((_, value) => ({ value, text: String(value + 1) }));
      this.layers.replaceChildren(makeChoices('Layer', layers, this.layer, (layer) => {
        this.#show(layer);
        this.bars.update(true);
        this.curves.update(true);
        this.#update();
      }));
    }
    this.words.textContent = snrWords(this.experiment, this.layer);
  }
}

customElements.define('snr-lab', SnrLab);
