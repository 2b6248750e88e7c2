// Contents of the chart of many trial updates: a dot for each, an arrow's shaft to their mean and one to backprop's update.

import { number } from './words.js';

const PLACES = ['across', 'up'];

/** A view for the chart: see views.js. `report` is what wasm gives of the trials, with the rule's id; `dark` is the theme. */
export function cloudView({ api, report }, dark) {
  if (!report) return null;
  const { name, rule, updates: [x, y], mean, sd, downhill, layer, synapses } = report;
  const { color } = api.ruleStyle(rule, dark);
  const shaft = (to, label, style) => ({ name: label, x: [0, to[0]], y: [0, to[1]], band: null, style, points: false, label: true });
  const synapse = ([i, j]) => `unit ${j + 1} → unit ${i + 1}`;
  const title = (s) => `ΔW${layer + 1}, ${synapse(synapses[s])}`;
  const trials = x.length;
  const spread = sd.every((value) => value !== null) ? `; a single one strays from it by ${number(sd[0])} and ${number(sd[1])} (standard deviation)` : '';
  return {
    spec: {
      x_label: title(0), y_label: title(1), x: null, y: null, x_integer: false, log_y: false, levels: [], cursor: null,
      series: [
        { name: 'trials', x, y, band: null, style: { color, dash: 0, width: 1.2 }, points: false, scatter: true, label: false },
        shaft(downhill, 'downhill', { dash: 0, width: 3 }),
        shaft(mean, 'their mean', { color, dash: 0, width: 3 }),
      ],
    },
    table: {
      caption: `${name}: ${trials} ${trials === 1 ? 'update' : 'updates'} of two synapses`,
      head: ['Update', ...synapses.map((one, s) => `${title(s)} (${PLACES[s]})`)],
      rows: [
        ['Backprop’s update, downhill', ...downhill.map(number)],
        ['Mean of the trials', ...mean.map(number)],
        ['Standard deviation', ...sd.map((value) => (value === null ? '–' : number(value)))],
      ],
    },
    words: `${name}: the mean of ${trials} ${trials === 1 ? 'update' : 'updates'} is ${number(mean[0])} and ${number(mean[1])}, where downhill is ${number(downhill[0])} and ${number(downhill[1])}${spread}.`,
  };
}
