// A reader's progress, as this device remembers it: the place that was read last, and the exercises that are solved, told in the menu and
// on the front page. What a teacher's link locks or hides goes along to the next page.

import { make } from './dom.js';
import { EXERCISES } from './exercises.js';
import { device } from './memory.js';

const PLACE = 'place';
const SHOWN = 0.4; // of the window's height: the heading above it is where one reads

// In the notebook as one file, an address is behind its mark.
const nameOf = (address) => (address.hash.startsWith('#/') ? address.hash.slice(2) : (address.pathname.split('/').at(-1) || 'index.html'));

/** The section that is read. */
function reading() {
  const titles = [...document.querySelectorAll('article > section[id] > h2')];
  return titles.filter((title) => title.getBoundingClientRect().top < innerHeight * SHOWN).at(-1) ?? null;
}

function remembersPlace() {
  addEventListener('pagehide', () => {
    const title = reading();
    if (title) device.remember(PLACE, { version: 1, page: nameOf(location), section: title.parentElement.id, title: title.textContent });
  });
}

function solvedOn(page) {
  const all = [...EXERCISES].filter(([, on]) => on === page).map(([id]) => id);
  const solved = all.filter((id) => device.recall(`exercise-${id}`)?.solved === true);
  if (!solved.length) return '';
  return solved.length === all.length ? `all ${all.length > 1 ? `${all.length} exercises` : 'exercises'} solved` : `${solved.length} of ${all.length} exercises solved`;
}

function marks(link) {
  const page = nameOf(new URL(link.href));
  const come = (...words) => link.parentElement.append(make('span', { className: 'come' }, ...words));
  const place = device.recall(PLACE);
  if (place?.version === 1 && place.page === page && !link.hasAttribute('aria-current')) {
    const href = `${link.getAttribute('href')}${link.hash.startsWith('#/') ? '' : `#${place.section}`}`;
    come('You were here: ', make('a', { href }, `“${String(place.title).slice(0, 80)}”`));
  }
  const solved = solvedOn(page);
  if (solved) come(`✓ ${solved}`);
}

/** Marks how far the reader has come at the links to chapters, and remembers where this page was left. */
export function tellsProgress() {
  for (const link of document.querySelectorAll('.menu li > a, .chapters li > a')) marks(link);
  remembersPlace();
}

/** Lets the links to other pages of the notebook carry what this page's link locks and hides. */
export function handsOnLocks() {
  const held = [...new URLSearchParams(location.search)].filter(([name]) => /^(lock|hide)\./.test(name));
  if (!held.length) return;
  for (const link of document.querySelectorAll('a[href*=".html"]')) {
    const address = new URL(link.href);
    if (address.origin !== location.origin || address.hash.startsWith('#/') || link.getAttribute('href').startsWith('#')) continue;
    for (const [name, value] of held) if (!address.searchParams.has(name)) address.searchParams.append(name, value);
    link.href = address.href;
  }
}
