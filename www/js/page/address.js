// An address that may have been changed on its way: `mended.js` knows how, and few pages need it.

const MAY_BE = /[^\w.~,;=&+-]|=3D|amp;|&\+|[\W_]$/i;

/** Resolves once the page's address is as it was written; whoever reads it waits for that. */
export async function mendAddress() {
  if (MAY_BE.test(location.search.slice(1)) || /^#(38|x26);/i.test(location.hash)) (await import('./mended.js')).mend();
}
