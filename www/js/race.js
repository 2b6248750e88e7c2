// A comparison of lanes: each in its own worker, from the same seeds, an epoch at a time, never more of them
// working at once than the machine has cores.

import { LabState } from './lab-state.js';
import { LostWorker } from './lab-client.js';
import { Racer } from './racer.js';
import { labFromAddress, labToAddress } from './state.js';

export class Race extends LabState {
  racers = []; // in the order of the scenario's lanes
  #parts;
  #cores = Math.max(1, navigator.hardwareConcurrency ?? 2);

  /** `scenario` is its id; `loaded` resolves when the first shard is there, or could not be had, and is begun when it is awaited. */
  constructor(scenario, { api, module, store, loaded }) {
    super();
    this.api = api;
    this.scenario = api.raceScenario(scenario);
    this.lanes = this.scenario.lanes;
    this.config = this.lanes[0].config;
    this.loaded = loaded;
    this.#parts = { scenario: this.scenario, api, module, store, onLost: (racer) => this.#onLost(racer) };
    const { lanes, seeds, measure } = this.#chosen();
    this.seeds = seeds;
    this.#draws(measure);
    this.costly = this.scenario.costly || this.line.costly;
    for (const lane of lanes) this.#enroll(lane);
  }

  /** Says which pictures there are, before a worker can. */
  know(summary) {
    this.summary ??= summary;
    this.changed();
  }

  /** Gets as many workers ready as can work at once. */
  async warm() {
    await this.loaded;
    for (const racer of this.racers.slice(0, this.#cores)) racer.warm();
  }

  /** Begins, or goes on after a pause. */
  async start() {
    if (this.busy) return;
    this.tell(null);
    if (this.phase === 'idle') {
      this.enter('loading');
      await this.loaded;
      if (this.phase !== 'loading') return; // stopped meanwhile
    }
    this.enter('training');
    this.#pump();
  }

  /** Everyone stands still at once. */
  pause() {
    if (!this.busy) return;
    for (const racer of this.racers) racer.stop();
    this.enter(this.phase === 'loading' ? 'idle' : 'paused');
  }

  /** Forgets all that was measured; lanes, seeds and measure stay. */
  startOver() {
    const lanes = this.racers.map(({ lane }) => lane.id);
    for (const racer of this.racers) racer.close();
    this.racers = [];
    for (const lane of lanes) this.#enroll(lane);
    this.costly = this.scenario.costly || this.line.costly;
    this.tell(null);
    this.forgetRun();
  }

  /** Whether the lane takes part. */
  has(id) {
    return this.racers.some(({ lane }) => lane.id === id);
  }

  /** Lets a lane take part, from its beginning. */
  add(id) {
    if (this.has(id)) return;
    this.#enroll(id);
    this.#wake();
  }

  /** Ends a lane's worker and forgets what it measured. */
  drop(id) {
    this.racers.find(({ lane }) => lane.id === id)?.close();
    this.racers = this.racers.filter(({ lane }) => lane.id !== id);
    this.#wake();
  }

  /** Starts a lane again whose worker was lost. */
  again(id) {
    this.drop(id);
    this.tell(null);
    this.add(id);
  }

  /** Repeats every lane with seeds 1 to `n`. */
  repeat(n) {
    this.seeds = n;
    this.#wake();
  }

  /** Draws another line of the menu. What takes long is measured from now on. */
  draw(id) {
    this.#draws(id);
    this.costly ||= this.line.costly;
    this.#remember();
    this.#measured();
  }

  // The reader's choice from the address, or the scenario's own.
  #chosen() {
    const text = labFromAddress(this.#name);
    if (text === null) return this.scenario.choice;
    try {
      return this.api.raceFromLink(this.scenario.id, text);
    } catch (error) {
      this.tell(`This link’s choice for “${this.scenario.title}” cannot be used. ${error.message} It starts as it would without a link.`);
      return this.scenario.choice;
    }
  }

  get #name() {
    return `race.${this.scenario.id}`;
  }

  #remember() {
    const lanes = this.racers.map(({ lane }) => lane.id);
    labToAddress(this.#name, this.api.raceToLink(this.scenario.id, { lanes, seeds: this.seeds, measure: this.line.id }));
  }

  #draws(id) {
    this.line = this.scenario.menu.find((line) => line.id === id);
  }

  #enroll(id) {
    const order = ({ lane }) => this.lanes.indexOf(lane);
    this.racers.push(new Racer({ lane: this.lanes.find((lane) => lane.id === id), ...this.#parts }));
    this.racers.sort((a, b) => order(a) - order(b));
  }

  // Who takes part or how often has changed: draws anew, and goes on if there is something to do.
  #wake() {
    this.#remember();
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
    if (!working && !next.length) this.enter('finished');
    this.changed();
  }

  async #advance(racer) {
    try {
      await racer.advance(this.seeds, {
        costly: this.costly,
        onSummary: (summary) => {
          this.summary = summary;
        },
      });
      if (this.racers.includes(racer)) this.#measured(racer);
    } catch (error) {
      this.#failed(racer, error);
    }
    this.#pump();
  }

  #failed(racer, error) {
    if (error.name === 'AbortError' || error instanceof LostWorker || !this.racers.includes(racer)) return;
    racer.state = 'failed';
    racer.message = error.message;
    this.tell(error.message, [{ label: 'Retry', act: () => this.#retry() }]);
  }

  #retry() {
    for (const { lane, state } of this.racers) if (state === 'failed') this.again(lane.id);
  }

  #onLost(racer) {
    const { id, label } = racer.lane;
    racer.message = `The worker of ${label} stopped unexpectedly and was discarded. The others go on.`;
    this.tell(racer.message, [{ label: `Start ${label} again`, act: () => this.again(id) }]);
    this.#pump();
  }

  #measured(only) {
    for (const racer of only ? [only] : this.racers) racer.draw(this.seeds, this.line);
    const begun = this.racers.filter(({ accuracy }) => accuracy?.epochs.length);
    this.report = begun.length ? { racers: begun } : null;
    this.config = { ...this.config }; // another object, so that the chart takes a new look even before there is a report
    this.changed();
  }
}
