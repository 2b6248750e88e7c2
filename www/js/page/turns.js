// Work that may wait a moment, one thing a task, so that the page answers its reader in between.

const waiting = new Set();
let timer = 0;

function turn() {
  const [work] = waiting;
  waiting.delete(work);
  timer = waiting.size ? setTimeout(turn) : 0;
  work();
}

/** Does `work` soon, in a task of its own; once, however often it is asked for meanwhile. */
export function soon(work) {
  waiting.add(work);
  timer ||= setTimeout(turn);
}

/** Resolves in another task. */
export const pause = () => new Promise((resolve) => { setTimeout(resolve); });
