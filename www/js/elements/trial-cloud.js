// Many updates from the same weights, each with noise of its own: `<trial-cloud rule="node_perturbation">` draws where they lie for two synapses
// of the small network under the glass, where their mean lies, and where downhill is. They lead to the output unless `layer`, counted from 0, says
// otherwise.

import { ChartElement } from './chart-element.js';
import { OWN_RULE, latest } from '../code/drafts.js';
import { trial } from '../code/trial.js';
import { cloudView } from '../glass/cloud-view.js';
import { make, makeChoices } from '../page/dom.js';
import { opensWhenNear } from '../page/near.js';
import { isDark } from '../page/theme.js';

const TRIALS = [1, 10, 100, 1000];
const LAYERS = ['hidden layer 1', 'hidden layer 2', 'output layer'];

class CloudChart extends ChartElement {
  kind = 'curves';

  paint(spec, theme, canvas) {
    this.session.api.drawCurves(canvas, spec, theme);
  }
}

customElements.define('cloud-chart', CloudChart);

class TrialCloud extends HTMLElement {
  #trials = 100;
  #seed = 1;
  #layer = Number(this.getAttribute('layer') ?? LAYERS.length - 1);

  connect(context) {
    opensWhenNear(this, context.awake, 'Open the trials', async () => {
      const engine = await context.workshop();
      return () => this.#open({ ...context, ...engine });
    });
  }

  #open(context) {
    // State that its chart listens to: it changes when another cloud is there.
    this.shown = Object.assign(new EventTarget(), { api: context.api, report: null });
    this.trial = trial(context);
    const rules = context.api.cards().map(({ id, name }) => make('option', { value: id }, name));
    const select = make('select', { id: `cloud-rule-${(TrialCloud.count += 1)}` }, ...rules);
    select.value = this.getAttribute('rule');
    this.select = select;
    this.said = make('p', { className: 'status', role: 'status' });
    const again = make('button', { type: 'button' }, 'Draw other noise');
    again.addEventListener('click', () => {
      this.#seed += 1;
      this.#ask();
    });
    select.addEventListener('change', () => this.#ask());
    const trials = makeChoices('Trials', TRIALS.map((value) => ({ value, text: String(value) })), this.#trials, (value) => {
      this.#trials = value;
      this.#ask();
    });
    const layers = makeChoices('Two synapses of', LAYERS.map((text, value) => ({ value, text })), this.#layer, (value) => {
      this.#layer = value;
      this.#ask();
    });
    const chart = make('cloud-chart', { 'data-shows': 'trial-cloud', 'data-title': 'Trial updates of two synapses' });
    chart.view = (shown) => cloudView(shown, isDark());
    const field = make('div', { className: 'field' }, make('label', { htmlFor: select.id }, 'Rule'), make('div', { className: 'entry' }, select));
    this.replaceChildren(make('div', { className: 'cloud-controls' }, field, layers, trials, make('div', { className: 'buttons' }, again), this.said), chart);
    chart.connect(this.shown);
    this.#ask();
  }

  async #ask() {
    const args = { rule: this.select.value, code: latest(OWN_RULE)?.code ?? '', layer: this.#layer, trials: this.#trials, seed: this.#seed };
    try {
      this.shown.report = { ...(await this.trial.ask('cloud', args)), rule: args.rule };
      this.said.textContent = cloudView(this.shown, isDark()).words;
    } catch (error) {
      this.said.textContent = `This rule could not be tried. ${error.message}`;
    }
    this.shown.dispatchEvent(new Event('change'));
  }
}

TrialCloud.count = 0;

customElements.define('trial-cloud', TrialCloud);
