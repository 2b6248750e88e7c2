// The experiments that are no training runs, by the ids of the wasm module's list: where each stands, and its element. Links, the
// page of labs and the parts that a teacher may lock are made from this list.

export const EXPERIMENTS = new Map(Object.entries({
  variance: { title: 'The variance of perturbation rules', page: 'perturbation.html', tag: 'variance-lab' },
  snr: { title: 'Signal and noise in an update', page: 'perturbation.html', tag: 'snr-lab', rules: true },
  representations: { title: 'What hidden layers represent', page: 'representations.html', tag: 'representation-lab', rules: true },
  identify: { title: 'Which rule was it?', page: 'which-rule.html', tag: 'identify-lab', rules: true },
  electrode: { title: 'What would the electrode see?', page: 'which-rule.html', tag: 'electrode-lab', rules: true },
}));
