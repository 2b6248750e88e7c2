// Runs before the first paint: the reader's theme, and a sentence if the page's own scripts cannot load.
(function () {
  const root = document.documentElement;
  const stored = () => {
    try {
      return localStorage.getItem('theme');
    } catch {
      return null; // storage may be switched off
    }
  };
  const choice = stored();
  if (choice === 'dark' || choice === 'light') root.dataset.theme = choice;

  const sorry = 'A part of this page could not be loaded, so nothing can be trained. Reload the page; if that does not help, the site is incomplete.';
  let words = 'Getting the laboratory ready …';
  const show = () => {
    const place = document.getElementById('boot');
    if (place) place.textContent = words;
  };
  const say = () => {
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
