// Words on one synapse or unit: its numbers, and where each comes from. All numbers are the core's.

const STEPS = { FORWARD: 0, LOSS: 1, BACK: 2, CHANGE: 3 };

/** Three decimals, or what is left of a small number. */
export function number(value) {
  const text = value !== 0 && Math.abs(value) < 0.01 ? String(Number(value.toPrecision(1))) : value.toFixed(3);
  return text.replace('-', '−');
}

const unitName = (glass, column, i) => {
  if (column === 0) return `pixel ${i + 1}`;
  return column === glass.sizes.length - 1 ? `the output unit for “${glass.pictures[i]}”` : `unit ${i + 1} of hidden layer ${column}`;
};
const upper = (text) => text[0].toUpperCase() + text.slice(1);

/** Name of a part of the drawing. */
export function nameOf(glass, { kind, l, i, j, of }) {
  if (kind === 'unit') return upper(unitName(glass, l, i));
  if (kind === 'weight') return `Synapse from ${unitName(glass, l, j)} to ${unitName(glass, l + 1, i)}`;
  const { id, layer } = glass.own[of];
  return glass.way === 'direct'
    ? `Feedback ${id}${layer + 1} from ${unitName(glass, glass.sizes.length - 1, i)} to ${unitName(glass, layer, j)}`
    : `Feedback ${id}${layer + 1} from ${unitName(glass, layer + 1, i)} to ${unitName(glass, layer, j)}`;
}

const BACK = {
  weights: 'what the units above were told, through the forward weights that lead there, times its slope f′',
  signs: 'what the units above were told, through weights with the signs of the forward ones, times its slope f′',
  layered: 'what the units above were told, through the weights B, times its slope f′',
  direct: 'the error at the output, through weights B of its own, times its slope f′',
  none: 'from its own activity and what the rule makes of it',
};

function toldFrom(glass, l) {
  if (glass.signals.includes('loss')) return 'its own noise, times how much the loss of the picture changed, divided by σ²';
  if (l === glass.layers.length - 1) return 'the answer minus the target: known at the output';
  if (glass.signals.includes('target')) return 'how far it is from its target, divided by the target’s step, times its slope f′';
  return BACK[glass.way];
}

function ofUnit(glass, { l, i }, p, step) {
  const name = glass.pictures[p];
  if (l === 0) return [['Brightness', number(glass.x[p][i]), `the picture “${name}”`]];
  const layer = glass.layers[l - 1];
  const top = l === glass.layers.length;
  const rows = [
    [`Sum z${l}`, number(layer.z[p][i]), 'all that comes in, each times the strength of its synapse'],
    [top ? 'Answer y' : `Activity h${l}`, number(layer.h[p][i]), top ? `its share of the answer to the picture “${name}”` : 'f(z), sent on to the next layer'],
  ];
  if (top && step >= STEPS.LOSS) rows.push(['Target t', number(glass.t[p][i]), 'the right answer']);
  if (step >= STEPS.BACK) {
    if (layer.unit_noise) rows.push([`Noise ξ${l}`, number(layer.unit_noise[p][i]), 'its own: added to z when the picture is seen again']);
    rows.push(layer.teaching ? [`Told: δ${l}`, number(layer.teaching[p][i]), toldFrom(glass, l - 1)] : ['Told', 'nothing', 'no signal that is meant for this unit alone']);
  }
  return rows;
}

function ofWeight(glass, { l, i, j }, p, step) {
  const layer = glass.layers[l];
  const before = l === 0 ? glass.x[p][j] : glass.layers[l - 1].h[p][j];
  const rows = [
    [`Strength W${l + 1}`, number(layer.w[i][j]), 'what it has learned so far'],
    ['Comes in', number(before), `activity of ${unitName(glass, l, j)}`],
    ['Goes out', number(layer.h[p][i]), `activity of ${unitName(glass, l + 1, i)}`],
  ];
  if (step >= STEPS.BACK) {
    if (layer.weight_noise) rows.push(['Noise ψ', number(layer.weight_noise[i][j]), 'its own: added to its strength when the pictures are seen again']);
    if (layer.teaching) rows.push([`Told: δ${l + 1}`, number(layer.teaching[p][i]), `${unitName(glass, l + 1, i)}: ${toldFrom(glass, l)}`]);
    else if (glass.noisy_loss !== null) rows.push(['Told', `loss ${number(glass.loss)} → ${number(glass.noisy_loss)}`, 'without and with the noise: the same for all']);
  }
  if (step < STEPS.CHANGE) return rows;
  if (layer.terms) rows.push(['Each picture', glass.pictures.map((name, k) => `“${name}” ${number(layer.terms[k][i][j])}`).join(', '), layer.reason === 'delta' ? 'minus what it was told, times what came in' : 'what went out, times what came in']);
  if (layer.decay > 0) rows.push(['Decay', number(layer.decay), 'that share of its strength is taken off, too']);
  return [...rows, ['Change ΔW', number(layer.delta[i][j]), layer.reason_name], ['Then', `${number(layer.w[i][j])} → ${number(layer.after[i][j])}`, `a step of η = ${glass.rate} times ΔW`]];
}

function ofOwn(glass, { of, i, j }, step) {
  const { id, layer, rows, delta } = glass.own[of];
  const told = [[`Strength ${id}${layer + 1}`, number(rows[i][j]), delta ? 'what it has learned so far' : 'drawn at random, and left so']];
  if (delta && step >= STEPS.CHANGE) told.push([`Change Δ${id}`, number(delta[i][j]), 'it learns, too']);
  return told;
}

/** Rows of what, how much, and from where: for the picture `p`, as far as `step` has come. */
export function reading(glass, item, p, step) {
  if (item.kind === 'unit') return ofUnit(glass, item, p, step);
  return item.kind === 'weight' ? ofWeight(glass, item, p, step) : ofOwn(glass, item, step);
}

/** Events of a step, in a sentence or two. */
export function happens(glass, p, step) {
  const noisy = glass.noisy_loss === null ? '' : ` With the noise it is ${number(glass.noisy_loss)}.`;
  return [
    'The picture runs through the network: each unit adds up what comes in, times the strengths of its synapses, and sends on its activity.',
    `The answer is compared with the right one. The loss of this picture is ${number(glass.losses[p])}; the mean over the three is ${number(glass.loss)}.${noisy}`,
    glass.meaning,
    `Every synapse takes a step of η = ${glass.rate} times its ΔW, thick where it is large. On these three pictures the loss goes from ${number(glass.loss)} to ${number(glass.loss_after)}.`,
  ][step];
}
