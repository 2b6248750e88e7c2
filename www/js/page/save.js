// Files for the reader to keep: a folded menu of buttons, each of which makes one and hands it to the browser.

import { make } from './dom.js';
import { openEngine } from '../worker/engine.js';
import { WORKSHOP } from '../worker/modules.js';

/** The functions that make files, fetched when the first one is asked for. */
export const workshop = async () => (await openEngine(WORKSHOP)).api;

function handOver(name, content, type) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = make('a', { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // some browsers read it later
}

/** A menu: `files` are `{words, name, type, content}`, where `content()` promises a text or bytes, or throws a sentence. */
export function saveMenu(words, files) {
  const said = make('span', { className: 'quiet', role: 'status' });
  const buttons = files.map(({ words: label, name, type, content }) => {
    const button = make('button', { type: 'button', className: 'small' }, label);
    button.addEventListener('click', async () => {
      button.disabled = true;
      said.textContent = '';
      try {
        handOver(name, await content(), type);
        said.textContent = `${name} was saved.`;
      } catch (error) {
        said.textContent = error.message;
      }
      button.disabled = false;
    });
    return button;
  });
  return make('details', { className: 'save' }, make('summary', {}, words), make('div', { className: 'buttons' }, ...buttons, said));
}

const some = async (runs) => {
  const all = await runs();
  if (!all.length) throw new Error('Nothing was measured yet. Train first.');
  return all;
};

/** The menu of what was measured: `runs()` gives, or promises, `[{name, config, epochs: [{measure: value}], message}]`, `names()` what heads a measure's column. */
export function resultsMenu(name, runs, names) {
  return saveMenu('Save the numbers', [
    { words: 'CSV', name: `${name}.csv`, type: 'text/csv', content: async () => (await workshop()).resultsCsv(await some(runs), names()) },
    { words: 'JSON', name: `${name}.json`, type: 'application/json', content: async () => `${JSON.stringify((await workshop()).resultsObject(await some(runs)), null, 1)}\n` },
  ]);
}

/** A menu of what repeats these runs without a browser: a command for each, after those of `whole()`. Made anew whenever it is unfolded. */
export function commandMenu(runs, whole = () => []) {
  const text = make('pre', { className: 'commands', tabIndex: 0, role: 'group', 'aria-label': 'Commands' });
  const said = make('span', { className: 'quiet', role: 'status' });
  const copy = make('button', { type: 'button', className: 'small' }, 'Copy');
  copy.addEventListener('click', () => navigator.clipboard.writeText(text.textContent).then(() => { said.textContent = 'Copied.'; }, () => { said.textContent = 'Select the text and copy it with your keyboard.'; }));
  const menu = make('details', { className: 'save' }, make('summary', {}, 'Repeat this on the command line'), text, make('div', { className: 'buttons' }, copy, said));
  menu.addEventListener('toggle', async () => {
    if (!menu.open) return;
    said.textContent = '';
    try {
      const commands = (await workshop()).resultsObject(await some(runs)).runs.map(({ command }) => command);
      text.textContent = [...whole(), ...commands].join('\n');
    } catch (error) {
      text.textContent = '';
      said.textContent = error.message;
    }
    for (const part of [text, copy]) part.hidden = !text.textContent;
  });
  return menu;
}
