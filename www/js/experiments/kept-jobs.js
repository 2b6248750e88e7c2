// Records of an experiment's jobs that are done, on this device: opened again, it goes on where it was, with the same numbers. Of each kind of
// experiment only the settings that were measured last are kept, and those that an open tab measures.

import { RECORDS } from '../page/memory.js';

const STORE = 'jobs';

// The result of a request; null if it fails, as where nothing may be kept.
const answer = (ask) => new Promise((resolve) => {
  try {
    const request = ask();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(null);
    request.onblocked = () => resolve(null);
    if ('onupgradeneeded' in request) request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  } catch {
    resolve(null);
  }
});

const USED = `${RECORDS}:`; // before a lock's name: its holder measures these settings

// Lets other tabs know that this one uses these records, until what is returned is called or the tab is closed.
function hold(name) {
  let leave;
  const until = new Promise((resolve) => {
    leave = resolve;
  });
  navigator.locks?.request(USED + name, { mode: 'shared' }, () => until).catch(() => {});
  return leave;
}

async function isUsed(name) {
  const { held } = await (navigator.locks?.query() ?? { held: [] });
  return held.some((lock) => lock.name === USED + name);
}

export class KeptJobs {
  #kind;
  #set;
  #store = null; // a promise of it, once somebody asked
  #alone = null; // a promise that those of other settings are gone
  #leave = null; // lets others forget these, once some were kept

  /** `settings` and `version` say whose records these are. */
  constructor(kind, settings, version) {
    this.#kind = kind;
    this.#set = JSON.stringify([version, settings]);
  }

  /** Number of them. */
  async count() {
    return (await this.#ask('readonly', (store) => store.count(this.#range))) ?? 0;
  }

  /** All of them: pairs of a job and what it gave. */
  async all() {
    return (await this.#ask('readonly', (store) => store.getAll(this.#range))) ?? [];
  }

  /** Keeps one; if there is no room, nothing is lost but the memory. */
  async keep(job, progress) {
    this.#leave ??= hold(this.#name);
    this.#alone ??= this.#forgetOthers();
    await this.#alone;
    await this.#ask('readwrite', (store) => store.put([job, progress], [this.#kind, this.#set, job]));
  }

  /** Forgets them. */
  async forget() {
    await this.#ask('readwrite', (store) => store.delete(this.#range));
  }

  /** Lets others forget them, because this tab measures something else now. */
  leave() {
    this.#leave?.();
    this.#leave = null;
  }

  get #range() {
    return IDBKeyRange.bound([this.#kind, this.#set], [this.#kind, this.#set, []]);
  }

  get #name() {
    return `${this.#kind}:${this.#set}`;
  }

  async #forgetOthers() {
    const keys = (await this.#ask('readonly', (store) => store.getAllKeys(IDBKeyRange.bound([this.#kind], [this.#kind, []])))) ?? [];
    for (const set of new Set(keys.map(([, other]) => other))) {
      const range = IDBKeyRange.bound([this.#kind, set], [this.#kind, set, []]);
      if (set !== this.#set && !(await isUsed(`${this.#kind}:${set}`).catch(() => false))) await this.#ask('readwrite', (store) => store.delete(range));
    }
  }

  async #ask(mode, ask) {
    this.#store ??= answer(() => indexedDB.open(RECORDS, 1)).then((store) => {
      store?.addEventListener('versionchange', () => store.close()); // another tab forgets all
      return store;
    });
    const store = await this.#store;
    return store && answer(() => ask(store.transaction(STORE, mode).objectStore(STORE)));
  }
}
