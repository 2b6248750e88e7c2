// A comparison of lanes: each in its own worker, from the same seeds, an epoch at a time, never more of them
// working at once than the machine has cores.

import { LostWorker } from '../worker/lab-client.js';
import { day } from '../page/format.js';
import { Pace } from '../page/pace.js';
import { soon } from '../page/turns.js';
import { forgetRuns, keepRuns, keptRuns, measuredByAnother } from './race-memory.js';
import { RaceTerms } from './race-terms.js';
import { Racer } from './racer.js';

const KEEP_MS = 1000;

export class Race extends RaceTerms {
  since = null; // when it was measured, if that was in another tab or on another day
  measuring = 0; // lanes that are measured after their end
  #parts;
  #cores = Math.max(1, navigator.hardwareConcurrency ?? 2);
  #pace = new Pace();
  #keeping = 0;
  #keep = () => keepRuns(this, this.phase !== 'training');

  /** `id` is its scenario's; it begins with the scenario's seeds or with so many; `loaded` resolves when the first shard is there, or could not be had, and is begun when it is awaited. */
  constructor(id, { api, module, store, loaded, allRules, begins }) {
    super(id, api, begins);
    this.allRules = allRules;
    this.loaded = loaded;
    this.#parts = { api, module, store, onLost: (racer) => this.#onLost(racer) };
    for (const lane of this.scenario.choice.lanes) this.#enroll(lane);
    this.#restore();
    addEventListener('pagehide', () => keepRuns(this, true));
  }

  /** Says which pictures there are, before a worker can. */
  know(summary) {
    this.summary ??= summary;
    this.changed();
  }

