// What a comparison has measured, kept through a reload of the page in the same tab.

const KEPT = 'runs:';

/** Keeps the runs of these racers, under the comparison's name and the link of its choice. */
export function keepRuns(name, link, racers) {
  const runs = Object.fromEntries(racers.map((racer) => [racer.lane.id, racer.kept()]));
  try {
    if (Object.values(runs).some(({ logs }) => logs.length)) sessionStorage.setItem(KEPT + name, JSON.stringify({ link, runs }));
    else sessionStorage.removeItem(KEPT + name);
  } catch {
    // Storage is switched off or full; then a reload begins anew.
  }
}

/** Gives the racers their runs back, if the same choice was kept; returns whether some had not finished, null if nothing was kept. */
export function keptRuns(name, link, racers) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEPT + name));
    if (kept?.link !== link) return null;
    for (const racer of racers) racer.restore(kept.runs[racer.lane.id]);
    return racers.some(({ state }) => state !== 'finished');
  } catch {
    return null; // storage switched off, or something that another page wrote
  }
}
