// Work that was under way when the page was left or reloaded: told when it opens again in the same tab.

import { tab } from './memory.js';

/** Tells it through `lab`, whatever has a phase and can tell; `name` is its own on this page, `words()` say what there is to repeat. */
export function tellsWhenLeft(name, lab, words) {
  const key = `left:${location.pathname}:${name}`;
  const left = tab.recall(key);
  if (left) lab.tell(left);
  tab.forget(key);
  addEventListener('pagehide', () => {
    if (lab.phase === 'training' || lab.phase === 'paused') tab.remember(key, words());
  });
  addEventListener('pageshow', ({ persisted }) => persisted && tab.forget(key));
}
