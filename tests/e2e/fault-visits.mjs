// Visits on which something is broken: the page's long waits are ten times shorter, and workers can be counted and ended.

import { open } from './browser.mjs';
import { build, host } from './hosts.mjs';

/** The page's long waits are ten times shorter. */
export const hasty = `(() => {
  for (const name of ['setTimeout', 'setInterval']) {
    const real = self[name];
    self[name] = (act, ms, ...rest) => real(act, ms >= 5000 ? ms / 10 : ms, ...rest);
  }
})();`;

let site = null;

/** Opens `path` on a host of its own with these faults, `{path: kind}`. Returns what `open` gives, and `there`, the host. */
export async function visit(browser, faults, path, before) {
  site ??= await build('A');
  const there = await host(site);
  for (const [file, kind] of Object.entries(faults)) there.faults.set(file, kind);
  return { ...(await open(browser, there.url + path, { before })), there };
}
