// Files that a reader drops or picks: files, or a folder with files in it, as bytes or text.

const MOST = 100; // files of a folder that are looked at
const LARGEST = 256e6; // bytes of a file

/** The files that were dropped, those of a dropped folder in its place. */
export async function filesOf({ items, files }) {
  // All entries are asked for at once: after the first pause there are none any more.
  const entries = [...items].map((item) => item.webkitGetAsEntry?.());
  if (!entries.some((entry) => entry?.isDirectory)) return [...files];
  const found = await Promise.all(entries.filter(Boolean).map((entry) => (entry.isDirectory ? inside(entry) : [entry])));
  const file = (entry) => new Promise((resolve, reject) => entry.file(resolve, reject));
  return Promise.all(found.flat().filter(({ isFile, name }) => isFile && !name.startsWith('.')).slice(0, MOST).map(file));
}

// A browser hands out a folder in parts; an empty one is the end.
async function inside(folder) {
  const reader = folder.createReader();
  const all = [];
  for (;;) {
    const part = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!part.length || all.length > MOST) return all;
    all.push(...part);
  }
}

/** The bytes of a file that was picked. Rejects with a sentence if they cannot be had. */
export async function bytesOf(file) {
  if (file.size > LARGEST) throw new Error(`${file.name} is larger than the ${LARGEST / 1e6} MB that are read.`);
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new Error(`${file.name} cannot be read: it is a folder, or was moved or changed since. Pick it again.`, { cause });
  }
}

/** Its text, in UTF-8 or, as some programs on Windows write it, UTF-16 with a mark. */
export async function textOf(file) {
  const bytes = await bytesOf(file);
  const encoding = [['utf-16le', [0xff, 0xfe]], ['utf-16be', [0xfe, 0xff]]].find(([, mark]) => mark.every((byte, i) => bytes[i] === byte))?.[0] ?? 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Error(`${file.name} is no text in UTF-8. Save it as UTF-8.`, { cause });
  }
}
