// An exercise: code with blanks, Check, what is right and what is not, hints in steps, and a run beside the reference.

import './curve-chart.js';
import './notice-box.js';
import { CodeEditor } from '../code/code-editor.js';
import { make, makeTable } from '../page/dom.js';
import { DraftShelf } from '../code/draft-shelf.js';
import { DuelPanel, SETTINGS } from '../code/duel-panel.js';
import { quantity } from '../page/format.js';
import { device } from '../page/memory.js';
import { part } from '../page/locks.js';
import { opensWhenNear } from '../page/near.js';
import { shareMenu } from './share-menu.js';
import { trial } from '../code/trial.js';

const VERSION = 1; // of what is kept beside the attempts; before, it had none

// Entry of an attempt in the list.
function blanksOf(text) {
  const left = text.split('___').length - 1;
  return left ? `${left} ${left === 1 ? 'blank' : 'blanks'} left` : 'All filled in';
}

class RuleExercise extends HTMLElement {
  connect(context) {
    opensWhenNear(this, context.awake, 'Open the exercise', async () => {
      const engine = await context.workshop();
      return () => this.#open({ ...context, ...engine });
    });
  }

  #open(context) {
    const { api } = context;
    this.api = api;
    this.context = context;
    this.trial = trial(context);
    this.exercise = api.exercises().find(({ id }) => id === this.getAttribute('exercise'));
    if (!this.exercise) {
      const there = api.exercises().map(({ id }) => id).join(', ');
      this.textContent = `There is no exercise “${this.getAttribute('exercise').slice(0, 40)}”; there are ${there}.`;
      return;
    }
    const { title, task, code } = this.exercise;
    this.editor = new CodeEditor({ label: 'Fill in the blanks ___', onInput: () => this.shelf.edited() });
    this.shelf = new DraftShelf({ kind: this.#kept, editor: this.editor, label: 'Your attempts, as this device keeps them', nameOf: (text) => blanksOf(text), onShow: () => this.verdict.replaceChildren() });
    this.shelf.open(code);
    this.state = this.#recalled;
    this.mark = make('span', { className: 'solved' });
    this.verdict = make('div', { className: 'verdict', role: 'status' });
    this.hints = make('ol', { className: 'hints' });
    this.place = make('div', { className: 'exercise-race' });
    const share = shareMenu({ lab: 'exercise', one: this.exercise.id, title: `Exercise: ${title}`, attributes: () => ({}) });
    this.replaceChildren(
      make('h3', {}, `Exercise: ${title} `, this.mark),
      make('p', {}, task),
      make('div', { className: 'code-side' }, this.editor.element, this.#makeButtons(), this.shelf.element, ...part('hints', this.hints)),
      make('div', { className: 'code-outcome' }, this.verdict, this.place, ...share),
    );
    this.#showHints();
    this.#showSolved();
  }

  get #kept() {
    return `exercise-${this.getAttribute('exercise')}`;
  }

  get #recalled() {
    const kept = device.recall(this.#kept) ?? {};
    const readable = (kept.version ?? VERSION) === VERSION;
    return { version: VERSION, hints: (readable && kept.hints) || 0, solved: readable && kept.solved === true };
  }

  // All that was reached in another tab meanwhile stays reached.
  #keep({ hints = 0, solved = false }) {
    const all = [this.state, this.#recalled, { hints, solved }];
    Object.assign(this.state, { hints: Math.max(...all.map((one) => one.hints)), solved: all.some((one) => one.solved) });
    device.remember(this.#kept, this.state);
    this.#showSolved();
  }

  #makeButtons() {
    const button = (text, act, className = '') => {
      const made = make('button', { type: 'button', className }, text);
      made.addEventListener('click', act);
      return made;
    };
    this.check = button('Check', () => this.#check(), 'primary');
    this.hint = button('', () => {
      this.#keep({ hints: this.state.hints + 1 });
      this.#showHints();
    });
    const again = button('Start again', () => this.shelf.begin(this.exercise.code));
    const solution = button('Show the solution', () => this.#solve());
    return make('div', { className: 'buttons' }, this.check, ...part('hints', this.hint), again, ...part('solutions', solution));
  }

  #solve() {
    this.shelf.begin(this.api.solveExercise(this.exercise.id));
    this.verdict.replaceChildren(make('p', {}, 'This is one way to write it. Check it, change something, and see what you are told. Undo brings your code back.'));
  }

  #showHints() {
    const { hints } = this.exercise;
    const shown = Math.min(this.state.hints, hints.length);
    this.hints.replaceChildren(...hints.slice(0, shown).map((hint) => make('li', {}, hint)));
    this.hint.textContent = shown < hints.length ? `Show hint ${shown + 1} of ${hints.length}` : 'No more hints';
    this.hint.disabled = shown === hints.length;
  }

  #showSolved() {
    this.mark.textContent = this.state.solved ? '✓ solved' : '';
  }

  async #check() {
    const code = this.editor.text;
    this.check.disabled = true;
    const verdict = await this.trial.ask('checkExercise', { id: this.exercise.id, code }).catch(({ message }) => ({ passed: false, summary: message, line: null, findings: [] }));
    this.check.disabled = false;
    this.editor.mark(verdict.line);
    const said = [make('p', { className: verdict.passed ? 'code-right' : 'code-wrong' }, verdict.summary)];
    if (verdict.findings.length) said.push(this.#makeFindings(verdict.findings));
    this.verdict.replaceChildren(...said);
    if (!verdict.passed) return;
    this.#keep({ solved: true });
    this.#makeRace();
  }

  #makeFindings(findings) {
    const words = { right: 'right', reversed: 'sign reversed', scaled: 'wrong size', missing: 'zero', extra: 'a term too many', uneven: 'a factor differs', unsteady: 'differs each time', follows: 'follows from above', other: 'another way' };
    const number = (value, unit) => (value === null ? '–' : `${unit}${quantity(Number(value.toPrecision(3)), { decimals: Math.abs(value) < 0.095 ? 3 : 2, unit: '' })}`);
    const rows = findings.map(({ part, kind, cosine, ratio }) => [part, words[kind], number(cosine, ''), number(ratio, '×')]);
    const caption = 'Your update beside the reference’s';
    return make('div', { className: 'table-box', tabIndex: 0, role: 'region', 'aria-label': caption }, makeTable({ caption, head: ['Part', 'Verdict', 'Cosine', 'Size'], rows }));
  }

  #makeRace() {
    if (this.panel) return;
    const { api } = this;
    const { rule, output, settings } = this.exercise;
    const lane = (name, style, own) => ({ name, style, config: api.checkConfig({ ...SETTINGS, output, ...settings, ...own }) });
    const own = () => lane('yours', 'own', { rule: 'own', code: this.editor.text });
    const reference = () => lane('reference', rule, { rule });
    this.panel = new DuelPanel({ ...this.context, name: this.#kept, words: 'Train it beside the reference', lanes: () => [own(), reference()] });
    this.place.replaceChildren(this.panel.element);
  }
}

customElements.define('rule-exercise', RuleExercise);
