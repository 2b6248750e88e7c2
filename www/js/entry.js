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

/** Shows a value in its control. */
export function show(input, value) {
  if (input.type === 'checkbox') input.checked = value;
  else input.value = written(value);
}

/** The control of a field from a wasm table of settings. */
export function makeInput(field, id) {
  if (field.kind === 'choice') {
    return make('select', { id }, ...field.choices.map((choice) => make('option', { value: choice.id }, choice.name)));
  }
  if (field.kind === 'flag') return make('input', { id, type: 'checkbox' });
  const number = field.kind === 'int' || field.kind === 'real';
  const input = make('input', { id, type: number ? 'number' : 'text', autocomplete: 'off', inputMode: field.kind === 'int' ? 'numeric' : 'decimal' });
  if (number) Object.assign(input, { min: field.min ?? '', max: field.max ?? '', step: field.step ?? 'any' });
  return input;
}

/** What the reader typed, as the kind of value the field has; wasm judges whether it can be. */
export function taken({ kind, label }, input) {
  if (kind === 'flag') return input.checked;
  if (kind === 'choice') return input.value;
  const words = input.value.split(/[\s,;]+/).filter(Boolean);
  const numbers = words.map(Number);
  if (numbers.some(Number.isNaN)) throw new Error(`${label}: “${input.value}” is not a number.`);
  if (kind === 'ints' || kind === 'reals') return numbers;
  if (numbers.length !== 1) throw new Error(`${label} needs one number.`);
  return numbers[0];
}
