import { Dataset } from './microlearning.js';

/**
 * A data set with the digits that come with the package: 6,000 of MNIST for training, 1,000 for validation, 1,000 for
 * tests, 28 × 28 pixels each. 1.3 MB are fetched from beside this script, once `init` is done.
 */
export function digits(): Promise<Dataset>;
