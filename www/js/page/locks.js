// A teacher's link on this page's parts: `lock.NAME` holds one fast, `hide.NAME` leaves it out. A courtesy, not a
// safe: whoever edits the address undoes it.

import { make } from './dom.js';

/** By name: a sentence, and whether a locked one is still shown. Where there is nothing to change, locked is hidden. */
export const PARTS = new Map(Object.entries({
  settings: { doc: 'The settings of a run, a race or a measurement.', shown: true },
  rules: { doc: 'Which rules take part.', shown: true },
  seeds: { doc: 'The seed of a run, and how many seeds a race has.', shown: true },
  measure: { doc: 'What a race draws.', shown: true },
  notes: { doc: 'The sentences that say what is compared and what to look for.', shown: false },
  standings: { doc: 'The table of who stands where in a race.', shown: false },
  save: { doc: 'The menus that save numbers, charts and weights.', shown: false },
  files: { doc: 'Places for the reader’s own files: pictures, and weights to begin from.', shown: false },
  examples: { doc: 'The notebook’s own rules, to begin from in the editor.', shown: false },
  hints: { doc: 'The hints of an exercise.', shown: false },
  solutions: { doc: 'The solution of an exercise.', shown: false },
  share: { doc: 'The panel “Share or embed”, and the editor’s link.', shown: false },
}));

const FIXED = 'Fixed by this page’s link.';
const asked = (kind) => [...new URLSearchParams(location.search).keys()].filter((key) => key.startsWith(kind)).map((key) => key.slice(kind.length));
let link; // read when it is first asked for: the address is as it was written by then
const held = () => (link ??= { locked: new Set(asked('lock.')), hidden: new Set(asked('hide.')) });

/** True if the link leaves this part out. */
export const isHidden = (name) => held().hidden.has(name) || (isLocked(name) && !PARTS.get(name).shown);

/** True if the link holds this part fast. */
export const isLocked = (name) => held().locked.has(name);

/** The sentence that stands at what is locked, in a list; an empty list if this part is not. */
export const fixed = (name) => (isLocked(name) ? [make('span', { className: 'fixed' }, FIXED)] : []);

/** These elements as the link has them: none, all with their controls switched off and a sentence at the end, or as they are. */
export function part(name, ...elements) {
  if (isHidden(name)) return [];
  if (isLocked(name)) {
    for (const element of elements) for (const control of element.querySelectorAll('input, select, button')) control.disabled = true;
    elements.at(-1).append(...fixed(name));
  }
  return elements;
}

// The settings that a race chooses elsewhere have names of their own.
const FIELDS = new Map([['rule', 'rules'], ['rules', 'rules'], ['seed', 'seeds']]);

/** The box of one field of a form of settings, as the link has it. */
export const fieldPart = ({ id }, box) => (FIELDS.has(id) ? part(FIELDS.get(id), box) : [box]);

/** A sentence if the link locks or hides what does not exist, else null. */
export function unknownParts() {
  const unknown = [...new Set([...held().locked, ...held().hidden])].filter((name) => !PARTS.has(name));
  if (!unknown.length) return null;
  const some = unknown.slice(0, 3).map((name) => `“${name.slice(0, 30)}”`).join(', ');
  return `This link locks or hides ${some}, which does not exist and was left out; there are ${[...PARTS.keys()].join(', ')}.`;
}
