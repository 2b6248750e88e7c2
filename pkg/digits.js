// The digits that come with the package, ready to be trained on.

import { Dataset } from './microlearning.js';

const SHARD = 'mnist-0.gz';

export async function digits() {
  const response = await fetch(new URL('./data/mnist-0.gz', import.meta.url));
  if (!response.ok) {
    throw new Error(`${SHARD} could not be fetched: the host answered ${response.status}. Put the package's folder data/ beside its scripts.`);
  }
  const dataset = new Dataset();
  dataset.addShard(SHARD, new Uint8Array(await response.arrayBuffer()));
  return dataset;
}
