// Jobs that can be measured of the engine: something that is done n times, and how many floating-point operations it takes once.

const makers = {
  limit: (api) => ({ run: (n) => api.benchLimit(1000 * n), flops: api.benchLimit(1000) }),
  peak: (api) => ({ run: (n) => api.benchPeak(1000 * n), flops: api.benchPeak(1000) }),
  // Bytes in the place of operations.
  read: (api) => ({ run: (n) => api.benchRead(n), flops: api.benchRead(1) }),
  product(api, _, { lie, m, k, n }) {
    const product = new api.BenchProduct(lie, m, k, n);
    return { run: (times) => product.run(times), flops: 2 * m * k * n };
  },
  // `whole` counts the arithmetic of moving the weights, too.
  steps(api, dataset, { config, whole = false }) {
    const steps = new api.BenchSteps(dataset, api.checkConfig(config));
    return { run: (n) => steps.run(n), flops: steps.flops() + (whole ? steps.stepFlops() : 0) };
  },
  snr(api, dataset, { config }) {
    const checked = api.checkConfig(config);
    return { run: (n) => { for (let i = 0; i < n; i += 1) api.benchSnr(dataset, checked); }, flops: 0 };
  },
};

/** `{run(n), flops}` of a job such as `{kind: 'steps', config}`, with the engine's module and the digits. */
export const make = (api, dataset, { kind, ...rest }) => makers[kind](api, dataset, rest);
