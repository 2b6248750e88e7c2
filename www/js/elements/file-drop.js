// A reader's own IDX files, dropped or picked; they never leave the machine.

import { make } from '../page/dom.js';
import { filesOf } from '../data/picked.js';
import { part } from '../page/locks.js';

class FileDrop extends HTMLElement {
  connect(session) {
    this.session = session;
    this.input = make('input', { type: 'file', id: 'own-files', multiple: true });
    this.input.addEventListener('change', () => this.#take([...this.input.files]));
    this.words = make('p', { className: 'status', role: 'status' });
    this.back = make('button', { type: 'button', hidden: true }, 'Back to the bundled digits');
    this.back.addEventListener('click', () => this.#goBack());
    const label = make('label', { htmlFor: this.input.id }, 'Drop or pick the images file and the labels file, or all four files of a set, plain or .gz. Nothing leaves your machine.');
    this.zone = make('div', { className: 'drop' }, make('p', {}, label), this.input, this.words, this.back);
    this.replaceChildren(...part('files', this.zone));
    this.#listen();
  }

  #listen() {
    const over = (on) => (event) => {
      event.preventDefault();
      this.zone.classList.toggle('over', on);
    };
    this.zone.addEventListener('dragover', over(true));
    this.zone.addEventListener('dragleave', over(false));
    this.zone.addEventListener('drop', (event) => {
      over(false)(event);
      filesOf(event.dataTransfer).then((files) => this.#take(files), () => this.#say('What was dropped cannot be read. Drop the files themselves.'));
    });
  }

  async #take(files) {
    if (!files.length) return;
    this.input.value = '';
    this.#say('Reading …');
    try {
      const { unfit } = await import('../data/kinds.js');
      const problem = await unfit(files);
      if (problem) throw new Error(problem);
      await this.session.useFiles(files);
      this.back.hidden = false;
      this.#say(`In use: ${this.session.summary.source}. Train uses these pictures now.`);
    } catch (error) {
      this.#say(`${error.message} The data you had stay in use.`);
    }
  }

  async #goBack() {
    await this.session.useBundled();
    this.back.hidden = true;
    this.#say('The bundled digits are in use again.');
    this.input.focus();
  }

  #say(text) {
    this.words.textContent = text;
  }
}

customElements.define('file-drop', FileDrop);
