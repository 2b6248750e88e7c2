// Light and dark: the toggle, and the colours that charts read from the style sheet.

const root = document.documentElement;
const system = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set();

/** True if the page is dark at this moment. */
export function isDark() {
  return root.dataset.theme ? root.dataset.theme === 'dark' : system.matches;
}

/** A token of the style sheet, such as '--control'. */
export const token = (name) => getComputedStyle(root).getPropertyValue(name).trim();

/** The colours and the font as the charts want them. */
export function theme() {
  return {
    paper: token('--paper'),
    ink: token('--ink'),
    muted: token('--muted'),
    grid: token('--grid'),
    accent: token('--accent'),
    dark: isDark(),
    font: token('--sans'),
  };
}

/** Calls `listener` whenever the theme changes; returns what undoes it. */
export function onTheme(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function announce() {
  for (const listener of listeners) listener();
}

// Paper is light: charts and pictures are redrawn for it, and for the screen again afterwards.
function printLight() {
  let choice;
  addEventListener('beforeprint', () => {
    choice = root.dataset.theme;
    root.dataset.theme = 'light';
    announce();
  });
  addEventListener('afterprint', () => {
    if (choice) root.dataset.theme = choice;
    else delete root.dataset.theme;
    announce();
  });
}

/** Lets the page follow the system's theme and the printer. */
export function followTheme() {
  system.addEventListener('change', announce);
  printLight();
}

/** Makes `button` switch between light and dark, and remembers the choice. */
export function themeToggle(button) {
  const show = () => {
    button.textContent = isDark() ? 'Light theme' : 'Dark theme';
  };
  button.hidden = false;
  show();
  onTheme(show);
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    try {
      localStorage.setItem('theme', root.dataset.theme);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
    announce();
  });
}
