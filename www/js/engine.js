// Brings in the wasm module: checks the browser, compiles once, starts the page's own instance.

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

async function compile(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  if (response.headers.get('content-type')?.startsWith('application/wasm')) {
    return WebAssembly.compileStreaming(response);
  }
  return WebAssembly.compile(await response.arrayBuffer()); // a host with another MIME type
}

/** Returns `{api, module}`: the exported functions on this thread, and the compiled module for workers. */
export async function openEngine() {
  checkBrowser();
  try {
    const api = await import('../wasm/microlearning.js');
    const module = await compile(new URL('../wasm/microlearning_bg.wasm', import.meta.url));
    await api.default({ module_or_path: module });
    return { api, module };
  } catch (cause) {
    throw new Error(`The training code could not be loaded (${cause.message}). Reload the page; if that does not help, the site is incomplete.`, { cause });
  }
}
