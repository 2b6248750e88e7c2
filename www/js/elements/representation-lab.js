// Representations of hidden layers after several rules have trained them from the same weights.

import './bars-chart.js';
import './matrix-chart.js';
import './notice-box.js';
import './scatter-chart.js';
import { textOf } from '../data/picked.js';
import { make, makeChoices } from '../page/dom.js';
import { Experiment } from '../experiments/experiment.js';
import { LabButtons } from '../experiments/lab-buttons.js';
import { LabForm } from '../page/lab-form.js';
import { part } from '../page/locks.js';
import { opensWhenNear } from '../page/near.js';
import { soon } from '../page/turns.js';
import { alike, clouds, dimensions, dissimilarities, foreign, looked, representationStatus, representationWords } from '../experiments/representation-view.js';
import { experimentAttributes, shareMenu } from './share-menu.js';

const EMPTY = 'Press the button; layers appear here one after another.';
const READ = 'Each tile compares the mean activity of two digits: paper is the same pattern, dark a different one. Point at a tile, or step through them with the arrow keys.';
const SPREAD = 'Each picture is written as its digit, where it lies along the two directions in which the layer varies most, or where t-SNE puts it, which keeps together who is near whom; its distances between clusters mean nothing. Point at a digit, or choose one with the arrow keys, to see it alone. A cloud that is turned or mirrored says the same to the next layer.';

const FORMAT = 'How alike are these layers to what people judge, or to another program? Pick a file with ten lines of ten dissimilarities, one line for each digit from 0, with commas between them; those of another subject after an empty line. It does not leave your machine.';
const LARGEST = 1e6;
const EXAMPLE = 'data/example-dissimilarities.csv';

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
    // State that charts listen to: it changes when another layer was looked at, not with every slice of training.
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
      this.#chart('scatter-chart', 'components', 'The pictures as a layer sees them', clouds('components')),
      this.#chart('bars-chart', 'foreign', 'How alike each layer is to what you gave', foreign),
    ];
    const [digits, similar, ratio, cloud, other] = charts;
    this.cloud = cloud;
    this.other = other;
    const panels = (...inside) => make('div', { className: 'panels' }, ...inside);
    this.rest = make('div', { className: 'rest' }, ...quiet(READ), make('div', { className: 'alike' }, this.#measures(), similar), ratio, panels(this.#planes(), cloud, ...quiet(SPREAD)), this.#elsewhere());
    this.replaceChildren(buttons.element, form.element, make('div', { className: 'lab-outcome' }, this.words, panels(digits), this.rest, ...share));
    for (const chart of charts) soon(() => chart.connect(this.seen));
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

  #planes() {
    const options = [{ value: 'components', text: 'Principal components' }, { value: 'tsne', text: 't-SNE' }];
    return makeChoices('Draw by', options, 'components', (plane) => {
      this.cloud.view = clouds(plane);
      this.cloud.update(true);
    });
  }

  // Dissimilarities that a reader brings, which are compared with every layer.
  #elsewhere() {
    const input = make('input', { type: 'file', id: 'dissimilarities', accept: '.csv,.tsv,.txt,text/csv' });
    this.answer = make('p', { className: 'quiet', role: 'status' });
    input.addEventListener('change', async () => {
      const [file] = input.files;
      input.value = '';
      if (file) await this.#take(file);
    });
    const label = make('label', { htmlFor: input.id }, FORMAT);
    const example = make('a', { href: EXAMPLE, download: 'example-dissimilarities.csv' }, 'A file to try');
    const heading = make('h4', {}, 'A representation from elsewhere');
    this.other.hidden = true;
    return make('div', {}, ...part('files', make('div', { className: 'drop' }, heading, make('p', {}, label, ' ', example, '.'), input, this.answer)), this.other);
  }

  async #take(file) {
    this.given = null;
    try {
      if (file.size >= LARGEST) throw new Error(`${file.name} is too large for a table of ten digits, so it was not read.`);
      this.given = { name: file.name, text: await textOf(file) };
      this.#compare();
    } catch (error) {
      this.answer.textContent = error.message;
    }
  }

  #compare() {
    const { networks } = this.experiment.report;
    if (!this.given || !networks.length) return;
    try {
      this.seen.compared = this.experiment.api.compareDissimilarities(this.given.text, networks.map(({ rdm }) => rdm));
      const { subjects } = this.seen.compared;
      this.answer.textContent = `In use: ${this.given.name}, ${subjects} ${subjects === 1 ? 'subject' : 'subjects'}.`;
    } catch (error) {
      this.given = null;
      this.seen.compared = null;
      this.answer.textContent = error.message;
    }
    this.other.hidden = !this.seen.compared;
    this.other.update(true);
  }

  #update() {
    const { report } = this.experiment;
    this.words.textContent = representationWords(this.experiment);
    this.rest.hidden = !report.networks.length; // one invitation is enough
    if (looked(this.experiment) === looked(this.seen)) return;
    this.seen.report = report;
    this.#compare();
    this.seen.dispatchEvent(new Event('change'));
  }
}

customElements.define('representation-lab', RepresentationLab);
