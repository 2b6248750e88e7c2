// A rule of the reader's own: code, what it says when it is tried, and a run beside backpropagation.

import './curve-chart.js';
import './notice-box.js';
import { CodeEditor } from '../code/code-editor.js';
import { make, makeTable } from '../page/dom.js';
import { DraftShelf } from '../code/draft-shelf.js';
import { OWN_RULE } from '../code/drafts.js';
import { DuelPanel, SETTINGS } from '../code/duel-panel.js';
import { makeInput } from '../page/entry.js';
import { isMine } from '../code/linked-rule.js';
import { fixed, isHidden, isLocked, part } from '../page/locks.js';
import { opensWhenNear } from '../page/near.js';
import { runAttributes, shareMenu } from './share-menu.js';
import { trial } from '../code/trial.js';

const RATE = { id: 'lr', kind: 'real', label: 'Learning rate', min: 0, max: 1000, doc: 'η, for both. How fast a rule can go depends on the rule: try a few.' };
const PAUSE_MS = 400; // after the last key, before the code is tried

class RuleEditor extends HTMLElement {
  #params = [];
  #timer = 0;
  #tries = 0;

  connect(context) {
    opensWhenNear(this, context.awake, 'Open the editor', async () => {
      const engine = await context.workshop();
      return () => this.#open({ ...context, ...engine });
    });
  }

  #open({ api, module, store, session, loaded }) {
    this.api = api;
    this.trial = trial({ module, store });
    const notices = make('notice-box', { role: 'alert' });
    notices.connect(session);
    this.editor = new CodeEditor({ label: 'Your rule', onInput: () => this.#edited() });
    this.shelf = new DraftShelf({ kind: OWN_RULE, editor: this.editor, label: 'Your rules, as this device keeps them', nameOf: (code) => this.#nameOf(code), onShow: () => this.#shown() });
    this.note = make('div', { className: 'code-note', role: 'status' });
    this.said = make('div', { className: 'code-said', role: 'status' });
    this.fields = make('div', { className: 'fields', hidden: isHidden('settings') });
    this.panel = new DuelPanel({ name: 'editor', api, module, store, loaded, words: 'Train it beside backpropagation', lanes: () => this.#lanes() });
    const linked = session.config.code;
    this.rate = this.#field(RATE, linked ? session.config.lr[0] : SETTINGS.lr, SETTINGS.lr);
    const share = shareMenu({ lab: 'editor', attributes: () => runAttributes(api, this.#config()) });
    this.replaceChildren(
      notices,
      make('div', { className: 'code-side' }, ...part('examples', this.#makeOpen()), this.note, this.editor.element, this.said, this.shelf.element, ...part('share', this.#makeShare())),
      make('div', { className: 'code-outcome' }, this.panel.element, this.fields, this.#makeHelp(), ...share),
    );
    this.#begin(linked);
    for (const { id, input } of this.#params) input.value = session.config.params[id] ?? input.value;
  }

  // The link's code, or the reader's last, or a rule to begin from.
  #begin(linked) {
    const first = this.api.scriptExamples().find(({ begins }) => begins).code;
    if (linked && !isMine(linked)) {
      this.shelf.openStranger(linked);
      this.note.append(...this.#sayLinked());
    } else {
      this.shelf.open(first, linked || null);
    }
    this.#read();
  }

  #sayLinked() {
    const words = make('p', {}, 'This rule came with the link. Read it before you train it; nothing it says can leave this page. Your own rules stay as they are, and what you change here stays in this tab until you keep it.');
    const keep = this.#button('Keep as mine', () => {
      this.shelf.keep();
      this.note.replaceChildren(make('p', {}, 'Kept among your rules.'));
    });
    return [words, keep];
  }

  #makeOpen() {
    const names = new Map(this.api.cards().map(({ id, name }) => [id, name]));
    const examples = this.api.scriptExamples();
    const options = examples.map(({ rule, code }) => make('option', { value: rule }, names.get(rule) ?? code.split('\n')[0].slice(2)));
    const pick = make('select', { id: 'open-rule' }, make('option', { value: '' }, 'Choose a rule …'), ...options);
    pick.addEventListener('change', () => {
      const example = examples.find(({ rule }) => rule === pick.value);
      if (example) this.shelf.begin(example.code);
    });
    return make('div', { className: 'field' }, make('label', { htmlFor: 'open-rule' }, 'Begin from a rule of this notebook'), make('div', { className: 'entry' }, pick));
  }

  #makeShare() {
    const place = make('div', { className: 'code-link' });
    const button = this.#button('Make a link to this rule', async () => {
      const input = make('input', { type: 'text', readOnly: true, 'aria-label': 'Link to this rule' });
      try {
        input.value = `${location.origin}${location.pathname}?${this.api.toQuery(this.#config())}`;
      } catch (error) {
        place.replaceChildren(make('p', {}, error.message));
        return;
      }
      const words = make('p', { role: 'status' }, 'Copy this link: it holds the whole code.');
      place.replaceChildren(make('div', { className: 'entry' }, input), words);
      input.select();
      try {
        await navigator.clipboard.writeText(input.value);
        words.textContent = 'Copied. The link holds the whole code.';
      } catch {
        // The link stands there, selected.
      }
    });
    const race = this.#button('Race it against other rules', () => {
      try {
        // A frame in a course page is too small for the front page.
        open(`index.html?race.first=${this.#raceLink()}`, self === top ? '_self' : '_blank');
      } catch (error) {
        place.replaceChildren(make('p', {}, error.message));
      }
    });
    return make('div', {}, make('div', { className: 'buttons' }, button, race), place);
  }

  // The front page's race with this rule in place of node perturbation.
  #raceLink() {
    const own = [['lr', this.rate], ...this.#params.map((param) => [`p.${param.id}`, param])];
    const changed = own.filter(([, { input, usual }]) => input.value !== usual);
    const settings = Object.fromEntries(changed.map(([id, { input }]) => [`own.${id}`, input.value]));
    return this.api.raceToLink('first', { lanes: ['backprop', 'feedback_alignment', 'kolen_pollack', 'own'], seeds: 1, measure: 'accuracy', settings, code: this.editor.text });
  }

  #makeHelp() {
    const { names, functions } = this.api.scriptHelp();
    const table = (caption, head, rows) => make('div', { className: 'table-box', tabIndex: 0, role: 'region', 'aria-label': caption }, makeTable({ caption, head: [head, 'What it is'], rows }));
    const python = 'The language is a part of Python: if, for, while, lists and calculations, with NumPy’s @ for the matrix product and * entry by entry. A list of matrices, one for each layer, is calculated with layer by layer.';
    return make('details', { className: 'code-help' }, make('summary', {}, 'Names and functions'), make('p', {}, python), table('Names', 'Name', names.map(({ name, doc }) => [name, doc])), table('Functions', 'Function', functions.map(({ usage, doc }) => [usage, doc])));
  }

  #button(text, act) {
    const button = make('button', { type: 'button' }, text);
    button.addEventListener('click', act);
    return button;
  }

  #field(field, value, usual) {
    const id = `own-${field.id}`;
    const input = makeInput(field, id);
    input.value = value;
    input.disabled = isLocked('settings');
    return { id: field.id, input, usual: String(usual), box: make('div', { className: 'field' }, make('label', { htmlFor: id }, field.label), make('div', { className: 'entry' }, input), make('span', { className: 'doc' }, field.doc)) };
  }

