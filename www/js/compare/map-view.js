// Contents of the map of a comparison: a path for each run, one measure of a layer against another.

import { quantity } from '../page/format.js';
import { laneStyle } from './race-view.js';

const lineOf = ({ scenario: { menu } }, id) => menu.find((line) => line.id === id);

/** The layers, counted from 1, of which both axes' measures can be drawn. */
export function mapLayers({ scenario: { menu } }, { x, y }) {
  const layers = (measure) => menu.filter(({ id }) => id.startsWith(`${measure}.`)).map(({ id }) => Number(id.split('.')[1]));
  return layers(x).filter((layer) => layers(y).includes(layer));
}

/** A view for the chart: see views.js. `axes` names the two measures. */
export function mapView(race, axes, layer) {
  const [x, y] = [axes.x, axes.y].map((measure) => lineOf(race, `${measure}.${layer}`));
  const marks = ({ level }) => (level ? [{ y: level[0], name: level[1] }] : []);
  const spec = { x_label: `${x.name} →`, y_label: `${y.name} ↑`, x: x.range, y: y.range, log_x: true, paths: [], uprights: marks(x), levels: marks(y) };
  if (!race.report) return { spec };
  const runs = race.report.racers.flatMap((racer) => runsOf(race, racer, x, y));
  return {
    spec: { ...spec, paths: runs.map((run, i) => path(race, run, runs.findIndex(({ lane }) => lane === run.lane) === i)) },
    dots: runs.flatMap((run, i) => dots(run, i, x, y, race.seeds)),
    table: table(race, runs, x, y),
    words: inWords(race, runs, x, y),
  };
}

function runsOf({ seeds }, racer, x, y) {
  const across = racer.valuesOf(seeds, x.id);
  return racer.valuesOf(seeds, y.id).map(({ seed, values }, i) => ({ lane: racer.lane, seed, x: across[i].values, y: values }));
}

function path(race, { lane, x, y }, label) {
  const { color, dash, width } = laneStyle(race, lane);
  return { name: lane.short, x, y, style: { color, dash, width: Math.min(width, 1.6) }, label };
}

// A dot for each epoch that has both values.
function dots(run, i, x, y, seeds) {
  const of = seeds > 1 ? `, seed ${run.seed}` : '';
  const words = (epoch) => `${run.lane.label}${of}, epoch ${epoch}: ${lower(x.name)} ${quantity(run.x[epoch], x)}, ${lower(y.name)} ${quantity(run.y[epoch], y)}.`;
  return run.y.map((_, epoch) => epoch).filter((epoch) => run.x[epoch] !== null && run.y[epoch] !== null).map((epoch) => ({ at: [i, epoch], words: words(epoch) }));
}

function table({ seeds }, runs, x, y) {
  const several = seeds > 1;
  return {
    caption: `${x.name}, and ${lower(y.name)}, after each epoch`,
    head: ['Rule', ...(several ? ['Seed'] : []), 'Epoch', x.name, y.name],
    rows: runs.flatMap((run) => run.y.map((_, epoch) => [run.lane.label, ...(several ? [String(run.seed)] : []), String(epoch), quantity(run.x[epoch], x), quantity(run.y[epoch], y)])),
  };
}

function inWords({ seeds }, runs, x, y) {
  const of = ({ seed }) => (seeds > 1 ? `, seed ${seed}` : '');
  const last = runs.map((run) => `${run.lane.label}${of(run)}: ${lower(x.name)} ${quantity(run.x.at(-1), x)}, ${lower(y.name)} ${quantity(run.y.at(-1), y)} after epoch ${run.y.length - 1}`);
  const marks = [x, y].filter(({ level }) => level).map((line) => `${line.level[1]} at ${lower(line.name)} ${quantity(line.level[0], line)}`);
  return `${last.join('; ')}. Lines: ${marks.join('; ')}.`;
}

const lower = (name) => name.replace(/^\w/, (letter) => letter.toLowerCase());
