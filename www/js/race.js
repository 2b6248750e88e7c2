// A race of learning rules: each in its own worker, from the same seed, an epoch at a time, never
// more of them working at once than the machine has cores.

import { LabState } from './lab-state.js';
import { LostWorker } from './lab-client.js';
import { Racer } from './racer.js';

export class Race extends LabState {
  racers = []; // in the order of the cards
  #parts;
  #lanes = Math.max(1, navigator.hardwareConcurrency ?? 2);

  /** `loaded` resolves when the first shard is there, or could not be had. */
  constructor({ api, module, store, loaded }) {
    super();
    this.api = api;
    this.cards = api.cards();
    this.defaults = api.raceDefaults();
    this.seeds = this.defaults.seeds;
    this.config = api.raceConfig(this.defaults.rules[0], 1);
    this.#parts = { api, module, store, onLost: (racer) => this.#onLost(racer) };
    this.loaded = loaded;
    for (const rule of this.defaults.rules) this.#enroll(rule);
  }

  /** Says which pictures there are, before a worker can. */
  know(summary) {
    this.summary ??= summary;
    this.changed();
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

  /** Forgets all curves; rules and seeds stay. */
  startOver() {
    const rules = this.racers.map(({ card }) => card.id);
    for (const racer of this.racers) racer.close();
    this.racers = [];
    for (const rule of rules) this.#enroll(rule);
    this.tell(null);
    this.forgetRun();
  }

  /** Whether the rule takes part. */
  has(rule) {
    return this.racers.some(({ card }) => card.id === rule);
  }

  /** Lets a rule take part, from its beginning. */
  add(rule) {
    if (this.has(rule)) return;
    this.#enroll(rule);
    this.#wake();
  }

  /** Ends a rule's worker and forgets its curve. */
  drop(rule) {
    this.racers.find(({ card }) => card.id === rule)?.close();
    this.racers = this.racers.filter(({ card }) => card.id !== rule);
    this.#wake();
  }

  /** Starts a rule again whose worker was lost. */
  again(rule) {
    this.drop(rule);
    this.tell(null);
    this.add(rule);
  }

  /** Repeats every rule with seeds 1 to `n`. */
  repeat(n) {
    this.seeds = n;
    this.#wake();
  }

  #enroll(rule) {
    const card = this.cards.find(({ id }) => id === rule);
    const order = ({ card: { id } }) => this.cards.findIndex((other) => other.id === id);
    this.racers.push(new Racer({ card, ...this.#parts }));
    this.racers.sort((a, b) => order(a) - order(b));
  }

  // Who takes part or how often has changed: draws anew, and goes on if there is something to do.
  #wake() {
    this.#measured();
    if (this.phase === 'finished') this.enter('training');
    this.#pump();
  }

  // Gives every free core the rule that is furthest behind.
  #pump() {
    if (this.phase !== 'training') return;
    const { epochs } = this.defaults;
    const waiting = this.racers.filter((racer) => !racer.busy && racer.state !== 'lost' && racer.state !== 'failed');
    const places = waiting.map((racer) => ({ racer, at: racer.behind(this.seeds, epochs) }));
    for (const { racer } of places.filter(({ at }) => at === null)) racer.state = 'finished';
    const next = places.filter(({ at }) => at !== null).sort((a, b) => a.at - b.at);
    const working = this.racers.filter(({ busy }) => busy).length;
    for (const { racer } of next.slice(0, Math.max(0, this.#lanes - working))) this.#advance(racer);
    if (!working && !next.length) this.enter('finished');
    this.changed();
  }

  async #advance(racer) {
    try {
      await racer.advance(this.seeds, this.defaults.epochs, {
        onProgress() {},
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
    for (const { card, state } of this.racers) if (state === 'failed') this.again(card.id);
  }

  #onLost(racer) {
    const { id, name } = racer.card;
    racer.message = `The worker of ${name} stopped unexpectedly and was discarded. The others go on.`;
    this.tell(racer.message, [{ label: `Start ${name} again`, act: () => this.again(id) }]);
    this.#pump();
  }

  #measured(only) {
    for (const racer of only ? [only] : this.racers) racer.draw(this.seeds);
    const begun = this.racers.filter(({ curve }) => curve?.epochs.length);
    this.report = begun.length ? { racers: begun, chance: begun[0].chance } : null;
    this.changed();
  }
}
