// A rule as code that came with a link: it is said to have come so, and shows its code, whatever it calls itself.

import { OWN_RULE, drafts } from './drafts.js';
import { make } from '../page/dom.js';

const same = (one, other) => one.trim() === other.trim();

/** True if the code is one of the reader's own versions. */
export const isMine = (code) => drafts(OWN_RULE).some((draft) => same(draft.code, code));

/** True if the code is neither the reader's own nor one of the notebook's examples. */
export function isForeign(api, code) {
  return Boolean(code) && !isMine(code) && !api.scriptExamples().some((example) => same(example.code, code));
}

/** Note beside the work of such a rule; nothing for any other. */
export function linkedRule(api, code) {
  if (!isForeign(api, code)) return [];
  const words = `A rule came with the link. It calls itself “${api.readScript(code).name}”, but only its code says what it is. Nothing it does can leave this page.`;
  const text = make('pre', { className: 'linked-code', tabIndex: 0, role: 'group', 'aria-label': 'Code of the rule from the link' }, code);
  return [make('div', { className: 'notice linked-rule' }, make('p', {}, words), make('details', {}, make('summary', {}, 'Show its code'), text))];
}
