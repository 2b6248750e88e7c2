// Contents of a comparison's table and sentences, and its strip of dots.

import { day, duration, quantity } from '../page/format.js';
import { isDark } from '../page/theme.js';

const PERCENT = { decimals: 1, unit: '%' };

/** True if runs are counted as successes, dot by dot, instead of drawn as curves. */
export const isStrip = ({ scenario }) => scenario.success !== null;

/** "87.7 %", or "87.7 ± 0.9 %" over several seeds. */
export function spread({ mean, sd }, line, at = mean.length - 1) {
  if (mean[at] == null) return '–';
  if (sd[at] == null) return quantity(mean[at], line);
  return `${quantity(mean[at], { ...line, unit: '' })} ± ${quantity(sd[at], line)}`;
}

// True if all that a lane was to train is there or still to come.
const goesOn = ({ state, diverged }) => !diverged.size && state !== 'lost' && state !== 'failed';

/**
 * Who is ahead in what is drawn, in a sentence, after the last epoch that all have finished. Empty where neither more nor less is
 * better, before anybody has learned, and where nobody is ahead of anybody.
 */
export function ahead({ report, line, seeds }) {
  const racers = line.better && report ? report.racers.filter(goesOn) : [];
  const at = Math.min(...racers.map(({ curve }) => curve.epochs.length)) - 1;
  const measured = racers.filter(({ curve }) => curve.mean[at] != null);
  if (at < 1 || measured.length < 2) return '';
  const value = ({ curve }) => curve.mean[at];
  const best = measured.reduce((a, b) => ((line.better === 'more' ? value(b) > value(a) : value(b) < value(a)) ? b : a));
  const level = measured.filter((racer) => quantity(value(racer), line) === quantity(value(best), line));
  if (level.length === measured.length) return '';
  const names = level.map(({ lane }) => lane.label).join(' and ');
  const what = `${line.name}${line.better === 'less' ? ' (less is better)' : ''}, epoch ${at}`;
  return `${what}: ${names} ${level.length > 1 ? 'lead' : 'leads'}${seeds > 1 ? ' on average' : ''} with ${level.length > 1 ? quantity(value(best), line) : spread(best.curve, line, at)}.`;
}

/** A lane's look: colour and dashes are its rule's, width and dots tell lanes of one rule apart. */
export const laneStyle = ({ api }, { rule, variant }) => api.laneStyle(rule, variant, isDark());

/** True if nobody has a value of what is drawn. */
export const isBlank = ({ report }) => report !== null && report.racers.every(({ curve }) => curve.mean.every((value) => value === null));

/** "8 of 20 runs above 90 %, 11 at most at 60 %". */
export function endsInWords({ ends, lane }) {
  if (!ends?.runs) return `${lane.label}: no run has ended yet`;
  const [needed, collapsed] = [ends.needed, ends.collapsed].map((value) => quantity(value, { decimals: Number.isInteger(value) ? 0 : 1, unit: '%' }));
  return `${lane.label}: ${ends.successes} of ${ends.runs} runs above ${needed}, ${ends.collapses} at most at ${collapsed}`;
}

/** A view for the strip of dots. */
export function stripView(race) {
  const { racers, seeds } = race;
  const columns = racers.map(({ lane, finals, ends }) => ({
    name: lane.short,
    note: ends?.runs ? `${ends.successes} of ${ends.runs}` : '',
    values: finals,
    chance: lane.chance,
    needed: ends?.needed ?? null,
    color: laneStyle(race, lane).color,
  }));
  const spec = { y_label: 'Correct at the end (%)', y: [0, 100], columns, highlight: null };
  if (!race.report) return { spec };
  const rows = Array.from({ length: seeds }, (_, i) => [String(i + 1), ...racers.map((racer) => end(racer, i + 1))]);
  return {
    spec,
    table: { caption: 'Validation accuracy at the end of each run', head: ['Seed', ...racers.map(({ lane }) => lane.short)], rows },
    words: `${racers.map(endsInWords).join('; ')}.`,
    readings: racers.map(endsInWords),
  };
}

function end(racer, seed) {
  const final = racer.final(seed);
  return final === null ? '–' : quantity(final, PERCENT);
}

