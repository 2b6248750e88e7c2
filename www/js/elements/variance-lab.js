// Noise of one weight's update under weight and node perturbation, as the network grows: dots beside their law.

import './curve-chart.js';
import './notice-box.js';
import { make } from '../page/dom.js';
import { Experiment } from '../experiments/experiment.js';
import { LabButtons } from '../experiments/lab-buttons.js';
import { LabForm } from '../page/lab-form.js';
import { part } from '../page/locks.js';
import { opensWhenNear } from '../page/near.js';
import { experimentAttributes, shareMenu } from './share-menu.js';
import { varianceStatus, varianceView, varianceWords } from '../experiments/variance-view.js';

const READ = 'Both axes are logarithmic, so a power of n is a straight line and its slope the power. Lines are predicted from the true gradient, dots are measured. The solid line is the gradient itself, squared: the signal that all this noise surrounds.';
const TRY = 'Let only the inputs grow, and node perturbation no longer cares. Then, under More settings, make the noise σ a hundred times larger: the dots of weight perturbation leave their line, because the loss is no longer straight over so large a step.';

class VarianceLab extends HTMLElement {
  connect({ workshop, store, awake }) {
    opensWhenNear(this, awake, 'Open the laboratory', async () => {
      const engine = await workshop();
      return () => this.#open(engine, store);
    });
  }

  #open({ api, module }, store) {
    const experiment = new Experiment({ api, module, store, kind: 'variance' });
    this.experiment = experiment;
    const buttons = new LabButtons(experiment, {
      words: 'Measure the variance',
      status: varianceStatus,
    });
    const form = new LabForm(experiment, api.experimentFields('variance'), 'variance');
    const chart = make('curve-chart', { 'data-shows': 'variance', 'data-title': 'Noise in the update of one weight' });
    chart.view = varianceView;
    const words = make('p', { className: 'outcome' });
    const quiet = (...inside) => make('p', { className: 'quiet' }, ...inside);
    const share = shareMenu({ lab: 'variance', attributes: () => experimentAttributes(experiment) });
    this.replaceChildren(buttons.element, form.element, make('div', { className: 'lab-outcome' }, chart, words, ...part('notes', quiet(READ), quiet(make('b', {}, 'Try: '), TRY)), ...share));
    chart.connect(experiment);
    experiment.addEventListener('change', () => {
      words.textContent = varianceWords(experiment);
    });
  }
}

customElements.define('variance-lab', VarianceLab);
