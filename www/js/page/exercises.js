// The exercises, and the pages where they stand.

/** Each exercise, with its page. */
export const EXERCISES = new Map(Object.entries({
  'weight-perturbation': 'perturbation.html',
  'node-perturbation': 'perturbation.html',
  'feedback-alignment': 'feedback.html',
  'kolen-pollack': 'feedback.html',
  hebbian: 'hebbian.html',
  'target-propagation': 'deeper.html',
  'predictive-coding': 'energies.html',
  'equilibrium-propagation': 'energies.html',
  'forward-forward': 'no-way-back.html',
  'krotov-hopfield': 'no-way-back.html',
}));
