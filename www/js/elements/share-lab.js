// Parts that a teacher takes from a lab to a course page: what readers may change, the look, and a link, a tag and a frame to copy.

import { make } from '../page/dom.js';
import { LABS, pageOf } from '../page/labs.js';
import { PARTS } from '../page/locks.js';
import { course } from '../site.js';

const FRAME_HEIGHT = 800; // px, where none is given: a frame alone cannot grow
const THEMES = [['auto', 'As the reader’s system'], ['light', 'Light'], ['dark', 'Dark']];
const OUTPUTS = {
  chapter: ['Link to the notebook', 'The chapter around this lab, with these choices.'],
  lab: ['Link to the lab alone', 'A page with nothing else on it.'],
  tag: ['Tag for a course page', 'Loads nothing heavy before a reader comes near. One script serves all labs of a page.'],
  frame: ['Frame for a page that takes no scripts', 'Its height cannot follow what it shows.'],
};

class ShareLab extends HTMLElement {
  static #count = 0;
  #id = `share-${ShareLab.#count++}`;
  #choices = new Map(); // part → its menu
  #outputs = new Map(); // name → its text area

  /** See shareMenu. */
  async connect({ lab, one, title = LABS.get(lab).title, attributes }) {
    if (!course) {
      this.append(make('p', {}, 'This notebook is a file on your disk. Links and tags need a copy of it on a web server.'));
      return;
    }
    await import(course.script); // the tag itself knows which address it shows
    this.lab = LABS.get(lab);
    this.asked = () => ({ lab, ...(one && { [this.lab.of]: one }), ...attributes() });
    this.one = one;
    this.words = title;
    const quiet = make('p', { className: 'quiet' }, 'Links and tags carry the settings as they stand now. What is fixed or hidden is a courtesy, not a safe: whoever edits the address undoes it.');
    this.append(make('p', {}, 'Put this lab into a course page, or send it as a link.'), this.#makeChoices(), this.#makeLook(), quiet, make('div', { className: 'share-outputs' }, ...Object.keys(OUTPUTS).map((name) => this.#makeOutput(name))));
    for (const event of ['input', 'focusin', 'pointerenter']) this.addEventListener(event, () => this.#update());
    this.parentElement.addEventListener('toggle', () => this.#update());
    this.#update();
  }

  #field(name, label, control, doc) {
    control.id = `${this.#id}-${name}`;
    control.setAttribute('aria-describedby', `${control.id}-doc`);
    return make('div', { className: 'field' }, make('label', { htmlFor: control.id }, label), make('div', { className: 'entry' }, control), make('span', { className: 'doc', id: `${control.id}-doc` }, doc));
  }

  #makeChoices() {
    const fields = this.lab.parts.map((name) => {
      const { doc, shown } = PARTS.get(name);
      const states = [['', 'Free'], ...(shown ? [['lock', 'Fixed']] : []), ['hide', 'Hidden']];
      const menu = make('select', {}, ...states.map(([value, text]) => make('option', { value }, text)));
      this.#choices.set(name, menu);
      return this.#field(name, name.replace(/^./, (letter) => letter.toUpperCase()), menu, doc);
    });
    return make('fieldset', {}, make('legend', {}, 'What readers find'), make('div', { className: 'fields' }, ...fields));
  }

  #makeLook() {
    this.theme = make('select', {}, ...THEMES.map(([value, text]) => make('option', { value }, text)));
    this.height = make('input', { type: 'number', min: 100, max: 10000, step: 10, inputMode: 'numeric' });
    return make('fieldset', {}, make('legend', {}, 'How it looks'), make('div', { className: 'fields' },
      this.#field('theme', 'Theme', this.theme, 'Light or dark, whatever the reader has chosen elsewhere.'),
      this.#field('height', 'Height in px', this.height, 'Empty: as high as what it shows.')));
  }

  #makeOutput(name) {
    const [label, doc] = OUTPUTS[name];
    const area = make('textarea', { readOnly: true, rows: 5, spellcheck: false, className: 'share-text' });
    const said = make('span', { className: 'quiet', role: 'status' });
    const copy = make('button', { type: 'button', 'aria-label': `Copy: ${label}` }, 'Copy');
    copy.addEventListener('click', () => this.#copy(area, said));
    this.#outputs.set(name, area);
    const field = this.#field(name, label, area, doc);
    field.append(make('div', { className: 'buttons' }, copy, said));
    return field;
  }

  async #copy(area, said) {
    this.#update();
    area.select();
    try {
      await navigator.clipboard.writeText(area.value);
      said.textContent = 'Copied.';
    } catch {
      said.textContent = 'It is selected; copy it with your keyboard.';
    }
  }

  #update() {
    const chosen = (state) => [...this.#choices].filter(([, { value }]) => value === state).map(([name]) => name).join(',');
    const { value: theme } = this.theme;
    const height = this.height.value !== '' && this.height.checkValidity() ? this.height.value : '';
    const attributes = { ...this.asked(), lock: chosen('lock'), hide: chosen('hide'), theme: theme === 'auto' ? '' : theme, height, label: this.words };
    const tag = document.createElement('microlearning-lab');
    for (const [name, value] of Object.entries(attributes)) if (value) tag.setAttribute(name, value);
    const { address } = tag;
    tag.append('\n  ', make('a', { href: address }, `Open: ${this.words}`), '\n');
    const frame = make('iframe', { title: this.words, width: '100%', height: height || FRAME_HEIGHT, allow: 'clipboard-write', loading: 'lazy' });
    frame.setAttribute('src', address);
    const script = `<script async src="${course.script.href.replaceAll('&', '&amp;')}"></script>`; // an address has no quotation marks
    this.#write({ chapter: this.#chapter(address), lab: address, tag: `${script}\n${tag.outerHTML}`, frame: frame.outerHTML });
  }

  #write(texts) {
    for (const [name, text] of Object.entries(texts)) {
      const area = this.#outputs.get(name);
      if (area.value !== text) area.value = text;
    }
  }

  // The same choices, for the page of the notebook; the section this panel stands in, if that is where it is.
  #chapter(address) {
    const { search } = new URL(address);
    const pairs = search.slice(1).split('&').filter((pair) => !/^(lab|scenario|exercise)=|^theme=auto$/.test(pair));
    const page = new URL(pageOf(this.lab, this.one), course.lab);
    const section = page.pathname === location.pathname ? this.closest('section[id]')?.id : null;
    return `${page.href}?${pairs.join('&')}${section ? `#${section}` : ''}`;
  }
}

customElements.define('share-lab', ShareLab);
