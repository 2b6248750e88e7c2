// Addresses as mail, messengers and pages' sources change them on their way, and as they were written.

const BLANK = '%20|%09|%0A|%0D|%C2%A0|%E2%80%8[B-F]|%EF%BB%BF';
const INSIDE = new RegExp('%09|%0A|%0D|%E2%80%8[B-F]|%EF%BB%BF', 'gi'); // breaks and signs without a shape
const BEFORE = new RegExp(`^(\\+|${BLANK})+`, 'i');
// Signs that close a sentence, a bracket or a quotation around a link.
const BEHIND = new RegExp(`([.,;:!'")\\]}>*_/+]|${BLANK}|%2[279C]|%3[BE]|%5D|%7D|%C2%BB|%E2%80%(9[9D]|A6))+$`, 'i');
const ENTITY = /#(38|x26);/gi; // an "&" in a page's source; in an address its first one begins the fragment

// Code may hold and end in any sign.
const hasCode = (pair) => pair.startsWith('code=') || (pair.startsWith('race.') && pair.split(/~|%7E/i).length > 5);

// Of a mail in the form “quoted-printable” each "=" became "=3D", and a "=" alone stood where a line was cut.
const isQuoted = (pairs) => pairs.length > 0 && pairs.every((pair) => /=3D/i.test(pair));

const unquoted = (pair) => pair.split(/=3D/i).map((part) => part.replaceAll('=', '')).join('=');

/** The text behind the "?" of an address, `search` with its "?" and `hash` with its "#", as it was written. */
export function mended(search, hash = '') {
  let query = search.replace(/^\?/, '') + (hash.search(ENTITY) === 0 ? `&${hash}` : '');
  // Escaped more than once: no escape is left but that of the sign that escapes.
  while (query.includes('%') && !/%(?!25[0-9a-f]{2})/i.test(query)) query = query.replaceAll('%25', '%');
  let pairs = query.replace(ENTITY, '&').replace(/&(amp;)+/gi, '&').split(/[&?]/).filter(Boolean);
  if (isQuoted(pairs)) pairs = pairs.map(unquoted);
  pairs = pairs.map((pair) => (hasCode(pair) ? pair : pair.replace(INSIDE, '').replace(BEFORE, '')));
  const last = pairs.at(-1);
  if (last && !hasCode(last)) pairs[pairs.length - 1] = last.replace(BEHIND, '');
  return pairs.filter(Boolean).join('&');
}

/** Writes the page's address as it was written, without a step in the history. */
export function mend() {
  const address = new URL(location.href);
  address.search = mended(location.search, location.hash);
  if (address.hash.search(ENTITY) === 0) address.hash = '';
  if (address.href !== location.href) history.replaceState(history.state, '', address);
}
