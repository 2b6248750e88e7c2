// Growth of the time of an epoch with the network, the batch and the number of workers: measured in Chromium, drawn as SVG.
// Usage: cargo xtask bench --growth; writes docs/growth.svg and prints the numbers.

import { median } from './statistics.mjs';

const IMAGES = 6000;
const HIDDEN = [10, 20, 50, 100, 200, 500, 1000, 2000];
const panels = [
  { title: 'Hidden units (one layer, batch 32)', of: HIDDEN, config: (n) => ({ hidden: [n] }) },
  { title: 'Hidden layers of 100 (batch 32)', of: [1, 2, 3, 4, 5, 6], config: (n) => ({ hidden: Array(n).fill(100) }) },
  { title: 'Batch (100 hidden units)', of: [1, 3, 10, 32, 100, 300, 1000], config: (n) => ({ batch: n }) },
];

/** Measures every panel. Returns `[{title, points: [{at, seconds, flops}]}]`: seconds of an epoch of 6,000 images. */
export async function measure(page, rounds) {
  const drawn = [];
  for (const { title, of, config } of panels) {
    const configs = of.map((n) => ({ preset: 'project', rule: 'backprop', lr: [1e-6], ...config(n) }));
    const found = await page.evaluate(async ([configs, rounds]) => {
      const { Measurer } = await import(new URL('client.mjs', document.baseURI));
      const worker = new Measurer();
      await worker.ask('open');
      const flops = [];
      for (const config of configs) flops.push(await worker.ask('add', { kind: 'steps', whole: true, config }));
      // Long enough for the weights to have come into the caches, as they have in most steps of an epoch.
      await worker.ask('warm', { ms: 100 });
      const times = [];
      for (let i = 0; i < rounds; i += 1) times.push(await worker.ask('round'));
      worker.close();
      return { flops, times };
    }, [configs, rounds]);
    const points = of.map((at, i) => {
      const steps = IMAGES / (configs[i].batch ?? 32);
      return { at, seconds: (steps * median(found.times.map((times) => times[i]))) / 1000, flops: steps * found.flops[i] };
    });
    drawn.push({ title, points });
  }
  return [...drawn, { title: 'Workers (an epoch in each, 100 hidden units)', points: await workers(page, rounds) }];
}

/** Seconds until each of so many workers has done an epoch; the arithmetic that falls on the busiest core. */
async function workers(page, rounds) {
  const most = 4;
  const { seconds, flops, cores } = await page.evaluate(async ([most, rounds, images]) => {
    const { Measurer } = await import(new URL('client.mjs', document.baseURI));
    const all = Array.from({ length: most }, () => new Measurer());
    let flops;
    for (const worker of all) {
      await worker.ask('open');
      flops = await worker.ask('add', { kind: 'steps', whole: true, config: { preset: 'project', rule: 'backprop', lr: [1e-6] } });
      await worker.ask('warm', { ms: 20 });
    }
    const seconds = all.map(() => []);
    for (let round = 0; round < rounds; round += 1) {
      for (let n = 1; n <= most; n += 1) {
        const start = performance.now();
        await Promise.all(all.slice(0, n).map((worker) => worker.ask('times', { job: 0, count: Math.round(images / 32) })));
        seconds[n - 1].push((performance.now() - start) / 1000);
      }
    }
    for (const worker of all) worker.close();
    return { seconds, flops, cores: navigator.hardwareConcurrency };
  }, [most, rounds, IMAGES]);
  return seconds.map((values, i) => ({ at: i + 1, seconds: median(values), flops: flops * (IMAGES / 32) * Math.max(1, (i + 1) / cores) }));
}

const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM] = [380, 260, 56, 34, 40];

/** The picture: dots are measured; the line is proportional to the arithmetic, through the point of the course's network. */
export function picture(panels, words) {
  const each = panels.map((panel, i) => {
    const [x, y] = [(i % 2) * WIDTH, Math.floor(i / 2) * HEIGHT];
    return `<g transform="translate(${x} ${y})">${one(panel)}</g>`;
  });
  const style = 'text{font:12px system-ui,sans-serif;fill:#333}.t{font-weight:600}.a{stroke:#ccc}path{fill:none;stroke:#0072b2;stroke-width:1.5}circle{fill:#d55e00}';
  const height = 2 * HEIGHT + 30;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${2 * WIDTH} ${height}" role="img"><title>Seconds of an epoch of 6,000 images, measured and proportional to the arithmetic</title><style>${style}</style><rect width="100%" height="100%" fill="#fff"/>${each.join('')}<text x="12" y="${height - 10}">${words}</text></svg>\n`;
}

function one({ title, points }) {
  const known = points.find(({ at }) => at === 100 || at === 32) ?? points[0];
  const line = points.map(({ at, flops }) => [at, (flops * known.seconds) / known.flops]);
  const values = [...line.map(([, s]) => s), ...points.map(({ seconds }) => seconds)];
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  const [first, last] = [Math.log(points[0].at), Math.log(points.at(-1).at)];
  const x = (at) => (LEFT + ((Math.log(at) - first) / (last - first)) * (WIDTH - LEFT - 24)).toFixed(1);
  const y = (s) => (TOP + ((high - Math.log10(s)) / (high - low)) * (HEIGHT - TOP - BOTTOM)).toFixed(1);
  const levels = Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));
  const grid = levels.map((s) => `<line class="a" x1="${LEFT}" x2="${WIDTH - 24}" y1="${y(s)}" y2="${y(s)}"/><text x="${LEFT - 6}" y="${Number(y(s)) + 4}" text-anchor="end">${Number(s.toPrecision(1))} s</text>`);
  const ticks = points.map(({ at }) => `<text x="${x(at)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${at}</text>`);
  const path = line.map(([at, s], i) => `${i ? 'L' : 'M'}${x(at)} ${y(s)}`).join('');
  const dots = points.map(({ at, seconds }) => `<circle cx="${x(at)}" cy="${y(seconds)}" r="3.5"/>`);
  return `<text class="t" x="${LEFT}" y="18">${title}</text>${grid.join('')}${ticks.join('')}<path d="${path}"/>${dots.join('')}`;
}

/** The same in words: how far each point is from the line. */
export function words(panels) {
  return panels.map(({ title, points }) => {
    const known = points.find(({ at }) => at === 100 || at === 32) ?? points[0];
    const lines = points.map(({ at, seconds, flops }) => {
      const off = (seconds / known.seconds) * (known.flops / flops);
      return `  ${String(at).padStart(5)}  ${seconds.toPrecision(3).padStart(8)} s  ${off.toFixed(2)} times the line`;
    });
    return `${title}\n${lines.join('\n')}`;
  }).join('\n\n');
}
