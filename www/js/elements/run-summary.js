// Result of the run, in two sentences, once it stands still.

import { whoScores } from '../data/chance.js';
import { make } from '../page/dom.js';
import { duration, percent } from '../page/format.js';

class RunSummary extends HTMLElement {
  connect(session) {
    session.addEventListener('change', () => this.#update(session));
    this.#update(session);
  }

  #update({ phase, report, lost }) {
    const last = report?.epochs.at(-1);
    const shown = last && last.epoch > 0 && (phase === 'finished' || phase === 'paused' || lost);
    this.hidden = !shown;
    if (!shown) return;
    const seconds = report.epochs.reduce((sum, epoch) => sum + (epoch.seconds ?? 0), 0);
    const test = last.test_accuracy == null ? '' : ` On the test pictures it is ${percent(last.test_accuracy)}.`;
    this.replaceChildren(make('p', {}, `After epoch ${last.epoch} the network reads ${percent(last.valid_accuracy)} of the validation pictures correctly; ${whoScores(report)} would give ${percent(report.chance)}.${test} Training took ${duration(seconds)}.`));
  }
}

customElements.define('run-summary', RunSummary);
