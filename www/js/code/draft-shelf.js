// Beside an editor: which of the reader's own versions is in it, the others to choose from, and a way back from each step.

import { Draft, changedHere, drafts, keepHere, latest, onOthersDrafts } from './drafts.js';
import { make } from '../page/dom.js';

const STEPS = 100; // that can be undone
const BURST_MS = 1500; // typing without such a pause is one step

const when = (date) => (date ? `changed ${new Date(date).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}` : 'of an earlier visit');

export class DraftShelf {
  element;
  #kind;
  #editor;
  #nameOf;
  #show;
  #draft = null; // none while what is shown came with a link
  #stranger = ''; // what came with the link
  #back = []; // {text, draft} before each step
  #forth = []; // and after each that was undone
  #typed = -Infinity;
  #shown = ''; // the text before the next step
  #pick = make('select', {});
  #undo = make('button', { type: 'button' }, 'Undo');
  #redo = make('button', { type: 'button' }, 'Redo');
  #said = make('div', { className: 'draft-said', role: 'status' });

  /** `kind` as in drafts.js; `nameOf(code)` is how a version is listed; `onShow()` is called when another text was put into the open editor. */
  constructor({ kind, editor, label, nameOf, onShow }) {
    this.#kind = kind;
    this.#editor = editor;
    this.#nameOf = nameOf;
    this.#show = onShow;
    this.#pick.id = `drafts-${kind}`;
    this.#pick.addEventListener('change', () => this.#choose(this.#pick.value));
    this.#undo.addEventListener('click', () => this.#walk(this.#back, this.#forth));
    this.#redo.addEventListener('click', () => this.#walk(this.#forth, this.#back));
    this.element = make('div', { className: 'field drafts' }, make('label', { htmlFor: this.#pick.id }, label), make('div', { className: 'entry' }, this.#pick, this.#undo, this.#redo), this.#said);
    onOthersDrafts(kind, () => this.#heard());
  }

  /** Puts `wanted` into the editor, which may be one of the versions; else this tab's own or the newest version, or `first` if there is none. */
  open(first, wanted = null) {
    const kept = (wanted ? drafts(this.#kind).find(({ code }) => code.trim() === wanted.trim()) : latest(this.#kind)) ?? null;
    this.#draft = new Draft(this.#kind, kept);
    this.#put(wanted ?? kept?.code ?? first);
  }

  /** Puts the text of a link into the editor. It is the reader's own only once it is kept. */
  openStranger(text) {
    this.#stranger = text;
    this.#put(changedHere(this.#kind, text));
  }

  /** Shows another text, from which a version of its own begins with the first change. */
  begin(text) {
    this.#step();
    this.#draft = new Draft(this.#kind, null);
    this.#put(text);
    this.#show();
  }

  /** The reader has typed. */
  edited() {
    const now = performance.now();
    if (now - this.#typed > BURST_MS) this.#step();
    this.#typed = now;
    this.#shown = this.#editor.text;
    this.#keep();
  }

  /** Makes the editor's code a version of the reader's own. */
  keep() {
    this.#draft ??= new Draft(this.#kind, null);
    this.#keep();
  }

  #keep() {
    if (!this.#draft) {
      keepHere(this.#kind, this.#stranger, this.#editor.text);
      this.#list();
      return;
    }
    const before = this.#draft.id;
    const kept = this.#draft.write(this.#editor.text);
    if (!kept) this.#say('This device has no room for your code, or keeps nothing. Copy it to a file before you close the page.');
    else if (before !== this.#draft.id) this.#say('Another tab has changed the version that you began from. Both are kept: this one is now a version of its own.');
    this.#list();
  }

  get #here() {
    return { text: this.#shown, draft: this.#draft };
  }

  #step() {
    this.#back.push(this.#here);
    this.#back.splice(0, this.#back.length - STEPS);
    this.#forth = [];
  }

  #walk(from, to) {
    const { text, draft } = from.pop();
    to.push(this.#here);
    this.#draft = draft;
    this.#put(text);
    this.#show();
    if (!draft || drafts(this.#kind).some(({ id }) => id === draft.id)) this.#keep();
  }

  #choose(id) {
    const chosen = drafts(this.#kind).find((draft) => draft.id === id);
    if (!chosen) return;
    this.#step();
    this.#draft = new Draft(this.#kind, chosen);
    this.#put(chosen.code);
    this.#show();
  }

  #put(text) {
    this.#typed = -Infinity;
    this.#shown = text;
    this.#editor.text = text;
    this.#say();
    this.#list();
  }

  #list() {
    const all = drafts(this.#kind);
    const here = all.find(({ id }) => id === this.#draft?.id);
    const options = all.map(({ id, code, date }) => make('option', { value: id }, `${this.#nameOf(code)}, ${when(date)}`));
    const none = here ? [] : [make('option', { value: '' }, all.length ? 'Choose one …' : 'None yet')];
    this.#pick.replaceChildren(...none, ...options);
    this.#pick.value = here?.id ?? '';
    this.#pick.disabled = !all.length;
    this.#undo.disabled = !this.#back.length;
    this.#redo.disabled = !this.#forth.length;
    this.element.hidden = !all.length && !this.#back.length && !this.#forth.length;
  }

  // Another tab has written.
  #heard() {
    this.#list();
    if (!this.#draft?.isOthers) return;
    const { id } = this.#draft;
    const button = make('button', { type: 'button' }, 'Show that one');
    button.addEventListener('click', () => this.#choose(id));
    this.#say('Another tab has changed this version. What you write here becomes a version of its own. ', button);
  }

  #say(...words) {
    this.#said.replaceChildren(...words);
  }
}
