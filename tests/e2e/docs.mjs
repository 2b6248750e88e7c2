// Tables of docs/reliability.md that a command writes: each stands between two marks of its name.

import { readFile, writeFile } from 'node:fs/promises';

const FILE = new URL('../../docs/reliability.md', import.meta.url);

/** Puts `text` between the marks of `name`. */
export async function writeTable(name, text) {
  const whole = await readFile(FILE, 'utf8');
  const [before, rest] = whole.split(new RegExp(`(?<=<!-- ${name}: [^\\n]* -->\\n)`));
  const end = rest?.indexOf(`<!-- /${name} -->`) ?? -1;
  if (end < 0) throw new Error(`docs/reliability.md has no place for the table “${name}”.`);
  await writeFile(FILE, before + text + rest.slice(end));
}
