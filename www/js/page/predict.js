// Boxes that ask for a prediction take it, keep it on this device, and show it again at the laboratory that answers.

import { make } from './dom.js';
import { device } from './memory.js';

const VERSION = 1;

// A box is known by its page and how its question begins.
const nameOf = (box) => `answer:${location.pathname.split('/').at(-1)}${location.hash.startsWith('#/') ? location.hash : ''}:${box.textContent.trim().slice(0, 60)}`;

function recalled(name) {
  const kept = device.recall(name);
  return kept?.version === VERSION && typeof kept.text === 'string' ? kept.text : '';
}

/** The laboratory that follows the box before the next box does, if there is one. */
function answering(box) {
  const all = [...document.querySelectorAll('main .prompt, main .lab')];
  const next = all[all.indexOf(box) + 1];
  return next?.classList.contains('lab') ? next : null;
}

function takes(box, id) {
  const name = nameOf(box);
  const text = make('textarea', { id, rows: 2, maxLength: 1000 });
  const said = make('span', { className: 'quiet', role: 'status' });
  const shown = make('p', { className: 'predicted', hidden: true });
  const show = () => {
    const words = text.value.trim();
    shown.hidden = !words;
    shown.replaceChildren(make('strong', {}, 'You predicted: '), `“${words}”`);
  };
  text.value = recalled(name);
  text.addEventListener('input', () => {
    const kept = text.value.trim() ? device.remember(name, { version: VERSION, text: text.value }) : (device.forget(name), true);
    said.textContent = kept ? 'Kept on this device, and shown beside what happens.' : 'This device keeps nothing; it lasts as long as the page.';
    show();
  });
  box.append(make('div', { className: 'prediction' }, make('label', { htmlFor: id }, 'Your prediction: a number, a name, or a sentence'), text, said));
  answering(box)?.prepend(shown);
  show();
}

/** Lets each box of the page that asks for a prediction take one. */
export function takesPredictions() {
  const boxes = [...document.querySelectorAll('main .prompt')].filter((box) => box.querySelector('strong')?.textContent.startsWith('Predict'));
  boxes.forEach((box, i) => takes(box, `prediction-${i}`));
}
