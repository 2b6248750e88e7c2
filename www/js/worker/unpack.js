// Files packed by gzip: the browser unpacks them, so that the wasm module need not.

const MOST = 300 << 20; // bytes of one file, unpacked: more than four times all of MNIST
const LEAST = 18; // bytes of a member of a gzip file: its header and its sums

/** The bytes of a file, unpacked if they begin as gzip does. Rejects with a sentence if they are damaged or too many. */
export async function unpacked(name, bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const parts = [];
  for (let from = 0, room = MOST; from < bytes.length;) {
    const { unpacked: found, end } = await member(name, bytes, from, room);
    parts.push(...found);
    room -= lengthOf(found);
    from = end;
  }
  return joined(parts);
}

// A gzip file is one member or several, one after another (RFC 1952). Browsers unpack a single one and do not say where it ends: if it is
// not at the file's end, it is where the next begins.
async function member(name, bytes, from, room) {
  let fault = null;
  for (const end of ends(bytes, from)) {
    try {
      return { unpacked: await inflated(name, bytes.subarray(from, end), room), end };
    } catch (error) {
      if (error instanceof RangeError) throw error;
      fault ??= error;
    }
  }
  const what = /junk|extra|after/i.test(fault.message) ? 'something follows the gzip data that is no part of them' : 'the gzip data are damaged or cut short';
  throw new Error(`${name}: ${what}. Take the file again.`, { cause: fault });
}

function* ends(bytes, from) {
  yield bytes.length;
  for (let at = bytes.indexOf(0x1f, from + LEAST); at !== -1; at = bytes.indexOf(0x1f, at + 1)) {
    if (bytes[at + 1] === 0x8b && bytes[at + 2] === 8 && bytes[at + 3] < 0x20) yield at;
  }
}

// The parts of one member; a RangeError if they are too many.
async function inflated(name, bytes, room) {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const parts = [];
  for (let left = room; ;) {
    const { done, value } = await reader.read();
    if (done) return parts;
    left -= value.length;
    if (left < 0) {
      reader.cancel();
      throw new RangeError(`${name} unpacks to more than the ${MOST >> 20} MiB that are read. Check that this is MNIST or a data set of its size.`);
    }
    parts.push(value);
  }
}

const lengthOf = (parts) => parts.reduce((sum, { length }) => sum + length, 0);

function joined(parts) {
  const whole = new Uint8Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
