// Measurements of a comparison: kept in this tab while it runs, so that a reload or a crash loses nothing, and on this device when it stands
// still, so that it is there again tomorrow.

import { device, tab } from '../page/memory.js';

const VERSION = 1;
const LARGEST = 400_000; // letters of one comparison
const MOST = 8; // comparisons on a device; the oldest go first
const KEPT = 'runs:';

// In a tab a race has one choice at a time. On a device other tabs measure others, so each has a name of its own; before, it had the tab's.
const inTab = (race) => KEPT + race.name;
const onThis = (race) => `${KEPT}${race.name}:${race.link}`;
const places = (race) => [[tab, inTab(race)], [device, onThis(race)], [device, inTab(race)]];

/** Keeps what a race has measured, in this tab, or also on this device. */
export function keepRuns(race, onDevice) {
  const runs = Object.fromEntries(race.racers.map((racer) => [racer.lane.id, racer.kept()]));
  if (!Object.values(runs).some(({ logs }) => logs.length)) return;
  const record = { version: VERSION, build: race.api.version(), date: Date.now(), link: race.link, runs };
  for (const [memory, name] of places(race).slice(0, onDevice ? 2 : 1)) {
    if (JSON.stringify(record).length > LARGEST || !memory.remember(name, record)) memory.forget(name);
  }
  const dated = device.names(KEPT).map((name) => ({ name, date: device.recall(name)?.date ?? 0 })).sort((one, other) => other.date - one.date);
  for (const { name } of dated.slice(MOST)) device.forget(name);
}

/** Keeps nothing of this race any longer. */
export function forgetRuns(race) {
  for (const [memory, name] of places(race)) memory.forget(name);
}

const isSound = ({ logs, diverged } = {}) => [logs, diverged].every((list) => Array.isArray(list) && list.every((pair) => Array.isArray(pair) && pair.length === 2)) && logs.every(([, log]) => Array.isArray(log) && log.every((epoch) => epoch?.accuracy));

/** Day on which another version of the page measured this choice on this device; null if none did. */
export function measuredByAnother(race) {
  const isOther = (kept) => kept?.link === race.link && (kept.version !== VERSION || kept.build !== race.api.version()) && Number.isFinite(kept.date);
  return [onThis(race), inTab(race)].map((name) => device.recall(name)).find(isOther)?.date ?? null;
}

/**
 * Gives the racers their runs back, if the same choice was kept by the same build. Returns null if not, else whether some had not finished, and
 * when it was kept if that was in another tab or on another day.
 */
export function keptRuns(race) {
  for (const [memory, name] of places(race)) {
    const kept = memory.recall(name);
    const fits = kept?.version === VERSION && kept.build === race.api.version() && kept.link === race.link;
    if (!fits || !race.racers.every(({ lane }) => isSound(kept.runs?.[lane.id]))) continue;
    for (const racer of race.racers) racer.restore(kept.runs[racer.lane.id]);
    return { open: race.racers.some(({ state }) => state !== 'finished'), since: memory === device ? kept.date : null };
  }
  return null;
}
