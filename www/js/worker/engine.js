// Brings in the wasm module: checks the browser, compiles once, starts the page's own instance.

import { Patience, seconds } from './patience.js';
import { reason } from './reason.js';
import { glue, wasm } from '../site.js';

// The smallest module that uses one simd128 instruction.
const SIMD = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

function checkBrowser() {
  if (typeof WebAssembly !== 'object' || typeof Worker !== 'function') {
    throw new Error('This browser has no WebAssembly or no workers, so nothing can be trained here. The chapter reads without it; a browser from 2023 or later runs it.');
  }
  if (!WebAssembly.validate(SIMD)) {
    throw new Error('This browser lacks WebAssembly SIMD (simd128), which the training code is built for. The chapter reads without it; Chrome 91, Firefox 89, Safari 16.4 or anything later runs it.');
  }
}

// A module that the browser keeps may be damaged while its host says that it is still the same: then it is fetched past that once more.
async function compile(name) {
  try {
    return await fetched(name, 'default');
  } catch (error) {
    return error instanceof WebAssembly.CompileError ? fetched(name, 'reload') : Promise.reject(error);
  }
}

async function fetched(name, cache) {
  const patience = new Patience();
  try {
    return await arriving(await wasm(name, { signal: patience.signal, cache }), () => patience.heard());
  } catch (error) {
    throw patience.ended ? new Error(`nothing arrived for ${seconds} seconds`) : error;
  } finally {
    patience.done();
  }
}

// Compiles a module while it arrives; `heard()` is called for each part.
async function arriving({ ok, status, headers, body }, heard) {
  if (!ok) throw new Error(`the host answered ${status}`);
  const watched = new TransformStream({
    transform(part, next) {
      heard();
      next.enqueue(part);
    },
  });
  const response = new Response(body.pipeThrough(watched), { headers });
  if (response.headers.get('content-type')?.startsWith('application/wasm')) {
    return WebAssembly.compileStreaming(response);
  }
  return WebAssembly.compile(await response.arrayBuffer()); // a host with another MIME type
}

const opened = new Map(); // name → promise

async function open(name) {
  checkBrowser();
  try {
    const api = await glue(name);
    const compiled = await compile(name);
    await api.default({ module_or_path: compiled });
    return { api, module: { name, compiled } };
  } catch (cause) {
    throw new Error(`The training code could not be loaded (${reason(cause)}). Try again or reload the page; if that does not help, the site is incomplete.`, { cause });
  }
}

/**
 * Returns `{api, module}`: the exported functions on this thread, and what a worker needs to have them too, the compiled
 * module and its name. A second call gives the same engine.
 */
export function openEngine(name = 'microlearning') {
  if (!opened.has(name)) {
    const engine = open(name);
    opened.set(name, engine);
    engine.catch(() => opened.delete(name));
  }
  return opened.get(name);
}
