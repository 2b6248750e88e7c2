// A static host for the tests: serves a folder under a sub-path on the loopback address, and can
// be told to damage single files the way bad networks and bad copies do.

import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

/** Types of files by their ending. */
export const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.gz': 'application/octet-stream',
};

/** Ways to damage a file: each takes its bytes and answers in its own way. */
export const DAMAGE = {
  missing: (response) => response.writeHead(404).end('not here'),
  corrupt: (response, body) => {
    const bad = Buffer.from(body);
    for (let i = bad.length >> 1; i < (bad.length >> 1) + 64; i += 1) bad[i] ^= 0x5a;
    response.end(bad);
  },
  short: (response, body) => response.end(body.subarray(0, body.length >> 1)),
  broken: (response, body) => {
    response.setHeader('content-length', body.length);
    response.write(body.subarray(0, body.length >> 1), () => response.destroy());
  },
};

/**
 * Serves `folder` under `/course/`, and `more`, a map of paths to folders, beside it. Returns `{url, damage, instead, close}`; `damage` maps a file's name to
 * one of the kinds above and is looked up at each request; `instead` maps a path to a text that is answered in its place.
 */
export async function serve(folder, more = {}) {
  await stat(join(folder, 'index.html')).catch(() => {
    throw new Error(`There is no built site in ${folder}. Run \`cargo xtask build\` first, or set SITE.`);
  });
  const damage = new Map();
  const instead = new Map();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const path = normalize(decodeURIComponent(pathname)).replace(/\\/g, '/');
    const inside = path.startsWith('/course/') ? path.slice('/course/'.length) || 'index.html' : null;
    const [place, from] = Object.entries(more).find(([path]) => inside?.startsWith(path)) ?? ['', folder];
    const body = instead.get(inside) ?? (inside && (await readFile(join(from, inside.slice(place.length))).catch(() => null)));
    if (!body) {
      response.writeHead(404).end('not found');
      return;
    }
    response.setHeader('content-type', TYPES[extname(inside)] ?? 'application/octet-stream');
    response.setHeader('cache-control', 'no-cache');
    const kind = damage.get(inside.split('/').at(-1));
    if (kind) DAMAGE[kind](response, body);
    else response.end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref(); // a case that fails before it closes its host must not keep the process
  return {
    url: `http://127.0.0.1:${server.address().port}/course/`,
    damage,
    instead,
    close: () => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  };
}
