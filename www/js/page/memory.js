// What the page remembers on this device, and nowhere else. Without storage it lasts as long as the page.

/** What was kept under this name, or null. */
export function recall(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null; // storage switched off, or something that another page wrote
  }
}

/** Keeps a plain object under this name; says whether there was room. */
export function remember(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
    return true;
  } catch {
    return false; // nothing is lost but the memory
  }
}

/** Keeps it no longer. */
export function forget(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // Nothing was kept.
  }
}

/** The names under which something is kept that begin so. */
export function keptNames(start) {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(start));
  } catch {
    return [];
  }
}
