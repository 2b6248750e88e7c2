// Code that a reader has written, kept on this device: the last versions of each kind, each under a name of its own, so that two tabs
// never write over each other.

import { device, tab } from '../page/memory.js';

/** The kind of the reader's own rules. */
export const OWN_RULE = 'own-rule';

const VERSION = 1;
const MOST = 10; // of one kind; the oldest go first

const start = (kind) => `draft:${kind}:`;
const freshName = () => Date.now().toString(36) + Math.random().toString(36).slice(2);

// Before drafts had names there was one of each kind, without a date.
function adopt(kind) {
  const code = device.recall(kind)?.code;
  if (typeof code !== 'string' || device.recall(`${start(kind)}first`)) return;
  const { code: _, ...rest } = device.recall(kind);
  if (!device.remember(`${start(kind)}first`, { version: VERSION, code, date: 0 })) return;
  if (Object.keys(rest).length) device.remember(kind, rest);
  else device.forget(kind);
}

function read(kind, id) {
  const draft = device.recall(start(kind) + id);
  const sound = draft?.version === VERSION && typeof draft.code === 'string' && Number.isFinite(draft.date);
  return sound ? { id, code: draft.code, date: draft.date } : null;
}

/** The drafts of a kind, `{id, code, date}` with milliseconds since 1970, the newest first. */
export function drafts(kind) {
  adopt(kind);
  const all = device.names(start(kind)).map((name) => read(kind, name.slice(start(kind).length)));
  return all.filter(Boolean).sort((one, other) => other.date - one.date);
}

// A tab that is opened again goes on with its own draft, even if another tab has written a newer one.
const open = (kind) => `open:${kind}`;

/** The draft to go on with: this tab's own, else the newest; null if there is none. */
export function latest(kind) {
  const all = drafts(kind);
  return all.find(({ id }) => id === tab.recall(open(kind))?.id) ?? all[0] ?? null;
}

/** One editor's draft: what another tab writes stays another one's. */
export class Draft {
  id;
  #kind;
  #known; // the code as this editor last read or wrote it

  /** Begins with a draft that is there, or with a fresh one if `kept` is null. */
  constructor(kind, kept) {
    this.#kind = kind;
    this.id = kept?.id ?? freshName();
    this.#known = kept?.code ?? null;
    if (kept) tab.remember(open(kind), { id: kept.id });
  }

  /** True if another tab has written it since. */
  get isOthers() {
    const now = read(this.#kind, this.id);
    return now !== null && now.code !== this.#known;
  }

  /** Keeps the code; as a draft of its own if another tab has written this one meanwhile. Says whether there was room. */
  write(code) {
    if (this.isOthers) this.id = freshName();
    this.#known = code;
    tab.remember(open(this.#kind), { id: this.id });
    const kept = device.remember(start(this.#kind) + this.id, { version: VERSION, code, date: Date.now() });
    for (const { id } of drafts(this.#kind).slice(MOST)) if (id !== this.id) device.forget(start(this.#kind) + id);
    return kept;
  }
}

// The text of a link as the reader has changed it stays in the tab.
const linked = (kind) => `linked:${kind}`;

/** The text of a link as it was changed in this tab; as it came if it was not. */
export function changedHere(kind, original) {
  const kept = tab.recall(linked(kind));
  return kept?.of === original && typeof kept.code === 'string' ? kept.code : original;
}

/** Keeps what was made of a link's text, for this tab. */
export const keepHere = (kind, original, code) => tab.remember(linked(kind), { of: original, code });

/** Calls `changed()` when another tab has written or dropped a draft of this kind. */
export function onOthersDrafts(kind, changed) {
  addEventListener('storage', ({ key }) => {
    if (key === null || key.startsWith(start(kind))) changed();
  });
}
