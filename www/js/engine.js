// Brings in the wasm module: checks the browser, compiles once, starts the page's own instance.

import { glue, wasm } from './site.js';

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

async function compile(name) {
  const response = await wasm(name);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
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
    throw new Error(`The training code could not be loaded (${cause.message}). Reload the page; if that does not help, the site is incomplete.`, { cause });
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
