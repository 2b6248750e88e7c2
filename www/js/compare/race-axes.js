// Axes that a race's curves can be drawn over, and where a lane's points stand on them.

import { digits } from '../page/format.js';

/** The axes: `reading` names where a point stands among what was measured; without one it is the epoch. */
const AXES = [
  { id: 'epochs', name: 'epochs', label: 'Epoch', reading: null },
  { id: 'seconds', name: 'seconds', label: 'Training time (s)', reading: 'seconds', unit: ' s', doc: 'Seconds that the updates took on this device, without what was measured between them.' },
  { id: 'products', name: 'products', label: 'Products (forward passes over all training pictures)', reading: 'products', unit: '', doc: 'Multiplications in all products of the updates, forward, backward and beside. One forward pass over all training pictures is 1, and an epoch of backpropagation about 2: the first layer sends nothing further down.', workshop: true },
];

/** The axis with this id; epochs if there is none. */
export const axisOf = (id) => AXES.find((axis) => axis.id === id) ?? AXES[0];

/** The axes that this module knows: products are counted in the workshop's alone. */
export const axesOf = (api) => AXES.filter(({ workshop }) => !workshop || 'exercises' in api);

/** Places of a lane's points on the axis. What was measured before there was this axis stands nowhere: null. */
export const places = ({ curve, places: known }) => known ?? curve.epochs;

/** The epochs that the furthest lane has finished. */
export const longest = ({ report }) => report.racers.map(({ curve }) => curve.epochs).reduce((a, b) => (b.length > a.length ? b : a));

/** " (12.3 s)" on another axis than epochs. */
export function placeInWords({ axis }, { places: known }, epoch) {
  const at = known?.[epoch];
  return at == null ? '' : ` (${digits(at)}${axis.unit})`;
}

/** The places at which somebody was measured, from the left to the right. */
export function steps(race) {
  if (!race.axis.reading) return longest(race);
  return [...new Set(race.report.racers.flatMap(places))].filter((place) => place != null).sort((a, b) => a - b);
}
