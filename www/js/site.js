// Addresses of the parts of the site: the one file that is another one where the whole notebook is a single file.

// Scripts lie under js/, alone or several in one piece.
const at = (path) => new URL(path, import.meta.url.slice(0, import.meta.url.lastIndexOf('/js/') + 1));

// The one door for code that is begun by its address: the page's policy lets in nothing that does not come through it.
const door = self.trustedTypes?.createPolicy('microlearning', { createScriptURL: (address) => address });
const code = (path) => door?.createScriptURL(at(path).href) ?? at(path);

let again = 0;

/** The JavaScript side of a wasm module. What failed once is asked for under another address: a browser may remember that it failed. */
export async function glue(name) {
  try {
    const script = await import(at(`wasm/${name}.js${again ? `?again=${again}` : ''}`));
    if (typeof script.default === 'function') return script;
    throw new Error('its script is empty or cut');
  } catch (error) {
    again += 1;
    throw error;
  }
}

/** The bytes of a wasm module, as a response. */
export const wasm = (name, options) => fetch(at(`wasm/${name}_bg.wasm`), options);

/** A file of the bundled digits, as a response. */
export const digits = (name, options) => fetch(at(`data/${name}`), options);

/** A fresh worker that trains; `again` is another number after one whose script was no good, which a browser may have kept. */
export const worker = (again = 0) => new Worker(code(`js/worker/worker.js${again ? `?again=${again}` : ''}`), { type: 'module' });

/** The page of one lab, and the script for other people's pages: what links and tags for a course name. */
export const course = { lab: at('lab.html'), script: at('embed.js') };

/** Keeps the site on this device, so that it opens without a network. */
export async function keep() {
  try {
    const keeper = await navigator.serviceWorker?.register(code('offline.js'), { updateViaCache: 'none' });
    await keeper?.update(); // a browser's own look for another build comes late
  } catch {
    // Storage may be switched off, or the page not be https; then the site needs the network, as ever.
  }
}
