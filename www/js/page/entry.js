// One setting's control: made from a wasm table of fields, and read as the kind of value it holds.

import { make } from './dom.js';

/** A value as it stands in its field. */
export const written = (value) => (Array.isArray(value) ? value.join(', ') : String(value));

/** A value in words: a choice by its name, yes and no as on and off. */
export function named({ choices }, value) {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  const text = choices?.find(({ id }) => id === value)?.name ?? written(value);
  return text.replace(/\.$/, '') || 'empty';
}

const typing = new WeakSet(); // controls with something in them that was not taken yet

/** Lets `show` leave the control alone while the reader types in it. */
export function heedsTyping(input) {
  input.addEventListener('input', () => typing.add(input));
  input.addEventListener('change', () => typing.delete(input));
  return input;
}

/** Shows a value in its control, and says whether it did: what is being typed stays, even if another setting changes meanwhile. */
export function show(input, value) {
  if (typing.has(input)) return false;
  if (input.type === 'checkbox') input.checked = value;
  else input.value = written(value);
  input.removeAttribute('aria-invalid');
  return true;
}

/** The control of a field from a wasm table of settings. */
export const makeInput = (field, id) => heedsTyping(made(field, id));

function made(field, id) {
  if (field.kind === 'choice') {
    return make('select', { id }, ...field.choices.map((choice) => make('option', { value: choice.id }, choice.name)));
  }
  if (field.kind === 'flag') return make('input', { id, type: 'checkbox' });
  const number = field.kind === 'int' || field.kind === 'real';
  const input = make('input', { id, type: number ? 'number' : 'text', autocomplete: 'off', inputMode: field.kind === 'int' ? 'numeric' : 'decimal' });
  if (number) Object.assign(input, { min: field.min ?? '', max: field.max ?? '', step: field.step ?? 'any' });
  return input;
}

/** A sentence for two numbers that may have been meant as one: in many countries 0,1 is a tenth and 1,500 more than a thousand. Else empty. */
export function commaDoubt({ kind }, value) {
  if (!Array.isArray(value) || value.length !== 2) return '';
  const [before, behind] = value.map(String);
  const whole = /^\d+$/.test(before) && /^\d+$/.test(behind);
  const two = `These are two numbers, ${before} and ${behind}, one for each layer`;
  if (kind === 'reals' && whole) return `${two}; the decimal sign is a point, as in 0.1. `;
  if (kind === 'ints' && whole && before.length === 1 && behind.length === 3) return `${two}; a single one is written ${before}${behind}. `;
  return '';
}

/** The reader's input, as the kind of value the field has; wasm judges whether it can be. */
export function taken({ kind, label }, input) {
  if (kind === 'flag') return input.checked;
  if (kind === 'choice') return input.value;
  const words = input.value.split(/[\s,;]+/).filter(Boolean);
  const numbers = words.map(Number);
  if (numbers.some(Number.isNaN)) throw new Error(`${label}: “${input.value}” is not a number.`);
  if (kind === 'ints' || kind === 'reals') return numbers;
  if (numbers.length !== 1) throw new Error(`${label} needs one number; the decimal sign is a point, as in 0.1.`);
  return numbers[0];
}
