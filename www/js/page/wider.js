// Tables and code that are wider than the screen say so, because a phone shows no bar by which to scroll them.

import { make } from './dom.js';

const watched = new WeakSet();

function watch(box) {
  if (watched.has(box)) return;
  watched.add(box);
  const words = make('p', { className: 'quiet wider', hidden: true }, 'It goes on to the right: swipe it, or use the arrow keys.');
  box.after(words);
  const look = () => { words.hidden = box.scrollWidth <= box.clientWidth + 1; };
  const sizes = new ResizeObserver(look);
  sizes.observe(box);
  if (box.firstElementChild) sizes.observe(box.firstElementChild);
}

const boxes = (part) => [...(part.matches('.table-box') ? [part] : []), ...part.querySelectorAll('.table-box')];

/** Lets the tables of this part of the page say so, those that come later, too. */
export function tellsWider(part) {
  boxes(part).forEach(watch);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) if (node instanceof Element && node.isConnected) boxes(node).forEach(watch);
  }).observe(part, { childList: true, subtree: true });
}
