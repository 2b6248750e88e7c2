// What the page remembers on this device, and nowhere else. Without storage it lasts as long as the page.

/** What was kept under this name, or null. */
export function recall(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null; // storage switched off, or something that another page wrote
  }
}

/** Keeps a plain object under this name. */
export function remember(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Nothing is lost but the memory.
  }
}
