// The page of one lab, lab.html: makes the elements that its address names, which main.js then connects, and tells a page
// around it how tall they are.

import { make } from './page/dom.js';
import { LABS, everyLab, pageOf } from './page/labs.js';

// Read at once, for the elements must be there before main.js looks for them; the rest of an address that was changed on its way is mended there.
const asked = new URLSearchParams(location.search.replaceAll('&amp;', '&'));
const name = asked.get('lab')?.replace(/^3D|[^\w-]+$/g, '') ?? null;
const lab = LABS.get(name);

function show() {
  document.title = `${lab.title} · Microlearning`;
  document.getElementById('title').textContent = lab.title;
  const one = asked.get(lab.of) || undefined;
  document.getElementById('lab').append(...lab.make(one));
  document.getElementById('whole').href = pageOf(lab, one);
}

// A sentence, and a link to each lab that there is.
function showList() {
  const said = name === null ? 'The address of this page names a lab to show, and this one names none.' : `There is no lab “${name.slice(0, 40)}”.`;
  const links = everyLab().map(([other, one]) => {
    const query = new URLSearchParams({ v: '1', lab: other, ...(one && { [LABS.get(other).of]: one }) });
    return make('li', {}, make('a', { href: `?${query}` }, one ? `${LABS.get(other).title}: ${one.replaceAll(/[-_]/g, ' ')}` : LABS.get(other).title));
  });
  for (const id of ['boot', 'notices']) document.getElementById(id).remove();
  document.getElementById('lab').append(make('p', {}, `${said} These are the labs:`), make('ul', { className: 'labs' }, ...links));
}

// Only a height is told, so whoever frames the page may know it.
function tellHeight() {
  const tell = () => parent.postMessage({ microlearning: 'height', height: Math.ceil(document.body.getBoundingClientRect().height) }, '*');
  tell(); // at once, because a frame out of sight is not laid out and seems dead
  new ResizeObserver(tell).observe(document.body);
}

// A frame in a course page is for the lab; what else there is opens in a tab of its own.
function leaveFrame({ target }) {
  const link = target.closest?.('a[href]:not([download])');
  if (link && link.pathname !== location.pathname) link.target = '_blank';
}

if (lab) show();
else showList();
if (self !== top) {
  tellHeight();
  addEventListener('click', leaveFrame, true);
}
