// Data that are late, damaged, missing, wrong, or a reader's own.

import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { ask, open, seeText, until } from './browser.mjs';
import { images, labels } from './own-files.mjs';

const panel = (page) => page.locator('run-panel');
const train = (page) => panel(page).getByRole('button', { name: 'Train', exact: true }).click();

const pick = (page, files) => page.getByLabel(/Drop or pick/).setInputFiles(files.map(([name, buffer]) => ({ name, mimeType: 'application/octet-stream', buffer })));

/** A later shard is damaged: the run says so, what was loaded stays, and Retry finishes the job. */
const damaged = (kind, message, before) => async ({ browser, host }) => {
  const shard = await second(host);
  host.damage.set(shard, kind);
  const { page } = await open(browser, `${host.url}first-model.html`, { query: '?v=1&epochs=1', before });
  await until(page, (s) => s.summary !== null && s.phase === 'idle');
  const first = await ask(page, (s) => JSON.stringify(s.summary.train));
  await train(page);
  const notice = await seeText(panel(page).locator('notice-box'), message);
  assert.match(await notice.innerText(), new RegExp(shard.replace('.', '\\.')), 'the message names the file');
  assert.equal(await ask(page, (s) => JSON.stringify(s.summary.train)), first, 'what was loaded stays');
  host.damage.clear();
  await notice.getByRole('button', { name: 'Retry' }).click();
  await until(page, (s) => s.phase === 'finished');
  assert.equal(await ask(page, (s) => s.problem), null);
};

async function second(host) {
  const manifest = await (await fetch(`${host.url}data/manifest.json`)).json();
  return manifest.shards[1].file;
}

