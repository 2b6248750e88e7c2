// What a reader drops: files, or a folder with files in it; and what they are if they are no IDX files.

const WANTED = 'Wanted are the IDX files of a data set: images and their labels, such as train-images-idx3-ubyte and train-labels-idx1-ubyte, plain or .gz.';
const MOST = 100; // files of a folder that are looked at

// How other formats begin, and what they are.
const OTHERS = [
  [[0x50, 0x4b, 3, 4], 'a zip archive, such as NumPy’s .npz'],
  [[0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59], 'an array of NumPy (.npy)'],
  [[0x89, 0x50, 0x4e, 0x47], 'a picture (PNG)'],
  [[0xff, 0xd8, 0xff], 'a picture (JPEG)'],
];

const begins = (bytes, mark) => mark.every((byte, i) => bytes[i] === byte);

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

/** A sentence if one of the files is of a kind that is known and not wanted, or cannot be read; else null. */
export async function unfit(files) {
  for (const file of files) {
    const start = await file.slice(0, 8).arrayBuffer().catch(() => null);
    if (!start) return `${file.name} cannot be read. If it is a folder, drop the files that are in it. ${WANTED}`;
    const bytes = new Uint8Array(start);
    const other = OTHERS.find(([mark]) => begins(bytes, mark))?.[1] ?? (isTable(file, bytes) ? 'a table of text' : null);
    if (other) return `${file.name} is ${other}, not an IDX file. ${WANTED}`;
  }
  return null;
}

const isTable = ({ name }, bytes) => /\.(csv|tsv|txt)$/i.test(name) && bytes.every((byte) => byte > 8);
