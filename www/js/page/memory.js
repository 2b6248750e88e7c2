// Memory of the page: on this device, or in this tab, and nowhere else. Without storage it lasts as long as the page.

let silent = false; // nothing more is kept once all was forgotten

class Memory {
  #storage;

  constructor(storage) {
    this.#storage = storage;
  }

  /** The object that was kept under this name, or null. */
  recall(name) {
    try {
      return JSON.parse(this.#storage().getItem(name));
    } catch {
      return null; // storage switched off, or something that another page wrote
    }
  }

  /** Keeps a plain object under this name; says whether there was room. */
  remember(name, value) {
    if (silent) return false;
    try {
      this.#storage().setItem(name, JSON.stringify(value));
      return true;
    } catch {
      return false; // nothing is lost but the memory
    }
  }

  /** Keeps it no longer. */
  forget(name) {
    try {
      this.#storage().removeItem(name);
    } catch {
      // Nothing was kept.
    }
  }

  /** The names under which something is kept that begin so. */
  names(start = '') {
    try {
      return Object.keys(this.#storage()).filter((name) => name.startsWith(start));
    } catch {
      return [];
    }
  }
}

/** The database of what experiments found, which is too much for the device's other memory. */
export const RECORDS = 'microlearning-records';

export const device = new Memory(() => localStorage);
export const tab = new Memory(() => sessionStorage);

// Other programs of the same host may keep something, too.
const OURS = /^((theme|size|own-rule|place)$|(draft|open|exercise|answer|runs|left|linked)[:-])/;

const forgetRecords = () => new Promise((resolve) => {
  try {
    const gone = indexedDB.deleteDatabase(RECORDS);
    gone.onsuccess = gone.onerror = gone.onblocked = resolve;
  } catch {
    resolve(); // nothing may be kept here
  }
});

/** Forgets all that the notebook has kept: what was written, answered and measured, the choices of view, the copy for reading without a network. */
export async function forgetAll() {
  silent = true;
  for (const memory of [device, tab]) for (const name of memory.names()) if (OURS.test(name)) memory.forget(name);
  await forgetRecords();
  const ours = await self.caches?.keys().catch(() => []) ?? [];
  await Promise.all(ours.filter((name) => name.startsWith('microlearning-')).map((name) => caches.delete(name)));
  const keeper = await navigator.serviceWorker?.getRegistration().catch(() => null);
  await keeper?.unregister();
}
