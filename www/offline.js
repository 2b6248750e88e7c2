// The site's service worker: keeps all pages and parts of one build, and answers with them, so that what belongs together
// comes together, with a network or without. Later shards of digits are kept once they were fetched. When the site is built, a line
// is put in front of this: self.SITE = {version, files, later}, the last two with the sha256 of each part by its path.

const KIND = 'microlearning-';
const NAME = `${KIND}2-${self.SITE.version}`; // the number is that of how parts are kept
const GUESTS = `${KIND}guests`; // pages that came from the host in another build than this one
const TOGETHER = 6; // parts that are fetched at once
const PATIENCE = 60_000; // ms for one part, when the site is kept
const LOOK = 1000; // ms from look to look whether a page that asks for a part is still there
// Module scripts and wasm need their types, whatever the host says of them.
const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', json: 'application/json', wasm: 'application/wasm', svg: 'image/svg+xml' };
const SHARD = /^data\/.*\.gz$/;

const sums = new Map(Object.entries({ ...self.SITE.files, ...self.SITE.later }));
const scope = new URL(self.registration.scope);
const keyOf = (path) => new URL(path, scope).href;

addEventListener('install', (event) => event.waitUntil(keepAll()));
addEventListener('activate', (event) => event.waitUntil(forgetOthers()));
addEventListener('fetch', (event) => {
  const { request } = event;
  const path = request.method === 'GET' ? pathOf(new URL(request.url)) : null;
  if (path !== null) event.respondWith(answer(event, path));
});

/** The part of the site that an address means, with or without its “.html”; null if there is none. */
function pathOf({ origin, pathname }) {
  if (origin !== scope.origin || !pathname.startsWith(scope.pathname)) return null;
  const path = pathname.slice(scope.pathname.length);
  return [path, `${path}index.html`, `${path}.html`].find((name) => sums.has(name)) ?? null;
}

async function keepAll() {
  const cache = await caches.open(NAME);
  const left = Object.keys(self.SITE.files);
  const work = async () => {
    for (let path = left.pop(); path; path = left.pop()) await keepOne(cache, path);
  };
  try {
    await Promise.all(Array.from({ length: TOGETHER }, work));
  } catch (error) {
    left.length = 0;
    // A part that was kept shortens the next try, unless there is no room for it.
    if (error.name === 'QuotaExceededError') await caches.delete(NAME);
    throw error;
  }
}

async function keepOne(cache, path) {
  if (await inherit(cache, path)) return;
  const found = await fetched(path, ['default', 'reload'], limit());
  if (!found.sound) throw new Error(`${path} is not the one of this build`);
  await cache.put(keyOf(path), found.response);
}

// True if the part is kept already, or an earlier build has the same.
async function inherit(cache, path) {
  if (await kept(cache, path)) return true;
  const found = await kept(caches, path);
  if (found) await cache.put(keyOf(path), found);
  return found !== null;
}

function limit() {
  const control = new AbortController();
  setTimeout(() => control.abort(), PATIENCE);
  return control.signal;
}

async function forgetOthers() {
  const cache = await caches.open(NAME);
  for (const path of Object.keys(self.SITE.later)) await inherit(cache, path).catch(() => {}); // no room: they are fetched again
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(KIND) && name !== NAME).map((name) => caches.delete(name)));
}

/**
 * What was kept, else what the host has. A part of another build is for pages of that build only: a page of this one would
 * rather miss it, and says so.
 */
async function answer(event, path) {
  const { request, clientId, resultingClientId } = event;
  if (await isGuest(clientId)) {
    if (resultingClientId) await welcome(resultingClientId); // its worker
    return whileAsked(event, (signal) => fetch(request, { cache: 'no-cache', signal })); // the browser's own cache may still have the build before
  }
  const cache = await caches.open(NAME).catch(() => null);
  // A reader who retries a damaged file wants it from the host.
  const here = cache && request.cache !== 'reload' ? await kept(cache, path) : null;
  if (here) return here;
  // A part that is not whole, or does not fit in, is not kept.
  const keep = ({ sound, response }) => sound && cache?.put(keyOf(path), response).catch(() => {});
  if (SHARD.test(path)) {
    // The page watches how digits arrive, looks at them itself, and can say what is wrong with them.
    const streamed = await whileAsked(event, (signal) => fetch(request, { signal }));
    event.waitUntil(taken(streamed.clone(), path).then(keep).catch(() => {}));
    return streamed;
  }
  const page = request.mode === 'navigate';
  // A page that is asked for once more does not wait for the first answer, as it would with 'no-cache'.
  const there = await whileAsked(event, (signal) => fetched(path, page ? ['reload'] : ['default', 'reload'], signal));
  if (there.sound) {
    event.waitUntil(Promise.resolve(keep({ ...there, response: there.response.clone() })));
    return there.response;
  }
  self.registration.update().catch(() => {}); // not waited for: Chromium puts off the second by half a minute, and the third by a whole one
  if (page) {
    await welcome(resultingClientId);
    return there.response;
  }
  await caches.delete(NAME).catch(() => {}); // it will never be whole again, and a reload shall open what the host has
  return Response.error();
}

/**
 * Answer of `get`, unless the page is gone before, or the browser says that it gave up: Chromium lets such a request run on, and whoever asks
 * for the same part then waits for 20 s. A page that the browser does not find from the start, such as one that is only coming, is not
 * looked for.
 */
async function whileAsked({ clientId, request }, get) {
  const control = new AbortController();
  request.signal.addEventListener('abort', () => control.abort());
  const found = () => clients.get(clientId).catch(() => null);
  const look = clientId && (await found()) && setInterval(async () => (await found()) || control.abort(), LOOK);
  try {
    return await get(control.signal);
  } finally {
    clearInterval(look);
  }
}

/** The kept part, if it is whole. */
async function kept(cache, path) {
  const response = await cache.match(keyOf(path)).catch(() => null);
  const found = response && (await taken(response, path));
  return found?.sound ? found.response : null;
}

/** The host's part, tried in these ways until it is whole: as the browser's own cache may know it, or past that. */
async function fetched(path, ways, signal) {
  let found = null;
  for (const cache of ways) {
    found = await taken(await fetch(keyOf(path), { cache, signal }), path);
    if (found.sound) break;
  }
  return found;
}

/** An answer without the traces of how it came here (a redirect, a packing), and whether it is the part that this build has. */
async function taken(answered, path) {
  const bytes = await answered.arrayBuffer();
  const headers = new Headers(answered.headers);
  for (const name of ['content-encoding', 'content-length', 'vary']) headers.delete(name);
  const sound = answered.ok && (await sha256(bytes)) === sums.get(path);
  const type = TYPES[path.split('.').at(-1)];
  if (sound && type) headers.set('content-type', type);
  return { sound, response: new Response(bytes, { status: answered.status, headers }) };
}

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

// A worker like this one is ended and started again at any time, so it cannot keep its guests in mind.
const guest = (id) => `${keyOf('guest')}?${id}`;

async function isGuest(id) {
  if (!id || !(await caches.has(GUESTS).catch(() => false))) return false;
  return Boolean(await caches.match(guest(id), { cacheName: GUESTS }));
}

async function welcome(id) {
  const guests = await caches.open(GUESTS).catch(() => null);
  await guests?.put(guest(id), new Response('')).catch(() => {});
}
