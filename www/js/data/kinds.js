// Kinds of files that are no IDX files: asked for when a reader has dropped or picked some.

const WANTED = 'Wanted are the IDX files of a data set: images and their labels, such as train-images-idx3-ubyte and train-labels-idx1-ubyte, plain or .gz.';
const START = 512; // bytes of a file that tell its kind

const letters = (text) => Array.from(text, (letter) => letter.charCodeAt(0));

// Bytes with which other formats begin, or that they have at a later place, and their names.
const OTHERS = [
  [[0x50, 0x4b, 3, 4], 'a zip archive, such as NumPy’s .npz'],
  [[0x93, ...letters('NUMPY')], 'an array of NumPy (.npy)'],
  [[0x89, ...letters('HDF')], 'an HDF5 file'],
  [letters('MATLAB'), 'a file of MATLAB'],
  [letters('PAR1'), 'a Parquet table'],
  [letters('ustar'), 'a tar archive', 257],
  [letters('Rar!'), 'a RAR archive'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7-Zip archive'],
  [letters('BZh'), 'packed by bzip2'],
  [[0xfd, ...letters('7zXZ')], 'packed by xz'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'packed by zstd'],
  [[0x80, 2], 'a pickle of Python'],
  [[0x80, 3], 'a pickle of Python'],
  [[0x80, 4], 'a pickle of Python'],
  [[0x80, 5], 'a pickle of Python'],
  [letters('%PDF'), 'a PDF'],
  [[0x89, ...letters('PNG')], 'a picture (PNG)'],
  [[0xff, 0xd8, 0xff], 'a picture (JPEG)'],
  [letters('GIF8'), 'a picture (GIF)'],
  [[0xff, 0xfe], 'a text'],
  [[0xfe, 0xff], 'a text'],
];

const has = (bytes, mark, at = 0) => mark.every((byte, i) => bytes[at + i] === byte);

/** A sentence if one of the files is of a kind that is known and not wanted, or cannot be read; else null. */
export async function unfit(files) {
  for (const file of files) {
    const start = await startOf(file).catch(() => null);
    if (!start) return `${file.name} cannot be read. If it is a folder, drop the files that are in it. ${WANTED}`;
    const other = OTHERS.find(([mark, , at]) => has(start, mark, at))?.[1] ?? text(file, start);
    if (other) return `${file.name} is ${other}, not an IDX file. ${WANTED}`;
  }
  return null;
}

// The first bytes; of a packed file those that are packed. What is damaged there is told by whoever reads all of it.
async function startOf(file) {
  const bytes = new Uint8Array(await file.slice(0, START).arrayBuffer());
  if (!has(bytes, [0x1f, 0x8b])) return bytes;
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const { value } = await reader.read().catch(() => ({}));
  reader.cancel().catch(() => {});
  return value?.subarray(0, START) ?? bytes;
}

// An IDX file begins with two zeros, and no text has any.
function text({ name }, bytes) {
  if (!bytes.length || !bytes.every((byte) => byte > 8)) return null;
  return /\.[ct]sv(\.gz)?$/i.test(name) ? 'a table of text' : 'a text';
}