  // A name for a list: the rule's own, or how its code begins.
  #nameOf(code) {
    try {
      return this.api.readScript(code).name;
    } catch {
      return code.trim().split('\n')[0].slice(0, 40) || 'Nothing yet';
    }
  }

  #shown() {
    this.#read();
    this.#tryLater();
  }

  #edited() {
    this.shelf.edited();
    this.#shown();
  }

  #tryLater() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#try(), PAUSE_MS);
  }

  // Its parameters become fields; those that stay keep their values.
  #read() {
    let params = [];
    try {
      ({ params } = this.api.readScript(this.editor.text));
    } catch {
      params = null; // told when the code is tried
    }
    if (params) {
      const old = new Map(this.#params.map(({ id, input }) => [id, input.value]));
      this.#params = params.map(({ id, default: usual, min, max }) => this.#field({ id, kind: 'real', label: id, min, max, doc: `A parameter of your rule, ${min} to ${max}. Default: ${usual}.` }, old.get(id) ?? usual, usual));
      this.fields.replaceChildren(...fixed('settings'), this.rate.box, ...this.#params.map(({ box }) => box));
    }
  }

  async #try() {
    const mine = ++this.#tries;
    const { message, line, printed, cosines } = await this.trial.ask('tryScript', { code: this.editor.text }).catch((error) => ({ message: error.message, line: null }));
    if (mine !== this.#tries) return;
    this.editor.mark(line);
    if (message) {
      this.said.replaceChildren(make('p', { className: 'code-wrong' }, line ? `Line ${line}: ${message}` : message));
      return;
    }
    const said = [make('p', {}, `It runs. On a small network its update has the cosine ${cosines.map((cosine) => (cosine === null ? 'none' : cosine.toFixed(2).replace('-', '−'))).join(', ')} to backpropagation’s, layer by layer.`)];
    if (printed.length) said.push(make('pre', { tabIndex: 0, role: 'group', 'aria-label': 'Printed' }, printed.join('\n')));
    this.said.replaceChildren(...said);
  }

  #config() {
    const params = Object.fromEntries(this.#params.map(({ id, input }) => [id, input.value]));
    return this.api.checkConfig({ ...SETTINGS, lr: this.rate.input.value, rule: 'own', code: this.editor.text, params });
  }

  #lanes() {
    const lr = this.rate.input.value;
    return [
      { name: 'yours', style: 'own', config: this.#config() },
      { name: 'backprop', style: 'backprop', config: this.api.checkConfig({ ...SETTINGS, lr, rule: 'backprop' }) },
    ];
  }
}

customElements.define('rule-editor', RuleEditor);
