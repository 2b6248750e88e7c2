// One part of the site after the other, broken in each way that hosts have: what the reader is told, what stays, and that one goes on without
// a reload. A visit goes through many ways: each Retry meets the next.

import { piece, seeText, until } from './browser.mjs';
import { hasty, visit } from './fault-visits.mjs';
import { injected } from './fault-rows.mjs';

const SMALL = 'first-model.html?v=1&epochs=1&hidden=10';
const NOTHING = /nothing arrived for 20 seconds/;
const ANSWERED = (status) => new RegExp(`the host answered ${status}`);

// Ways in which any file can fail.
const REFUSALS = { missing: ANSWERED(404), 'must sign in': ANSWERED(401), forbidden: ANSWERED(403), 'too many requests': ANSWERED(429), 'its own fault': ANSWERED(500), 'out of service': ANSWERED(503) };
const WORDS = {
  hang: 'never comes', stall: 'stops half way', short: 'is cut', empty: 'is empty', longer: 'comes twice, one behind the other', promises: 'is shorter than its length says',
  corrupt: 'is damaged', 'another page': 'is another page', broken: 'breaks off half way', 'no answer': 'the connection is closed without an answer', 'in circles': 'is sent on to itself',
  'sent to the first page': 'is sent on to the first page', unpacks: 'is unpacked on the way', 'no content': 'is answered with no content', missing: 'is not there (404)', 'must sign in': 'asks to sign in (401)',
  forbidden: 'is forbidden (403)', 'too many requests': 'is asked for too often (429)', 'its own fault': 'meets a fault of the host (500)', 'out of service': 'is out of service (503)', slow: 'comes slowly', type: 'has a wrong type',
};

const said = (notice) => notice.evaluate((element) => {
  const words = element.cloneNode(true);
  for (const part of words.querySelectorAll('button, summary')) part.remove();
  return words.textContent;
});

/**
 * Breaks `file` in each of these ways, `{kind: what is told}`, on one visit of `path`: `notice(page)` is where it is told, `again` the button
 * that asks anew, `first(page)` what makes the page ask at all, and `works(page)` that all is well at the end.
 */
const ways = ({ what, file, path = SMALL, kinds, notice, again, kept, first = async () => {}, works }) => async ({ browser }) => {
  const name = await file;
  const [start, ...rest] = Object.keys(kinds);
  const { page, there } = await visit(browser, { [name]: start }, path, hasty);
  await first(page);
  for (const [kind, words] of Object.entries(kinds)) {
    const told = await seeText(notice(page), words, 20_000).catch((error) => { throw new Error(`${kind}: ${error.message}`); });
    injected(what, WORDS[kind], `“${await said(told)}”`, kept, again);
    const next = rest.shift();
    if (next) there.faults.set(name, next);
    else there.faults.clear();
    const asked = there.asked.length;
    await told.getByRole('button', { name: again }).click();
    // A sentence that says the same of the next fault is another one.
    for (const end = Date.now() + 5000; there.asked.length === asked && Date.now() < end;) await page.waitForTimeout(20);
  }
  await works(page);
  await there.close();
};

const train = (page) => page.locator('run-panel').getByRole('button', { name: 'Train', exact: true }).click();
async function trains(page) {
  await until(page, (session) => session.summary !== null);
  await train(page);
  await until(page, (session) => session.phase === 'finished');
}

const bytes = { short: /ended after \d+ of \d+ bytes/, empty: /ended after 0 of/, 'another page': /ended after \d+ of/ };
const SHARD = { hang: NOTHING, short: bytes.short, stall: NOTHING, longer: /longer than the \d+ bytes/, promises: NOTHING, corrupt: /arrived damaged/, 'no answer': /there was no answer/, empty: bytes.empty, unpacks: /unpacked/, broken: /there was no answer|broke off after/, 'another page': bytes['another page'], 'in circles': /there was no answer/, ...REFUSALS, 'sent to the first page': /ended after|longer/, 'no content': /there was no answer|ended after 0/ };
const LIST = /list of data files \(manifest\.json\) is damaged/;
const refused = (words) => Object.fromEntries(Object.keys(REFUSALS).map((kind) => [kind, words]));
// Kinds that take no time, and one that does.
const QUICK = ['missing', 'another page', 'no answer', 'its own fault', 'empty', 'in circles', 'forbidden', 'short'];
// Ways in which a browser may ask again for a script of the page: one that came, but cut, it keeps until a reload.
const REFETCHED = QUICK.filter((kind) => !['empty', 'short'].includes(kind));
const all = (words, kinds = [...QUICK, 'hang']) => Object.fromEntries(kinds.map((kind) => [kind, words]));

