// What was under way when the page was left or reloaded: told when it opens again in the same tab.

/** Tells it through `lab`, whatever has a phase and can tell; `name` is its own on this page, `words()` say what there is to repeat. */
export function tellsWhenLeft(name, lab, words) {
  const key = `left:${location.pathname}:${name}`;
  const store = (act) => {
    try {
      return act(sessionStorage);
    } catch {
      return null; // storage is switched off; then nothing is told
    }
  };
  const left = store((storage) => storage.getItem(key));
  if (left) lab.tell(left);
  store((storage) => storage.removeItem(key));
  addEventListener('pagehide', () => {
    if (lab.phase === 'training' || lab.phase === 'paused') store((storage) => storage.setItem(key, words()));
  });
  addEventListener('pageshow', ({ persisted }) => persisted && store((storage) => storage.removeItem(key)));
}
