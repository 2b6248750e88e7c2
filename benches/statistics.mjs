// Medians and their spread, from what a few rounds gave.

const sorted = (values) => [...values].sort((a, b) => a - b);

/** The median. */
export function median(values) {
  const s = sorted(values);
  return (s[(s.length - 1) >> 1] + s[s.length >> 1]) / 2;
}

/** The first and the third quartile. */
export function quartiles(values) {
  const s = sorted(values);
  return [s[Math.floor((s.length - 1) / 4)], s[Math.ceil((3 * (s.length - 1)) / 4)]];
}

/** The median of a[i] / b[i]: each round is compared with itself only, because the machine's speed wanders. */
export const ratio = (a, b) => median(a.map((value, i) => value / b[i]));
