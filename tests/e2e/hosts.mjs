// Hosts as they are: they redirect, cache, hang, cut, damage, lie about length and type, and get another build while somebody reads.

import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { SITE } from './browser.mjs';
import { DAMAGE, TYPES } from './server.mjs';

/** Headers of hosts on how long an answer is good. */
export const HEADERS = {
  'all is asked for again': () => 'no-cache',
  'pages are fresh, scripts are kept for a day': (path) => (path.endsWith('.html') ? 'no-cache' : 'max-age=86400'),
  'all is kept for ten minutes': () => 'max-age=600',
};

/** Addresses that a host sends on to others. */
export const REDIRECTS = {
  none: (path) => path,
  'index.html': (path) => path.replace(/(^|\/)index\.html$/, '$1'),
  '.html': (path) => path.replace(/(^|\/)index\.html$/, '$1').replace(/\.html$/, ''),
};

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** The built site, each part by its path, marked as the build `name`: what runs of it writes that into `self.BUILDS`. */
export async function build(name, folder = SITE) {
  const parts = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath ?? entry.path, entry.name);
    const path = file.slice(folder.length).replace(/^\//, '');
    if (entry.isFile() && path !== 'microlearning.html') parts.set(path, marked(path, await readFile(file), name));
  }
  const worker = parts.get('offline.js').toString();
  const end = worker.indexOf('\n');
  const site = JSON.parse(worker.slice('self.SITE = '.length, end - 1));
  for (const list of [site.files, site.later]) for (const path of Object.keys(list)) list[path] = sha256(parts.get(path) ?? '');
  delete site.files['microlearning.html'];
  site.version = `build-${name}`;
  parts.set('offline.js', Buffer.from(`self.SITE = ${JSON.stringify(site)};${worker.slice(end)}`));
  return parts;
}

function marked(path, bytes, name) {
  if (path === 'offline.js') return bytes;
  if (path.endsWith('.html')) return Buffer.from(bytes.toString().replace('<head>', `<head><meta name="build" content="${name}">`));
  if (path.endsWith('.js')) return Buffer.concat([bytes, Buffer.from(`\n(self.BUILDS ??= new Set()).add('${name}');\n`)]);
  return bytes;
}

const status = (code, words) => (response) => response.writeHead(code).end(words);

/** More kinds of damage than server.mjs has. */
export const FAULTS = {
  ...DAMAGE,
  hang: () => {},
  stall: (response, body) => response.write(body.subarray(0, body.length >> 1)),
  empty: (response) => response.end(),
  longer: (response, body) => response.end(Buffer.concat([body, body])),
  // It says that there is more than it sends.
  promises: (response, body) => {
    response.setHeader('content-length', body.length * 2);
    response.end(body);
  },
  type: (response, body) => response.setHeader('content-type', 'text/plain').end(body),
  // Answer of a host for one-page programs to every request.
  'another page': (response) => response.setHeader('content-type', 'text/html').end('<!doctype html><title>Home</title><p>Home'),
  // It has the browser unpack what is packed for good.
  unpacks: (response, body) => response.setHeader('content-encoding', 'gzip').end(body),
  'no answer': (response) => response.destroy(),
  'in circles': (response) => response.writeHead(302, { location: '?' }).end(),
  'sent to the first page': (response) => response.writeHead(302, { location: '/course/index.html' }).end(),
  'no content': (response) => response.writeHead(204).end(),
  'must sign in': status(401, 'sign in'),
  forbidden: status(403, 'forbidden'),
  'too many requests': status(429, 'wait'),
  'its own fault': status(500, 'error'),
  'out of service': status(503, 'later'),
  // A byte at a time at first, then the rest: slow, but whole.
  slow: (response, body) => {
    for (let i = 0; i < 8; i += 1) setTimeout(() => (i < 7 ? response.write(body.subarray(i, i + 1)) : response.end(body.subarray(i))), 150 * i);
  },
};

/**
 * Serves a build under `/course/`. Returns `{url, faults, asked, deploy, after, cut, mend, close}`: `faults` maps a path to a kind of
 * damage; `asked` lists the paths that were asked for; `deploy(parts)` puts another build in place, `after(path, act)` acts once, when that path
 * was answered; while it is `cut` nobody is answered at all. If it is `shared`, pages of any origin may read all of it;
 * `extra(path)` gives headers beside its own.
 */
export async function host(parts, { redirects = 'none', headers = 'all is asked for again', shared = false, extra = () => ({}) } = {}) {
  const state = { parts, cut: false, asked: [], faults: new Map(), after: new Map() };
  const server = createServer((request, response) => {
    if (state.cut) request.socket.destroy();
    else answer(state, { redirect: REDIRECTS[redirects], age: HEADERS[headers], shared, extra }, request, response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return {
    url: `http://127.0.0.1:${server.address().port}/course/`,
    faults: state.faults,
    asked: state.asked,
    deploy: (next) => { state.parts = next; },
    after: (path, act) => state.after.set(path, act),
    cut: () => {
      state.cut = true;
      server.closeAllConnections();
    },
    mend: () => { state.cut = false; },
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}

function answer(state, { redirect, age, shared, extra }, request, response) {
  const { pathname, search } = new URL(request.url, 'http://localhost');
  const path = pathname.replace(/^\/course\//, '');
  const goal = redirect(path);
  if (goal !== path) {
    response.writeHead(301, { location: `/course/${goal}${search}` }).end();
    return;
  }
  const name = [path, `${path}index.html`, `${path}.html`].find((one) => state.parts.has(one));
  state.asked.push(name ?? path);
  if (!name || !pathname.startsWith('/course/')) {
    response.writeHead(404).end('not found');
    return;
  }
  const body = state.parts.get(name);
  const tag = `"${sha256(body)}"`;
  response.setHeader('content-type', TYPES[extname(name)] ?? 'application/octet-stream');
  response.setHeader('cache-control', age(name));
  response.setHeader('etag', tag);
  for (const [header, value] of Object.entries(extra(name))) response.setHeader(header, value);
  if (shared) response.setHeader('access-control-allow-origin', '*');
  const fault = FAULTS[state.faults.get(name)];
  if (fault) fault(response, body);
  else if (request.headers['if-none-match'] === tag) response.writeHead(304).end();
  else response.end(body);
  const act = state.after.get(name);
  state.after.delete(name);
  act?.();
}