const notices = (page) => page.locator('#notices');
const boot = (page) => page.locator('#boot');
const inPanel = (page) => page.locator('run-panel notice-box');
const stays = 'settings, the chapter, what needs no digits';
const editor = async (page) => {
  await page.locator('rule-editor').scrollIntoViewIfNeeded();
  await page.locator('rule-editor textarea').first().waitFor();
};

export const faultKinds = {
  'fault: the first digits, in every way that hosts fail, on one visit': ways({ what: 'the first digits', file: 'data/mnist-0.gz', kinds: SHARD, notice: notices, again: 'Retry', kept: stays, works: trains }),
  'fault: the list of digits, in every way that hosts fail, on one visit': ways({
    what: 'the list of digits', file: 'data/manifest.json', notice: notices, again: 'Retry', kept: stays, works: trains,
    kinds: { hang: NOTHING, short: LIST, 'no answer': /there was no answer/, empty: LIST, ...REFUSALS, longer: LIST, stall: NOTHING, corrupt: LIST, 'in circles': /there was no answer/, 'another page': LIST, broken: /there was no answer|broke off/, 'sent to the first page': LIST },
  }),
  'fault: later digits, in the ways that hosts fail, on one visit': ways({
    what: 'later digits', file: 'data/mnist-1.gz', notice: inPanel, again: 'Retry', kept: 'the digits that came before, with Train on what is loaded; settings', first: train, works: (page) => until(page, (session) => session.phase === 'finished'),
    kinds: { corrupt: SHARD.corrupt, missing: REFUSALS.missing, short: bytes.short, hang: NOTHING, longer: SHARD.longer, 'no answer': SHARD['no answer'], 'another page': bytes['another page'], 'its own fault': REFUSALS['its own fault'], unpacks: SHARD.unpacks, empty: bytes.empty, 'out of service': REFUSALS['out of service'], 'in circles': SHARD['in circles'] },
  }),
  'fault: the module, in every way that hosts fail, on one visit': ways({
    what: 'the module', file: 'wasm/microlearning_bg.wasm', notice: boot, again: 'Try again', kept: 'the chapter', works: trains,
    kinds: { ...all(/training code could not be loaded/), ...refused(/training code could not be loaded \(the host answered \d+\)/), corrupt: /training code could not be loaded/, longer: /training code could not be loaded/, stall: NOTHING, broken: /training code could not be loaded/, 'no content': /training code could not be loaded/, unpacks: /training code could not be loaded/, 'sent to the first page': /training code could not be loaded/ },
  }),
  'fault: the script of the module, in the ways that hosts fail, on one visit': ways({ what: 'the script of the module', file: 'wasm/microlearning.js', notice: boot, again: 'Try again', kept: 'the chapter', works: trains, kinds: all(/training code could not be loaded|has not come yet/, QUICK) }),
  'fault: the worker, in the ways that hosts fail, on one visit': ways({ what: 'the worker’s script', file: 'js/worker/worker.js', notice: notices, again: 'Start a fresh worker', kept: stays, works: trains, kinds: all(/stopped unexpectedly/, QUICK) }),
  'fault: the workshop, in the ways that hosts fail, on one visit': ways({ what: 'the workshop’s module', path: 'your-own-rule.html', file: 'wasm/workshop_bg.wasm', notice: (page) => page.locator('rule-editor'), again: 'Try again', kept: 'the chapter; what was written before, on the device', works: editor, kinds: all(/training code could not be loaded/) }),
  'fault: the workshop’s script, in the ways that hosts fail, on one visit': ways({ what: 'the workshop’s script', path: 'your-own-rule.html', file: 'wasm/workshop.js', notice: (page) => page.locator('rule-editor'), again: 'Try again', kept: 'the chapter; what was written before, on the device', works: editor, kinds: all(/training code could not be loaded/, QUICK) }),
  'fault: a panel’s script, in the ways that hosts fail, on one visit': ways({
    what: 'the panel Share or embed', file: piece('share-lab').then((name) => `js/parts/${name}`), notice: (page) => page.locator('.share').first(), again: 'Try again', kept: 'all else', kinds: all(/panel could not be opened/, REFETCHED),
    first: (page) => page.locator('.share summary').first().click(), works: (page) => page.locator('share-lab textarea').first().waitFor(),
  }),
  'fault: a part further down the page, in the ways that hosts fail, on one visit': ways({
    what: 'the script of what is further down', path: 'perturbation.html', file: piece('further').then((name) => `js/parts/${name}`), notice: boot, again: 'Try again', kept: 'the chapter', kinds: all(/part of this page could not be loaded/, REFETCHED), works: async (page) => {
      await page.locator('variance-lab').scrollIntoViewIfNeeded();
      await page.locator('variance-lab canvas').first().waitFor();
    },
  }),
};
