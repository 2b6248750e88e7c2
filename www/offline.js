// The site's service worker: keeps all pages and parts of one build, and answers with them, so that what belongs together
// comes together, with a network or without. The rest, such as later shards of digits, is kept once it was fetched.

importScripts('files.js'); // self.SITE = {version, files}, written when the site is built

const NAME = `microlearning-${self.SITE.version}`;

addEventListener('install', (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(self.SITE.files)));
});

addEventListener('activate', (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name.startsWith('microlearning-') && name !== NAME).map((name) => caches.delete(name)))));
});

addEventListener('fetch', (event) => {
  const { request } = event;
  const here = request.method === 'GET' && request.url.startsWith(self.registration.scope);
  // A reader who retries a damaged file wants it from the host.
  if (here && request.cache !== 'reload') event.respondWith(answer(request));
});

async function answer(request) {
  const cache = await caches.open(NAME);
  const url = new URL(request.url);
  const kept = await cache.match(url.pathname.endsWith('/') ? `${url.pathname}index.html` : request, { ignoreSearch: true });
  if (kept) return kept;
  const fresh = await fetch(request);
  if (fresh.ok && fresh.status === 200) await cache.put(request, fresh.clone());
  return fresh;
}