/** The status of one lane in a word or two. */
export function standing(race, { state, diverged }) {
  if (diverged.size && state !== 'lost') return race.seeds > 1 ? `${diverged.size} of ${race.seeds} diverged` : 'diverged';
  if (state === 'lost' || state === 'failed' || state === 'finished') return state;
  if (race.phase === 'paused') return 'paused';
  if (race.phase !== 'training') return 'ready';
  return state === 'loading' ? 'loading' : 'training';
}

/** The sentence under the button; without the time left for someone who listens. */
export function raceStatus(race, timed = true) {
  const { phase, racers, config, seeds } = race;
  if (!racers.length) return 'No one takes part. Choose some below.';
  if (phase === 'loading') return 'Loading the digits …';
  const words = { idle: 'Ready', training: 'Training', paused: 'Paused', finished: 'Finished' }[phase];
  if (isStrip(race)) {
    const ended = racers.reduce((sum, { ends }) => sum + (ends?.runs ?? 0), 0);
    return phase === 'idle' ? `Ready: ${racers.length * seeds} runs${epochsInWords(racers)}.` : `${words}: ${ended} of ${racers.length * seeds} runs have ended${phase === 'training' && race.secondsLeft !== null ? `, about ${duration(race.secondsLeft)} left` : ''}.`;
  }
  if (phase === 'idle') return `Ready: ${config.epochs} epochs each${seeds > 1 ? `, ${seeds} seeds` : ''}.`;
  if (!race.report) return `${words} …`;
  const left = timed && phase === 'training' && race.secondsLeft !== null ? `, about ${duration(race.secondsLeft)} left` : '';
  const more = race.measuring ? 'Measuring the networks as they are now …' : ahead(race);
  return `${words}${left}${race.since ? `, as measured on ${day(race.since)}` : ''}.${more && ` ${more}`}`;
}

/** The same for someone who listens: the epoch that all have finished, and everyone's value. */
export function raceSpoken(race) {
  const { phase, report, line, config } = race;
  if (isStrip(race) || !report || phase === 'loading') return raceStatus(race, false);
  const words = { training: 'Training', paused: 'Paused', finished: 'Finished' }[phase];
  const at = Math.min(...report.racers.map(({ curve }) => curve.epochs.at(-1)));
  const each = report.racers.map(({ lane, curve }) => `${lane.label} ${spread(curve, line, at)}`);
  return `${words}, epoch ${at} of ${config.epochs}. ${line.name}: ${each.join(', ')}.`;
}

// " of 9 epochs", where all runs are equally long.
function epochsInWords(racers) {
  const [first, ...others] = racers.map(({ lane }) => lane.config.epochs);
  return others.every((epochs) => epochs === first) ? ` of ${first} epochs` : '';
}

/** Common settings, and who is different. */
export function conditions({ config, racers, lanes, seeds }) {
  const same = lanes.every(({ config: { hidden, batch } }) => String(hidden) === String(config.hidden) && batch === config.batch);
  const shared = same ? `Same first weights, same batches of ${config.batch}` : 'Same images';
  const own = racers.filter(({ lane }) => lane.differs.length && !lane.note);
  const special = own.map(({ lane }) => `${lane.label}: ${lane.differs.map(([name, value]) => `${name.replace(/^\w/, (c) => c.toLowerCase())} ${value}`).join(', ')}.`);
  const rate = config.lr.length === 1 ? `, learning rate ${config.lr[0]}` : '';
  return `${shared}${rate} unless said otherwise${seeds > 1 ? `; seeds 1 to ${seeds}` : ''}. ${special.join(' ')}`;
}

/** Reasons why some lanes have no value of what is drawn, or none at the left; empty if nothing is. */
export function absences({ report, line, phase, measuring }) {
  if (!report || measuring) return '';
  const silent = report.racers.filter(({ reason }) => reason);
  const why = silent.map(({ lane, reason }) => `${lane.label} has none: ${reason}.`);
  const late = report.racers.filter(({ curve, reason }) => !reason && curve.mean[0] === null && curve.epochs.length);
  const takesLong = `“${line.name}” takes long, so it is`;
  if (late.length && phase === 'finished') why.push(`${takesLong} not measured unless it is asked for, and not all of these networks are still there. Start over to have it from epoch 0.`);
  else if (late.length) why.push(`${takesLong} measured only since you asked for it: after the next epoch, and of the earlier ones when all have finished.`);
  return why.join(' ');
}
