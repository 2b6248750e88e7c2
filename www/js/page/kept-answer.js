// An answer to a prediction, as this device keeps it: what a tab wrote stands in that tab again, and beside it what others wrote meanwhile.

import { device, tab } from './memory.js';

const VERSION = 1;
const OTHERS = 3; // answers of other tabs that are kept beside the last one

function sound(kept) {
  const fits = kept?.version === VERSION && typeof kept.text === 'string';
  return { text: fits ? kept.text : '', fields: fits && Array.isArray(kept.fields) ? kept.fields.map(String) : [] };
}

const isEmpty = ({ text, fields }) => !text.trim() && !fields.some(Boolean);
const othersIn = (kept) => (Array.isArray(kept?.others) ? kept.others.map((other) => sound({ ...other, version: VERSION })) : []);

export class KeptAnswer {
  #name;
  #mine = new Set(); // all that this tab has read or written, as texts
  own;
  others;

  constructor(name) {
    this.#name = name;
    const [here, kept] = [tab.recall(name), device.recall(name)];
    this.own = sound(here ?? kept);
    this.#mine.add(JSON.stringify(this.own));
    this.others = [];
    this.#addAll(kept);
  }

  // Takes over what others have written.
  #addAll(kept) {
    for (const other of [...othersIn(kept), sound(kept)]) {
      const known = [...this.#mine, ...this.others.map((one) => JSON.stringify(one))];
      if (!isEmpty(other) && !known.includes(JSON.stringify(other))) this.others = [other, ...this.others].slice(0, OTHERS);
    }
  }

  /** Keeps `{text, fields}`. Says whether there was room. */
  write(own) {
    this.#addAll(device.recall(this.#name));
    this.own = own;
    this.#mine.add(JSON.stringify(own));
    const { others } = this;
    tab.remember(this.#name, { version: VERSION, ...own });
    if (!isEmpty(own) || others.length) return device.remember(this.#name, { version: VERSION, ...own, others });
    for (const memory of [tab, device]) memory.forget(this.#name);
    return true;
  }
}
