// In place of www/js/site.js where the whole notebook is one file: its parts lie in the page itself.

import * as workshop from '../wasm/workshop.js';

const text = (id) => document.getElementById(id).textContent;

const bytes = (id) => Uint8Array.from(atob(text(id)), (letter) => letter.charCodeAt(0));

// Only the first digits are inside.
const FILES = {
  'manifest.json': () => text('digits-list'),
  'mnist-0.gz': () => bytes('digits'),
};

/** The JavaScript side of the only wasm module here, which has everything. */
export const glue = async () => workshop;

/** The bytes of the wasm module, as a response. */
export async function wasm() {
  const packed = new Blob([bytes('module')]).stream();
  return new Response(packed.pipeThrough(new DecompressionStream('gzip')), { headers: { 'content-type': 'application/wasm' } });
}

/** A file of the bundled digits, as a response. */
export const digits = async (name) => (name in FILES ? new Response(FILES[name]()) : new Response(null, { status: 404 }));

// The one door for code that is begun by its address.
const door = self.trustedTypes?.createPolicy('microlearning', { createScriptURL: (address) => address });
const code = (address) => door?.createScriptURL(address) ?? address;

/** A fresh worker that trains. */
export const worker = () => new Worker(code(URL.createObjectURL(new Blob([text('worker')], { type: 'text/javascript' }))));

/** A file on a disk has no address that others could open. */
export const course = null;

/** Nothing has to be kept: the file is on this device. */
export async function keep() {}
