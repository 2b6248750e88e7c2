// The list of the bundled digits, manifest.json: taken only if it is as `cargo xtask data` writes it.

const MOST = 64 << 20; // bytes of one shard: more than all of MNIST
const PARTS = ['train', 'valid', 'test'];

const isCount = (n) => Number.isSafeInteger(n) && n >= 0;

function isShard(shard) {
  if (typeof shard !== 'object' || shard === null) return false;
  const { file, bytes, sha256 } = shard;
  // A name, and no way to somewhere else.
  return /^[\w-]+\.gz$/.test(file) && isCount(bytes) && bytes > 0 && bytes <= MOST && /^[0-9a-f]{64}$/.test(sha256) && PARTS.every((part) => isCount(shard[part]));
}

/** The shards that the text lists, in their order; null if it is no such list. */
export function shardsIn(text) {
  try {
    const { shards } = JSON.parse(text);
    return Array.isArray(shards) && shards.length && shards.every(isShard) ? shards : null;
  } catch {
    return null;
  }
}
