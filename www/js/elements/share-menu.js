// The folded panel “Share or embed” of a lab, which is fetched when it is first opened, and what it is told of a lab's settings.

import { make } from '../page/dom.js';
import { part } from '../page/locks.js';
import { failed } from '../page/near.js';
import { differing } from '../page/state.js';

/**
 * The panel, if the page's link does not hide it. `lab` is a name in labs.js, `one` which of its kind, `title` what readers know it
 * by, `attributes()` what is chosen at this moment, as attributes of a `<microlearning-lab>`.
 */
export function shareMenu(what) {
  const place = make('details', { className: 'share' }, make('summary', {}, 'Share or embed'));
  const inside = make('div');
  place.append(inside);
  place.addEventListener('toggle', async () => {
    for (;;) {
      try {
        await import('./share-lab.js');
        const panel = make('share-lab');
        inside.replaceChildren(panel);
        return await panel.connect(what);
      } catch (error) {
        await failed(inside, 'The panel could not be opened', error);
      }
    }
  }, { once: true });
  return part('share', place);
}

/** A race's choice: what differs from its scenario's own. */
export function raceAttributes({ link, axis }) {
  const [, rules = '', seeds = '', measure = '', settings = '', code = ''] = link.replaceAll('+', '%20').split('~');
  return { rules, seeds, measure, axis: axis.reading ? axis.id : '', settings: [settings, code && `code=${code}`].filter(Boolean).join(';') };
}

/** A run's settings: what differs from its preset. */
export function runAttributes(api, config) {
  const pairs = api.toQuery(config).replaceAll('+', '%20').split('&').slice(1); // the version is the tag's business
  const preset = pairs.find((pair) => pair.startsWith('preset='));
  return { preset: preset.slice('preset='.length), settings: pairs.filter((pair) => pair !== preset).join(';') };
}

/** An experiment's settings: what differs from the usual ones. */
export function experimentAttributes({ config, usual }) {
  return { settings: differing(config, usual).map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`).join(';') };
}
