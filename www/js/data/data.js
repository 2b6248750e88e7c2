// The bundled digits: fetches the shards a run needs, in order, with streaming progress.
// Keeps the compressed bytes, so that a fresh worker can be filled again without the network.

import { Arrival } from './arrival.js';
import { LostWorker } from '../worker/lab-client.js';
import { shardsIn } from './manifest.js';
import { Patience, seconds } from '../worker/patience.js';
import { digits } from '../site.js';

const LIST = 'manifest.json';
const LIST_MOST = 1 << 20; // bytes

/** A shard that could not be had; the message is a sentence for the reader. */
export class ShardError extends Error {}

export class ShardStore {
  #shards = null;
  #kept = new Map();
  #arriving = new Map(); // name → Arrival
  #doubted = new Set(); // names to fetch past the browser's cache
  #given = new WeakMap(); // client → names of the shards its worker has

  /** True if any digits have come. */
  get some() {
    return this.#kept.size > 0;
  }

  /**
   * Hands the worker behind `client` every shard it lacks for a run that wants `{train, valid, test}`
   * images; at least the first. `onProgress(loaded, total)` counts bytes, `onSummary` tells what is there.
   */
  async fill(client, wants, { signal, onProgress, onSummary }) {
    const has = this.#given.get(client) ?? new Set();
    this.#given.set(client, has);
    const list = (await this.#needed(wants, signal)).filter(({ file }) => !has.has(file));
    const total = list.reduce((sum, shard) => sum + shard.bytes, 0);
    let before = 0;
    for (const shard of list) {
      const bytes = this.#kept.get(shard.file)
        ?? await this.#arrive(shard.file, (...wait) => this.#fetch(shard, ...wait)).wait(signal, (loaded) => onProgress(before + loaded, total));
      onSummary(await this.#give(client, shard.file, bytes, signal));
      this.#kept.set(shard.file, bytes);
      has.add(shard.file);
      before += shard.bytes;
      onProgress(before, total);
    }
  }

  async #give(client, name, bytes, signal) {
    try {
      return await client.request('addShard', { name, bytes }, { signal });
    } catch (cause) {
      if (cause.name === 'AbortError' || cause instanceof LostWorker) throw cause;
      this.#doubted.add(name);
      throw new ShardError(`${cause.message} Nothing of ${name} was used; what was loaded before stays usable.`, { cause });
    }
  }

  async #needed(wants, signal) {
    this.#shards ??= await this.#arrive(LIST, (...wait) => this.#list(...wait)).wait(signal);
    const have = { train: 0, valid: 0, test: 0 };
    const short = () => Object.keys(have).some((part) => have[part] < (wants[part] ?? 0));
    const list = [];
    for (const shard of this.#shards) {
      if (list.length && !short()) break;
      list.push(shard);
      for (const part of Object.keys(have)) have[part] += shard[part];
    }
    return list;
  }

  // Requests for a file that is on its way wait for that one.
  #arrive(name, load) {
    let arrival = this.#arriving.get(name);
    if (!arrival || arrival.over) {
      arrival = new Arrival(load);
      this.#arriving.set(name, arrival);
    }
    return arrival;
  }

  async #list(signal) {
    const parts = [];
    await this.#read(LIST, signal, (part) => parts.push(part), LIST_MOST);
    const shards = shardsIn(await new Blob(parts).text());
    if (shards) return shards;
    this.#doubted.add(LIST);
    throw new ShardError(`The list of data files (${LIST}) is damaged. Retry; if that does not help, the site is incomplete.`);
  }

  async #fetch({ file, bytes: size, sha256 }, signal, onLoaded) {
    const bytes = new Uint8Array(size);
    let loaded = 0;
    await this.#read(file, signal, (part) => {
      bytes.set(part, loaded);
      loaded += part.length;
      onLoaded(loaded);
    }, size);
    if (loaded < size) throw this.#fault(file, `ended after ${loaded} of ${size} bytes`);
    if (!(await intact(bytes, sha256))) throw this.#fault(file, 'arrived damaged (its checksum is not the one expected)');
    this.#doubted.delete(file);
    return bytes;
  }

  // Hands every part of a file to `take`, at most `most` bytes of it.
  async #read(name, signal, take, most) {
    const patience = new Patience(signal);
    let loaded = 0;
    try {
      const response = await digits(name, { signal: patience.signal, cache: this.#doubted.has(name) ? 'reload' : 'default' });
      patience.heard();
      if (!response.ok) throw this.#fault(name, `could not be fetched: the host answered ${response.status}`);
      const reader = response.body.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        patience.heard();
        if (done) return;
        if (loaded + value.length > most) {
          reader.cancel();
          const packed = response.headers.get('content-encoding');
          throw this.#fault(name, packed ? `was unpacked on the way: the host says that it is packed for transport (Content-Encoding: ${packed}), but must send it as it is` : `is longer than the ${most} bytes it should have`);
        }
        take(value);
        loaded += value.length;
      }
    } catch (cause) {
      throw cause instanceof ShardError ? cause : this.#broken(name, { cause, loaded, most, patience, signal });
    } finally {
      patience.done();
    }
  }

  // The sentence for a request that gave no whole answer.
  #broken(name, { cause, loaded, most, patience, signal }) {
    if (signal.aborted) return cause;
    if (patience.ended) return this.#fault(name, `did not come: nothing arrived for ${seconds} seconds`, cause);
    if (loaded) return this.#fault(name, `broke off after ${loaded} of ${most} bytes`, cause);
    return this.#fault(name, 'could not be fetched: there was no answer. Check the connection, then retry', cause);
  }

  #fault(name, what, cause) {
    this.#doubted.add(name);
    return new ShardError(`${name} ${what}. Nothing of it was used; what was loaded before stays usable.`, { cause });
  }
}

// True if the bytes have this SHA-256. Pages of plain http have no `crypto.subtle`: there the reader
// in wasm, which checks everything it uses, has to do.
async function intact(bytes, sha256) {
  if (!globalThis.crypto?.subtle) return true;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === sha256;
}
