// A chart for a lecture hall: it fills the screen with the names at its lines, its type 1/36 of the height, lines that grow with it. Keys
// start and pause what it shows and draw the next measure.

import { make } from './dom.js';

const LINES = 36; // of type in the height of a screen
const DESK = 13; // px of a chart's type at a desk
const HINT = 'Space: start or pause. N: next measure. Esc: back to the page.';

const lab = (chart) => chart.closest('race-lab, .lab');

function nextMeasure(chart) {
  const select = lab(chart)?.querySelector('.race-measure select:enabled');
  const options = [...(select?.options ?? [])].filter(({ disabled }) => !disabled);
  if (options.length < 2) return;
  select.value = options[(options.findIndex(({ selected }) => selected) + 1) % options.length].value;
  select.dispatchEvent(new Event('change'));
}

const KEYS = {
  ' ': (chart) => lab(chart)?.querySelector('button.primary')?.click(),
  n: nextMeasure,
};

/** Factor by which a chart is drawn larger than at a desk while it fills the screen; null while it does not. */
export const presentedBy = (chart) => (chart.classList.contains('presented') ? innerHeight / LINES / DESK : null);

/** A button that lets `chart` fill the screen, and a line of keys for while it does. */
export function presenter(chart) {
  const button = make('button', { type: 'button', className: 'small present' }, 'Fill the screen');
  const hint = make('p', { className: 'keys' }, HINT);
  const others = () => [...document.querySelectorAll('body > *, main > *')].filter((element) => !element.contains(chart));
  const leave = () => {
    if (!chart.classList.contains('presented')) return;
    chart.classList.remove('presented');
    others().forEach((element) => { element.inert = false; });
    if (document.fullscreenElement === chart) document.exitFullscreen();
    button.focus();
  };
  button.addEventListener('click', async () => {
    chart.classList.add('presented');
    others().forEach((element) => { element.inert = true; });
    chart.querySelector('canvas').focus();
    await chart.requestFullscreen?.().catch(() => {}); // a frame may not; then it fills the frame
  });
  chart.addEventListener('fullscreenchange', () => document.fullscreenElement ?? leave());
  chart.addEventListener('keydown', (event) => {
    if (!chart.classList.contains('presented') || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Escape') leave();
    const act = KEYS[event.key.toLowerCase()];
    if (!act || (event.key === ' ' && event.target === button)) return;
    event.preventDefault();
    act(chart);
  });
  return [button, hint];
}
