// Faults that were injected while the cases ran, a row each, for the table of docs/reliability.md.

import { writeTable } from './docs.mjs';
import { CASES } from './fault-cases.mjs';

const rows = [];

/** Notes a fault: on `what`, `how` it was broken, what the reader is `told`, what is `kept`, and how one goes `on` without a reload. */
export function injected(what, how, told, kept, on) {
  rows.push([what, how, told, kept, on].map((cell) => cell.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim()));
}

/** Notes the faults that a case of this name has injected, if it is one that has a case of its own. */
export function passed(name) {
  for (const [, ...row] of CASES.filter(([start]) => name.startsWith(start))) injected(...row);
}

const others = new Map(); // name → text of another table of the document

/** Notes what a case has counted, for the table of this name. */
export const counted = (name, text) => others.set(name, `\n${text}\n\n`);

/** Number of them. */
export const count = () => rows.length;

/** Puts all of it into the document; the faults in the order of what was broken. */
export async function writeFaults() {
  for (const [name, text] of others) await writeTable(name, text);
  if (!rows.length) return;
  const sorted = [...new Map(rows.map((row) => [row.slice(0, 2).join(), row])).values()].sort((one, other) => one[0].localeCompare(other[0]));
  const lines = sorted.map((row, i) => `| ${i + 1} | ${row.join(' | ')} |\n`);
  await writeTable('faults', `\n| | what | how | what the reader is told | what is kept | how one goes on |\n|---|---|---|---|---|---|\n${lines.join('')}\n`);
}
