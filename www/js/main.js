// Opens a page: theme and size of type always; and, if it has live elements, the wasm engine, one
// session with the settings from the address, and those elements.

import { mendAddress } from './page/address.js';
import { make } from './page/dom.js';
import { Lazy, touched } from './page/lazy.js';
import { FIRST, WORKSHOP } from './worker/modules.js';
import { failed, near } from './page/near.js';
import { unknownParts } from './page/locks.js';
import { followTheme, themeToggle } from './page/theme.js';
import { course, keep } from './site.js';
import { sizeToggle } from './page/size.js';
import { pause } from './page/turns.js';

// Elements that show and steer the page's one session. Every other element is handed the whole context.
const OF_SESSION = new Set(['bars-chart', 'curve-chart', 'data-explorer', 'file-drop', 'misread-digits', 'notice-box', 'run-beside', 'run-now', 'run-panel', 'run-summary', 'weight-pictures']);
// Elements that need nothing but themselves.
const ALONE = new Set(['named-equation']);
const text = () => import('./text.js');

const own = [...document.body.querySelectorAll('*')].filter(({ localName }) => localName.includes('-'));
const live = own.filter(({ localName }) => !ALONE.has(localName));

// Further down, and not the first thing that anybody uses.
const LATE = new Set(['confusion-table', 'draw-digit', 'race-classes', 'race-disturbed', 'race-map', 'race-sweep', 'race-turn', 'race-weights', 'rule-inside']);
const late = live.filter(({ localName }) => LATE.has(localName));
const early = live.filter((element) => !late.includes(element));

const touch = touched();
// A page that is only opened stays light. A frame in a course page was opened because its reader came near.
const awake = self === top ? touch : Promise.resolve();
// A lab that stands in view is made ready at once.
const inView = live.filter(({ localName }) => localName !== 'notice-box').map((element) => near(element, '0px'));

// Few large pieces arrive sooner than many small ones. The last is written by `cargo xtask build`: all elements that no other
// script imports.
function piece({ localName }) {
  if (ALONE.has(localName)) return text();
  if (localName === 'notice-box') return import('./opening.js');
  if (localName === 'race-lab') return import('./racing.js');
  return OF_SESSION.has(localName) ? import('./running.js') : import('./further.js');
}

/** Defines these elements. */
export const define = (elements) => Promise.all(elements.map(piece));

function load() {
  return Promise.all([import('./opening.js'), define(early), mendAddress()]).catch((cause) => {
    throw new Error('A part of this page could not be loaded, so nothing can be trained. Try again or reload the page; if that does not help, the site is incomplete.', { cause });
  });
}

// A race that only the workshop knows says `workshop="page"`, the workshop takes the first module's place, so that the
// page has one module and not two.
const needsWorkshop = () => live.some((element) => element.getAttribute('workshop') === 'page');

// Races whose choice the first module reads.
const scenarios = live.filter((element) => element.localName === 'race-lab' && !element.hasAttribute('workshop')).map((race) => race.getAttribute('scenario') ?? 'first');

const OVERDUE = 20_000; // ms after which the reader is told that something has not come

// A part that does not come is told of, but still waited for: browsers give up on scripts in their own time.
async function patiently(opening) {
  const late = setTimeout(() => {
    const place = document.getElementById('boot');
    if (place) place.textContent = 'A part of this page has not come yet. It goes on by itself when it does; if it does not, reload the page.';
  }, OVERDUE);
  try {
    return await opening;
  } finally {
    clearTimeout(late);
  }
}

async function open() {
  const [{ openEngine, Session, ShardStore, configFromAddress, configToAddress, fetchAllRules, hasCode, lacksInAddress, unknownSettings, wantsAllRules }] = await load();
  const first = await openEngine(hasCode() || wantsAllRules() || needsWorkshop() ? WORKSHOP : FIRST);
  await pause();
  // A link may name a rule that only the workshop knows.
  const { api, module } = lacksInAddress(first.api, scenarios) ? await openEngine(WORKSHOP) : first;
  const allRules = module.name === WORKSHOP ? null : fetchAllRules;
  const { config, problem } = configFromAddress(api);
  const store = new ShardStore();
  const session = new Session({ api, module, store, config, allRules });
  const loaded = new Lazy(() => session.preload());
  // A frame in another site's page has a store of its own, which would be filled for that page alone.
  if (self === top) touch.then(() => loaded).then(keep);
  for (const explorer of document.querySelectorAll('data-explorer')) awake.then(() => near(explorer)).then(() => loaded);
  const workshop = () => openEngine(WORKSHOP);
  const context = { api, module, store, session, loaded, touch, awake, workshop, allRules };
  let written = problem ? null : config;
  session.addEventListener('change', () => {
    if (session.config === written) return;
    written = session.config;
    configToAddress(api, written);
  });
  document.getElementById('boot')?.remove();
  for (const element of early) {
    await pause(); // so that the page answers in between
    await element.connect(OF_SESSION.has(element.localName) ? session : context);
  }
  for (const element of late) comeLate(element, context);
  const version = document.getElementById('version');
  if (version) version.textContent = `Microlearning ${api.version()}.`;
  const said = [problem, unknownSettings(api), unknownParts()].filter(Boolean).join(' ');
  if (said) session.tell(said);
  return context;
}

async function comeLate(element, context) {
  await awake;
  await near(element);
  for (;;) {
    try {
      await define([element]);
      await element.connect(context);
      return;
    } catch (error) {
      await failed(element, 'This part of the page could not be loaded', error);
    }
  }
}

// Says why the page could not be opened; resolves when the reader wants to try again.
function sorry(error) {
  const place = document.getElementById('boot') ?? document.getElementById('notices');
  const again = make('button', { type: 'button' }, 'Try again');
  // Without a cause it is the browser that cannot.
  place.replaceChildren(`${error.message} `, ...(error.cause ? [again] : []));
  for (const element of live) if (!element.contains(place)) element.replaceChildren(...element.querySelectorAll(':scope > .race-intro'));
  return new Promise((resolve) => {
    again.addEventListener('click', () => {
      place.textContent = 'Getting the laboratory ready …';
      resolve();
    });
  });
}

async function opened() {
  for (;;) {
    try {
      return await patiently(open());
    } catch (error) {
      await sorry(error);
    }
  }
}

followTheme();
// A lab alone has no such buttons.
for (const [id, toggle] of [['theme', themeToggle], ['size', sizeToggle]]) {
  const button = document.getElementById(id);
  if (button) toggle(button);
}
const forget = document.getElementById('forget');
if (forget && self === top) touch.then(text).then(({ forgetButton }) => forgetButton(forget));
// A page without equations gets it with the reader's first sign of life.
const reads = own.some(({ localName }) => ALONE.has(localName)) ? text() : awake.then(text);
Promise.all([reads, mendAddress()]).then(([{ handsOnLocks, tellsProgress, tellsWider }]) => {
  if (self === top) tellsProgress();
  handsOnLocks();
  tellsWider(document.querySelector('main'));
});
// Most pages that ask for predictions open with no laboratory in sight; the one that does asks for none.
if (document.querySelector('main .prompt')) reads.then(() => import('./page/predict.js')).then(({ takesPredictions }) => takesPredictions());

// boot.js has said so. The notebook as one file has all it needs within itself.
const forbidden = course && self !== top && self.origin === 'null';

/** Context that the page's elements were handed; null on a page without any, or in a frame that forbids what they need. */
export const context = live.length && !forbidden ? await Promise.race([awake, ...inView]).then(opened) : null;

/** The page's session. */
export const session = context?.session ?? null;
