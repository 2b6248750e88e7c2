// Files packed by gzip: the browser unpacks them, so that the wasm module need not.

const MOST = 300 << 20; // bytes of one file, unpacked: more than four times all of MNIST

/** The bytes of a file, unpacked if they begin as gzip does. Rejects with a sentence if they are damaged or too many. */
export async function unpacked(name, bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const parts = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((cause) => {
      throw new Error(`${name}: the gzip data are damaged or cut short. Take the file again.`, { cause });
    });
    if (done) return joined(parts, length);
    length += value.length;
    if (length > MOST) {
      reader.cancel();
      throw new Error(`${name} unpacks to more than the ${MOST >> 20} MiB that are read. Check that this is MNIST or a data set of its size.`);
    }
    parts.push(value);
  }
}

function joined(parts, length) {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