  /** Gets as many workers ready as can work at once. */
  async warm() {
    await this.loaded;
    if (!this.#parts.store.some) return; // told already, with a button that tries again
    // A failure now comes again, and is told, when the lane is to train.
    for (const racer of this.racers.slice(0, this.#cores)) racer.warm().catch(() => {});
  }

  /** Begins, or goes on after a pause. */
  async start() {
    if (this.busy) return;
    this.tell(null);
    if (this.phase === 'idle') {
      this.enter('loading');
      if (!(await this.#ready())) return;
    }
    this.enter('training');
    this.#pace.begin(this.#done);
    this.#pump();
  }

  // True if the first lane has its digits, and the reader still wants to train. Without them none can begin, and all would say so.
  async #ready() {
    try {
      await this.racers[0]?.warm();
    } catch (error) {
      if (this.phase === 'loading') this.enter('idle');
      if (!(error instanceof LostWorker)) this.tell(error.message, [{ label: 'Retry', act: () => this.start() }]);
    }
    return this.phase === 'loading';
  }

  /** Everyone stands still at once. */
  pause() {
    if (!this.busy) return;
    for (const racer of this.racers) racer.stop();
    this.enter(this.phase === 'loading' ? 'idle' : 'paused');
    keepRuns(this, true);
  }

  /** Forgets all that was measured; lanes, seeds and measure stay. */
  startOver() {
    const { lanes } = this.choice;
    for (const racer of this.racers) racer.close();
    this.racers = [];
    for (const lane of lanes) this.#enroll(lane);
    this.askAnew();
    this.since = null;
    forgetRuns(this);
    this.tell(null);
    this.forgetRun();
  }

  /** True if the lane takes part. */
  has(id) {
    return this.racers.some(({ lane }) => lane.id === id);
  }

  /** Lets a lane take part, from its beginning. */
  add(id) {
    if (this.has(id)) return;
    this.meet(id);
    this.#enroll(id);
    this.#wake();
  }

  /** Ends a lane's worker and forgets what it measured. */
  drop(id) {
    this.racers.find(({ lane }) => lane.id === id)?.close();
    this.racers = this.racers.filter(({ lane }) => lane.id !== id);
    this.#wake();
  }

  /** Starts a lane again whose worker was lost. What it has measured stays; it trains from the same seeds and catches up. */
  again(id) {
    const kept = this.racers.find(({ lane }) => lane.id === id)?.kept();
    this.drop(id);
    this.tell(null);
    this.#enroll(id);
    if (kept) this.racers.find(({ lane }) => lane.id === id).restore({ ...kept, finished: false });
    this.#wake();
  }

  /** Repeats every lane with seeds 1 to `n`. */
  repeat(n) {
    this.seeds = n;
    this.since = null;
    this.#wake();
  }

  draw(id, axis) {
    super.draw(id, axis);
    this.#measured();
    if (this.phase === 'finished') this.#catchUp();
  }

  /** Seconds until all have finished, if they go on as they did; null before anyone can say. */
  get secondsLeft() {
    return this.#pace.left(this.#done, this.seeds * this.racers.reduce((sum, { lane }) => sum + lane.config.epochs + 1, 0));
  }

  get #done() {
    return this.racers.reduce((sum, racer) => sum + racer.measured, 0);
  }

  // Measurements of before a reload are there again; who had not finished begins anew and catches up.
  #restore() {
    const kept = keptRuns(this);
    const older = kept ? null : measuredByAnother(this);
    if (older !== null) this.tell(`What was measured here on ${day(older)} is of another version of this page and may come out otherwise now, so it is not shown. Train measures it anew.`);
    if (!kept) return;
    const { open } = kept;
    this.since = kept.since;
    this.#measured();
    this.enter(open ? 'paused' : 'finished');
    if (open) this.tell('The page was left while this was training. Resume trains from the same seeds, so the numbers come out the same, and goes on from there.');
  }

  #enroll(id) {
    const order = ({ lane }) => this.lanes.indexOf(lane);
    this.racers.push(new Racer({ lane: this.lanes.find((lane) => lane.id === id), scenario: this.scenario, ...this.#parts }));
    this.racers.sort((a, b) => order(a) - order(b));
  }

  // The lanes or the seeds have changed: draws anew, and goes on if there is something to do.
  #wake() {
    this.remember();
    this.#measured();
    if (this.phase === 'finished') this.enter('training');
    this.#pump();
  }

  // Gives every free core the lane that is furthest behind.
  #pump() {
    if (this.phase !== 'training') return;
    const waiting = this.racers.filter((racer) => !racer.busy && racer.state !== 'lost' && racer.state !== 'failed');
    const places = waiting.map((racer) => ({ racer, at: racer.behind(this.seeds) }));
    for (const { racer } of places.filter(({ at }) => at === null)) racer.state = 'finished';
    const next = places.filter(({ at }) => at !== null).sort((a, b) => a.at - b.at);
    const working = this.racers.filter(({ busy }) => busy).length;
    for (const { racer } of next.slice(0, Math.max(0, this.#cores - working))) this.#advance(racer);
    if (!working && !next.length) {
      this.enter('finished');
      soon(this.#keep);
      this.#catchUp();
    }
    this.changed();
  }

  // Measures that take long and were asked for too late are taken of the networks as they were after each epoch.
  async #catchUp() {
    const { line } = this;
    const some = this.racers.filter((racer) => racer.misses(this.seeds, line.id));
    this.measuring += some.length;
    await Promise.all(some.map(async (racer) => {
      await racer.catchUp([...this.asked].join());
      this.measuring -= 1;
      if (this.racers.includes(racer)) this.#measured(racer);
      this.#keepSoon();
      this.changed();
    }));
  }

  async #advance(racer) {
    try {
      await racer.advance(this.seeds, {
        asked: [...this.asked].join(),
        onSummary: (summary) => {
          this.summary = summary;
        },
      });
      if (this.racers.includes(racer)) this.#measured(racer);
      this.#keepSoon();
    } catch (error) {
      this.#failed(racer, error);
    }
    this.#pump();
  }

  #failed(racer, error) {
    if (error.name === 'AbortError' || error instanceof LostWorker || !this.racers.includes(racer)) return;
    racer.state = 'failed';
    racer.message = error.message;
    this.tell(error.message, [{ label: 'Retry', act: () => this.racers.filter(({ state }) => state === 'failed').forEach(({ lane }) => this.again(lane.id)) }]);
  }

  #onLost(racer) {
    const { id, label } = racer.lane;
    racer.message = `The worker of ${label} stopped unexpectedly and was discarded. The others go on.`;
    this.tell(racer.message, [{ label: `Start ${label} again`, act: () => this.again(id) }]);
    this.#pump();
  }

  // A crash says nothing before it, so what was measured is kept every now and then.
  #keepSoon() {
    this.#keeping ||= setTimeout(() => {
      this.#keeping = 0;
      this.#keep();
    }, KEEP_MS);
  }

  #measured(only) {
    for (const racer of only ? [only] : this.racers) racer.draw(this.seeds, this.line, this.axis);
    const begun = this.racers.filter(({ accuracy }) => accuracy?.epochs.length);
    this.report = begun.length ? { racers: begun } : null;
    this.config = { ...this.config }; // another object, so that the chart takes a new look even before there is a report
    this.changed();
  }
}
