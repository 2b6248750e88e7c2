// The bundled digits: fetches the shards a run needs, in order, with streaming progress.
// Keeps the compressed bytes, so that a fresh worker can be filled again without the network.

import { LostWorker } from './lab-client.js';
import { digits } from './site.js';

/** A shard that could not be had; the message is a sentence for the reader. */
export class ShardError extends Error {}

export class ShardStore {
  #manifest = null;
  #kept = new Map();
  #doubted = new Set(); // names to fetch past the browser's cache
  #given = new WeakMap(); // client → names of the shards its worker has

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
        ?? await this.#fetch(shard, signal, (loaded) => onProgress(before + loaded, total));
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
    const { shards } = await this.#list(signal);
    const have = { train: 0, valid: 0, test: 0 };
    const short = () => Object.keys(have).some((part) => have[part] < (wants[part] ?? 0));
    const list = [];
    for (const shard of shards) {
      if (list.length && !short()) break;
      list.push(shard);
      for (const part of Object.keys(have)) have[part] += shard[part];
    }
    return list;
  }

  async #list(signal) {
    if (this.#manifest) return this.#manifest;
    const response = await this.#get('manifest.json', signal);
    try {
      this.#manifest = await response.json();
    } catch (cause) {
      throw new ShardError('The list of data files (manifest.json) is damaged. Retry; if that does not help, the site is incomplete.', { cause });
    }
    return this.#manifest;
  }

  async #get(name, signal) {
    const cache = this.#doubted.has(name) ? 'reload' : 'default';
    let response;
    try {
      response = await digits(name, { signal, cache });
    } catch (cause) {
      if (cause.name === 'AbortError') throw cause;
      throw new ShardError(`${name} could not be fetched: there was no answer. Check the connection, then retry.`, { cause });
    }
    if (!response.ok) throw new ShardError(`${name} could not be fetched: the host answered ${response.status}. Retry, or go on with what is loaded.`);
    return response;
  }

  async #fetch(shard, signal, onLoaded) {
    const bytes = new Uint8Array(shard.bytes);
    const fail = (what, cause) => {
      this.#doubted.add(shard.file);
      return new ShardError(`${shard.file} ${what}. Nothing of it was used; what was loaded before stays usable.`, { cause });
    };
    const response = await this.#get(shard.file, signal);
    const reader = response.body.getReader();
    let loaded = 0;
    for (;;) {
      let part;
      try {
        part = await reader.read();
      } catch (cause) {
        if (cause.name === 'AbortError') throw cause;
        throw fail(`broke off after ${loaded} of ${shard.bytes} bytes`, cause);
      }
      if (part.done) break;
      if (loaded + part.value.length > shard.bytes) {
        reader.cancel();
        throw fail(`is longer than the ${shard.bytes} bytes it should have`);
      }
      bytes.set(part.value, loaded);
      loaded += part.value.length;
      onLoaded(loaded);
    }
    if (loaded < shard.bytes) throw fail(`ended after ${loaded} of ${shard.bytes} bytes`);
    if (!(await intact(bytes, shard.sha256))) throw fail('arrived damaged (its checksum is not the one expected)');
    this.#doubted.delete(shard.file);
    return bytes;
  }
}

// Whether the bytes have this SHA-256. Pages of plain http have no `crypto.subtle`: there the reader
// in wasm, which checks everything it uses, has to do.
async function intact(bytes, sha256) {
  if (!globalThis.crypto?.subtle) return true;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === sha256;
}
