// IDX files as a reader may have them.

/** An IDX file of `n` images in which a class is a bright row, so that a small network can learn it. */
export function images(n) {
  const file = Buffer.alloc(16 + n * 784);
  [0x803, n, 28, 28].forEach((word, i) => file.writeUInt32BE(word, 4 * i));
  for (let i = 0; i < n; i += 1) file.fill(255, 16 + i * 784 + 28 * (2 * (i % 10) + 4), 16 + i * 784 + 28 * (2 * (i % 10) + 6));
  return file;
}

export function labels(n) {
  const file = Buffer.alloc(8 + n);
  file.writeUInt32BE(0x801, 0);
  file.writeUInt32BE(n, 4);
  for (let i = 0; i < n; i += 1) file[8 + i] = i % 10;
  return file;
}
