// Writing of numbers: to what they are worth, with a thin space and their unit.

// Made when first wanted: a browser's first one takes it twenty milliseconds.
let three = null;

/** A whole number: 24000 → "24,000". */
export const count = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/** 87.6599 → "87.7 %". */
export const percent = (value) => (value == null ? '–' : `${value.toFixed(1)} %`);

/** A share from 0 to 1: 0.8766 → "88 %". */
export const share = (value) => `${Math.round(value * 100)} %`;

/** 0.49421 → "0.494". */
export const loss = (value) => (value == null ? '–' : value.toFixed(3));

/** A weight: two significant digits. */
export const small = (value) => (value < 1e5 ? String(Number(value.toPrecision(2))) : value.toExponential(1));

/** Three digits that matter: 66348.6 → "66,300", 0.025294 → "0.0253". */
export function digits(value) {
  three ??= new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
  return value == null ? '–' : three.format(value);
}

/** Seconds → "4.2 s", "38 s", "3 min". */
export function duration(seconds) {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  return seconds < 99.5 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

/** Bytes → "1.3 MB". */
export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/** A measured value with its unit: "87.7 %", "41°", "−0.013". */
export function quantity(value, { decimals, unit }) {
  if (value == null) return '–';
  const number = value.toFixed(decimals).replace('-', '−');
  return unit === '%' ? `${number} %` : `${number}${unit}`;
}

/** A date in milliseconds as a day, as the reader's language has it. */
export const day = (date) => new Date(date).toLocaleDateString(undefined, { dateStyle: 'medium' });
