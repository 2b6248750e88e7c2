// Contents of the page's address: the session's settings, and what is chosen in each lab. Both are written and read
// by the wasm module's own tables.

import { EXPERIMENTS } from './experiments.js';

/** The settings in the address, or the default and a sentence when the link cannot be used. */
export function configFromAddress(api) {
  const query = location.search.slice(1);
  if (!query) return { config: api.checkConfig({}), problem: null };
  try {
    return { config: api.fromQuery(query), problem: null };
  } catch (error) {
    return {
      config: api.checkConfig({}),
      problem: `This link’s settings cannot be used. ${error.message} The page starts with the default settings.`,
    };
  }
}

// Parts that mailers, messengers and course platforms are known to add to links.
const ADDED = /^(utm_|mc_|_)|clk?id$|^(forceview|ref|source|si|igshid|mkt_tok)$/i;

/** A sentence on what the address says that is neither a setting nor anything else of this notebook; empty if there is nothing. */
export function unknownSettings(api) {
  const known = new Set(['v', ...api.fields().map(({ id }) => id)]);
  const ours = (name) => known.has(name) || name.startsWith('p.') || isOther(name) || ADDED.test(name);
  const names = [...new URLSearchParams(location.search).keys()].map((name) => name.replace(/^amp;/, '')).filter((name) => !ours(name));
  return names.length ? `This link also says ${names.map((name) => `“${name.slice(0, 40)}”`).slice(0, 3).join(', ')}, which is no setting of this notebook and changes nothing.` : '';
}

/** Writes the settings into the address without a step in the history. */
export function configToAddress(api, config) {
  write([...api.toQuery(config).split('&'), ...pairs().filter(isOther)]);
}

/** Text of a lab in the address, such as 'race.first'; null if nothing. */
export function labFromAddress(name) {
  return new URLSearchParams(location.search).get(name);
}

/** Writes what is chosen in a lab into the address; an empty text takes it out. */
export function labToAddress(name, text) {
  const others = pairs().filter((pair) => !pair.startsWith(`${name}=`));
  write(text ? [...others, `${name}=${text}`] : others);
}

/** True if a rule as code comes with the address, so that the module is needed that can read it. */
export function hasCode() {
  const query = new URLSearchParams(location.search);
  const inRace = ([name, text]) => name.startsWith('race.') && text.split('~').length > 5;
  return query.has('code') || [...query].some(inRace);
}

/** True if the reader has asked for all rules, of which the first module has those that most pages show. */
export const wantsAllRules = () => new URLSearchParams(location.search).has('rules');

/** Opens the page again with the module that has all rules. The address keeps the settings, and a race its results. */
export function fetchAllRules() {
  labToAddress('rules', 'all');
  location.reload();
}

/** True if this module cannot use what the address says, for these races too: another may know more. */
export function lacksInAddress(api, scenarios) {
  if (configFromAddress(api).problem) return true;
  return scenarios.some((id) => {
    const text = labFromAddress(`race.${id}`);
    try {
      if (text !== null) api.raceFromLink(id, text);
      return false;
    } catch {
      return true;
    }
  });
}

/** The settings that the address has for an experiment, such as 'variance.widest', by their names behind the dot. */
export function experimentFromAddress(kind) {
  const own = [...new URLSearchParams(location.search)].filter(([name]) => name.startsWith(`${kind}.`));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(kind.length + 1), value]));
}

/** Writes an experiment's settings into the address: those that differ from `usual`. */
export function experimentToAddress(kind, settings, usual) {
  const others = pairs().filter((pair) => !pair.startsWith(`${kind}.`));
  write([...others, ...differing(settings, usual).map(([name, value]) => `${kind}.${name}=${encodeURIComponent(value)}`)]);
}

/** The settings that differ from the usual ones, as pairs of texts. */
export function differing(settings, usual) {
  return Object.entries(settings).map(([name, value]) => [name, String(value)]).filter(([name, value]) => value !== String(usual[name]));
}

const OTHER = new RegExp(`^((${['race', 'lock', 'hide', ...EXPERIMENTS.keys()].join('|')})\\.|(lab|scenario|exercise|theme|rules)(=|$))`);

/** Parts of the address besides the settings: of labs, of what is locked or hidden, and of the page of labs. */
export const isOther = (pair) => OTHER.test(pair);

const pairs = () => location.search.slice(1).split('&').filter(Boolean);

function write(all) {
  const address = new URL(location.href);
  address.search = all.filter(Boolean).join('&');
  history.replaceState(history.state, '', address);
}
