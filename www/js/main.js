// Opens the page: the wasm engine, the settings from the address, one session, and the elements.

import './elements/bars-chart.js';
import './elements/config-form.js';
import './elements/curve-chart.js';
import './elements/data-explorer.js';
import './elements/file-drop.js';
import './elements/misread-digits.js';
import './elements/named-equation.js';
import './elements/notice-box.js';
import './elements/picture-tiles.js';
import './elements/race-lab.js';
import './elements/run-now.js';
import './elements/run-panel.js';
import './elements/run-summary.js';
import './elements/weight-pictures.js';
import { ShardStore } from './data.js';
import { openEngine } from './engine.js';
import { Race } from './race.js';
import { Session } from './session.js';
import { configFromAddress, configToAddress } from './state.js';
import { themeToggle } from './theme.js';

const LIVE = 'run-now, run-panel, run-summary, notice-box, data-explorer, curve-chart, bars-chart, misread-digits, weight-pictures, file-drop';

async function open() {
  const { api, module } = await openEngine();
  const { config, problem } = configFromAddress(api);
  const store = new ShardStore(new URL('../data/', import.meta.url));
  const session = new Session({ api, module, store, config });
  for (const element of document.querySelectorAll(LIVE)) element.connect(session);
  let written = problem ? null : config;
  session.addEventListener('change', () => {
    if (session.config === written) return;
    written = session.config;
    configToAddress(api, written);
  });
  document.getElementById('version').textContent = `Microlearning ${api.version()}.`;
  const loaded = session.preload();
  const race = new Race({ api, module, store, loaded });
  document.querySelector('race-lab').connect(race);
  loaded.then(() => race.know(session.summary));
  if (problem) session.tell(problem);
  return { session, race };
}

function sorry(error) {
  for (const element of document.querySelectorAll(LIVE)) element.textContent = '';
  // In place of #boot, which boot.js may yet write into.
  document.querySelector('race-lab').textContent = error.message;
}

themeToggle(document.getElementById('theme'));

/** The chapter's session and the race once they are open; null when this browser or site cannot run them. */
export const { session, race } = await open().catch((error) => {
  sorry(error);
  return { session: null, race: null };
});
