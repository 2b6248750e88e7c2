// Runs before the first paint: the reader's theme and size of type, and a sentence if the page's own scripts cannot load.
(function () {
  const root = document.documentElement;
  const stored = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage may be switched off
    }
  };
  // A link may say which: dark, light, or the system's.
  const theme = new URLSearchParams(location.search).get('theme') || stored('theme');
  if (theme === 'dark' || theme === 'light') root.dataset.theme = theme;
  if (stored('size') === 'large') root.dataset.size = 'large';

  const sorry = 'A part of this page could not be loaded, so nothing can be trained. Reload the page; if that does not help, the site is incomplete.';
  let words = 'Getting the laboratory ready …';
  // A frame with a sandbox that leaves a page no origin: its modules, its worker and its memory are out of reach.
  const forbidden = self !== top && self.origin === 'null';
  if (forbidden) words = 'The frame around this laboratory forbids what it needs: whoever wrote the page must add allow-same-origin to its sandbox. ';
  const show = () => {
    const place = document.getElementById('boot');
    if (!place) return;
    place.textContent = words;
    if (forbidden) place.append(Object.assign(document.createElement('a'), { href: location.href, target: '_blank', rel: 'noopener', textContent: 'Open it in a tab of its own' }));
  };
  const say = () => {
    if (forbidden) return;
    words = sorry;
    show();
  };
  addEventListener('error', (event) => {
    if (event.target instanceof HTMLScriptElement) say();
  }, true);
  addEventListener('DOMContentLoaded', () => {
    if (!('noModule' in HTMLScriptElement.prototype)) words = sorry;
    show();
  });
})();