export const data = {
  'a corrupted shard gives its message, and Retry works': damaged('corrupt', /arrived damaged/),
  'without crypto.subtle the damage is found when it is unpacked, and Retry works': damaged('corrupt', /the gzip data are damaged/, "Object.defineProperty(crypto, 'subtle', { value: undefined })"),
  'a truncated shard gives its message, and Retry works': damaged('short', /ended after \d+ of \d+ bytes/),
  'a broken connection gives its message, and Retry works': damaged('broken', /broke off after \d+ of \d+ bytes|could not be fetched/),
  'a missing shard gives its message, and Retry works': damaged('missing', /the host answered 404/),

  async 'with a shard missing one can train on what is loaded'({ browser, host }) {
    host.damage.set(await second(host), 'missing');
    const { page } = await open(browser, `${host.url}first-model.html`, { query: '?v=1&epochs=1' });
    await until(page, (s) => s.summary !== null && s.phase === 'idle');
    await train(page);
    await panel(page).getByRole('button', { name: 'Train on what is loaded' }).click();
    await until(page, (s) => s.phase === 'finished');
    await seeText(panel(page), /This run has 6,?000/);
  },

  async 'only the shards that a run needs are fetched'({ browser, host }) {
    const { page } = await open(browser, `${host.url}first-model.html`);
    await until(page, (s) => s.summary !== null && s.phase === 'idle');
    const fetched = await page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.gz')).length);
    assert.equal(fetched, 1, 'looking at the data needs the first shard only');
  },

  async 'a wrong file gives its message and changes nothing'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}first-model.html`, { query: '?v=1&epochs=1' });
    await until(page, (s) => s.summary !== null && s.phase === 'idle');
    const before = await ask(page, (s) => JSON.stringify(s.summary));
    const says = page.locator('file-drop .status');
    await pick(page, [['holiday.png', Buffer.from('\x89PNG\r\n\x1a\n and more')], ['labels', labels(20)]]);
    await seeText(says, /holiday\.png.*(magic|IDX|begins)/is);
    await pick(page, [['images', images(20)], ['labels', labels(19)]]);
    await seeText(says, /20.*19|19.*20/s);
    await pick(page, [['images', images(20).subarray(0, 5000)], ['labels', labels(20)]]);
    await seeText(says, /offset/);
    assert.equal(await ask(page, (s) => JSON.stringify(s.summary)), before);
    await train(page);
    await until(page, (s) => s.phase === 'finished');
    assert.deepEqual(faults, []);
  },

  async 'of uneven classes of one’s own chance is what the commonest one scores'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}first-model.html`, { query: '?v=1&epochs=1' });
    await until(page, (s) => s.summary !== null && s.phase === 'idle');
    await seeText(page.locator('data-explorer .status'), 'All ten digits: guessing scores 10.0 %, so that is where accuracy begins.');
    // Nine zeros for each one.
    const uneven = labels(600).map((byte, i) => (i < 8 ? byte : Number(i % 10 === 0)));
    await pick(page, [['my-images-idx3-ubyte', images(600)], ['my-labels-idx1-ubyte', uneven]]);
    await seeText(page.locator('file-drop .status'), 'In use');
    const told = await seeText(page.locator('data-explorer .status'), /2 of 10 digits are there: always saying 0 scores \d\d\.\d %/);
    const share = Number((await told.innerText()).match(/[\d.]+(?= %)/)[0]);
    assert.ok(share > 85 && share < 95, `about 90 %, not ${share}`);
    await train(page);
    await until(page, (s) => s.phase === 'finished' && s.report?.epochs.length === 2);
    assert.deepEqual(await ask(page, (s) => [s.report.chance.toFixed(1), s.report.commonest]), [share.toFixed(1), 0]);
    await seeText(page.locator('run-summary'), `always saying 0 would give ${share.toFixed(1)} %`);
    const accuracy = page.locator('[data-shows="accuracy"] canvas').first();
    await accuracy.scrollIntoViewIfNeeded();
    assert.match(await accuracy.getAttribute('aria-label'), /always saying 0 scores/);
    assert.deepEqual(faults, []);
  },

  async 'own IDX files, plain and gzip, are explored and trained on, and one can go back'({ browser, host }) {
    const { page, faults, strangers } = await open(browser, `${host.url}first-model.html`, { query: '?v=1&epochs=4&lr=0.1' });
    await until(page, (s) => s.summary !== null && s.phase === 'idle');
    await pick(page, [['my-images-idx3-ubyte', images(3000)], ['my-labels-idx1-ubyte.gz', gzipSync(labels(3000))]]);
    await seeText(page.locator('file-drop .status'), 'In use');
    await train(page);
    await until(page, (s) => s.phase === 'finished');
    const last = await ask(page, (s) => s.report.epochs.at(-1));
    assert.ok(last.valid_accuracy > 90, `bright rows are easy, yet validation accuracy is ${last.valid_accuracy}`);
    await page.getByRole('button', { name: 'Back to the bundled digits' }).click();
    await until(page, (s) => s.phase === 'idle' && !s.ownFiles && s.summary.train.reduce((a, b) => a + b) === 6000);
    assert.deepEqual(faults, []);
    assert.deepEqual(strangers, []);
  },

  async 'a gzip file of several members is one file, and what is behind the last is told'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}first-model.html`, { query: '?v=1&epochs=1' });
    await until(page, (s) => s.summary !== null && s.phase === 'idle');
    const members = (file, ...cuts) => Buffer.concat([0, ...cuts].map((from, i) => gzipSync(file.subarray(from, cuts[i]))));
    const [pictures, names] = [members(images(300), 5, 5, 4000), members(labels(300), 100)];
    await pick(page, [['my-images-idx3-ubyte.gz', pictures], ['my-labels-idx1-ubyte.gz', names]]);
    await seeText(page.locator('file-drop .status'), 'In use');
    assert.equal(await ask(page, (s) => s.ownFiles && [...s.summary.train, ...s.summary.valid, ...s.summary.test].reduce((a, b) => a + b)), 300);
    await pick(page, [['my-images-idx3-ubyte.gz', pictures], ['my-labels-idx1-ubyte.gz', Buffer.concat([names, Buffer.from('junk')])]]);
    await seeText(page.locator('file-drop .status'), /my-labels-idx1-ubyte\.gz: something follows the gzip data that is no part of them/);
    await pick(page, [['my-images-idx3-ubyte.gz', pictures.subarray(0, pictures.length - 9)], ['my-labels-idx1-ubyte.gz', names]]);
    await seeText(page.locator('file-drop .status'), /my-images-idx3-ubyte\.gz: the gzip data are damaged or cut short/);
    assert.deepEqual(faults, []);
  },

  async 'what is dropped and is no IDX file is told by its kind, and a folder is opened'({ browser, host }) {
    const { page, faults } = await open(browser, `${host.url}first-model.html`, { query: '?v=1&epochs=1' });
    await until(page, (s) => s.summary !== null && s.phase === 'idle');
    const says = page.locator('file-drop .status');
    const packed = (bytes) => gzipSync(Buffer.from(bytes, 'latin1'));
    const kinds = [
      ['digits.npz', 'PK\x03\x04 and more', 'NumPy’s .npz'],
      ['x.npy', '\x93NUMPY\x01', 'an array of NumPy'],
      ['train.csv', 'label,1x1,1x2\n', 'a table of text'],
      ['train.csv.gz', packed('label,1x1,1x2\n'), 'a table of text'],
      ['train-images', 'label;1x1;1x2\n', 'a text'],
      ['utf-16.csv', '\xff\xfel\0a\0', 'a text'],
      ['mnist.tar.gz', packed('train-images-idx3-ubyte'.padEnd(257, '\0') + 'ustar\0'.padEnd(255, '\0')), 'a tar archive'],
      ['mnist.h5', '\x89HDF\r\n', 'an HDF5 file'],
      ['mnist.pkl.gz', packed('\x80\x02(cnumpy'), 'a pickle of Python'],
      ['mnist.parquet', 'PAR1\x15\x04', 'a Parquet table'],
      ['mnist-original.mat', 'MATLAB 5.0 MAT-file', 'a file of MATLAB'],
      ['train-images.xz', '\xfd7zXZ\0', 'packed by xz'],
    ];
    for (const [name, bytes, words] of kinds) {
      await pick(page, [[name, typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes]]);
      await seeText(says, `${name} is`);
      assert.ok((await says.innerText()).includes(words) && (await says.innerText()).includes('train-images-idx3-ubyte'), await says.innerText());
    }
    // A browser lets no script drop a real folder.
    await page.evaluate(([pictures, names]) => {
      const entry = (name, bytes) => ({ isFile: true, name, file: (done) => done(new File([Uint8Array.from(bytes)], name)) });
      const parts = [[entry('my-images-idx3-ubyte', pictures)], [entry('.hidden', []), entry('my-labels-idx1-ubyte', names)], []];
      const folder = { isDirectory: true, name: 'mnist', createReader: () => ({ readEntries: (done) => done(parts.shift()) }) };
      const drop = Object.assign(new Event('drop', { cancelable: true }), { dataTransfer: { items: [{ webkitGetAsEntry: () => folder }], files: [] } });
      document.querySelector('file-drop .drop').dispatchEvent(drop);
    }, [[...images(200)], [...labels(200)]]);
    await seeText(says, 'In use');
    await page.evaluate(() => {
      const lost = Object.assign(new File([], 'mnist'), { slice: () => ({ arrayBuffer: () => Promise.reject(new Error('not found')) }) });
      const drop = Object.assign(new Event('drop', { cancelable: true }), { dataTransfer: { items: [], files: [lost] } });
      document.querySelector('file-drop .drop').dispatchEvent(drop);
    });
    await seeText(says, 'mnist cannot be read. If it is a folder, drop the files that are in it.');
    assert.deepEqual(faults, []);
  },
};
