// An experiment that is no training run: begins, pauses, goes on, starts over. Its jobs are done by the page's workers; here stand
// the records of those that are done, and the report of what there is.

import { tellsWhenLeft } from '../page/left.js';
import { KeptJobs } from './kept-jobs.js';
import { Records } from './records.js';
import { LabState } from '../page/lab-state.js';
import { soon } from '../page/turns.js';
import { LostWorker } from '../worker/lab-client.js';
import { Pool } from '../worker/pool.js';
import { experimentFromAddress, experimentToAddress } from '../page/state.js';

let beginnings = 0; // of all experiments on the page

export class Experiment extends LabState {
  #pool;
  #parts;
  #control = null;
  #ledger = null; // wasm's: which jobs there are, and what came out
  #key; // of this beginning, for the workers
  #records; // of jobs that are done, to be handed to workers
  #hands; // job → the lab that was at it when it was stopped
  #seconds; // of work, up to the last pause
  #since = 0; // when it last went on
  #kept; // records of jobs that are done, on this device
  #restored; // whether those of an earlier visit are taken

  /** `kind` is its id; `wants` are the images it needs, or null. */
  constructor({ api, module, store, kind, wants = null }) {
    super();
    this.api = api;
    this.#parts = { kind, wants };
    this.#pool = Pool.of({ module, store });
    this.addEventListener('change', () => this.#look());
    this.config = this.#chosen();
    this.#renew();
    tellsWhenLeft(kind, this, () => 'The page was left while this was measured. It begins again with the same seed, so the numbers come out the same.');
    this.#kept.count().then((many) => many && this.phase === 'idle' && this.#offer(many));
  }

  /** The settings that a link need not name. */
  get usual() {
    return this.#check({});
  }

  /** Takes one new setting, which starts over; throws wasm's sentence when it cannot be. */
  change(id, value) {
    this.config = this.#check({ ...this.config, [id]: value });
    experimentToAddress(this.#parts.kind, this.config, this.usual);
    this.#again();
  }

  /** Begins, or goes on after a pause. */
  async start() {
    if (this.busy) return;
    this.tell(null);
    const control = new AbortController();
    this.#control = control;
    try {
      this.enter(this.#parts.wants ? 'loading' : 'training');
      this.#since = performance.now();
      await this.#restore();
      control.signal.throwIfAborted();
      await this.#work(control.signal);
      this.enter('finished');
      this.#look();
    } catch (error) {
      const mine = this.#control === control;
      control.abort(); // the other jobs
      if (mine) this.#fail(error);
    }
  }

  /** Stands still at once. */
  pause() {
    this.#control?.abort();
  }

  /** Forgets what was measured, also on this device; the settings stay. */
  startOver() {
    this.#kept.forget();
    this.#again();
  }

  #again() {
    this.#control?.abort();
    this.#control = null;
    this.#pool.release(this);
    this.tell(null);
    this.forgetRun();
    this.#renew();
  }

  #check(settings) {
    return this.api.experimentSettings(this.#parts.kind, settings);
  }

  // The settings in the address, or the usual ones.
  #chosen() {
    try {
      return this.#check(experimentFromAddress(this.#parts.kind));
    } catch (error) {
      this.tell(`This link’s settings of the experiment cannot be used. ${error.message} It starts with the default ones.`);
      return this.#check({});
    }
  }

  #renew() {
    const nothing = new this.api.Dataset(); // the digits are the workers'
    this.#ledger?.free();
    this.#ledger = new this.api.Experiment(this.#parts.kind, nothing, this.config);
    nothing.free();
    beginnings += 1;
    this.#key = beginnings;
    this.#records = new Records();
    this.#hands = new Map();
    this.#seconds = 0;
    this.#kept?.leave();
    this.#kept = new KeptJobs(this.#parts.kind, this.config, this.#ledger.recordsVersion());
    this.#restored = false;
    this.report = this.#ledger.report(0);
  }

  // Says that there is something to go on from.
  #offer(many) {
    const parts = many === 1 ? 'One part' : `${many} parts`;
    this.tell(`${parts} of this experiment, measured before, are kept on this device. It goes on from there.`, [{ label: 'Forget them', act: () => this.startOver() }]);
  }

  // Takes what was found on an earlier visit. What cannot be read is done again.
  async #restore() {
    if (this.#restored) return;
    this.#restored = true;
    const kept = this.#kept;
    const all = await kept.all();
    if (kept !== this.#kept) return; // it was begun anew meanwhile
    for (const [job, progress] of all) {
      try {
        this.#ledger.take(job, progress);
        this.#records.set(job, progress);
      } catch {
        // Damaged, or of another form.
      }
    }
  }

  // Makes the report anew, once for all that came since the last frame.
  #look() {
    if (this.phase !== 'training' && this.phase !== 'finished') return;
    this.report = this.#ledger.report(this.#seconds + (performance.now() - this.#since) / 1000);
  }

  // Gives out jobs until all are done.
  #work(signal) {
    const running = new Set();
    return new Promise((resolve, reject) => {
      const next = () => {
        while (!signal.aborted && running.size < this.#pool.size) {
          const job = this.#ledger.next([...running]);
          if (job === undefined) break;
          running.add(job);
          this.#do(job, signal).then(() => {
            running.delete(job);
            next();
          }, reject);
        }
        if (!running.size) resolve();
      };
      next();
    });
  }

  async #do(job, signal) {
    const work = async (lab) => {
      this.#hands.set(job, lab);
      if (this.#parts.wants) await this.#fill(lab, signal);
      const client = await lab.client();
      const beginning = { kind: this.#parts.kind, key: this.#key, settings: this.config };
      await this.#records.hand(client, this.#ledger.needs(job), beginning, signal);
      signal.throwIfAborted();
      return client.request('job', { ...beginning, job }, { signal, onProgress: (progress) => this.#take(job, progress) });
    };
    const progress = await this.#pool.run(work, { holder: this, prefer: this.#hands.get(job), signal });
    signal.throwIfAborted();
    this.#hands.delete(job);
    this.#records.set(job, progress);
    this.#take(job, progress);
    const kept = this.#kept;
    soon(() => kept === this.#kept && kept.keep(job, progress));
  }

  async #fill(lab, signal) {
    await lab.fill(this.#parts.wants, {
      signal,
      onProgress: (loaded, total) => {
        if (this.phase !== 'loading') return;
        this.download = { loaded, total };
        this.changed();
      },
      onSummary: (summary) => {
        this.summary = summary;
      },
    });
    if (this.phase !== 'loading' || signal.aborted) return;
    this.download = null;
    this.#since = performance.now();
    this.enter('training');
  }

  #take(job, progress) {
    this.#ledger.take(job, progress);
    this.changed();
  }

  #fail(error) {
    if (error instanceof LostWorker) {
      this.#again();
      this.tell(`${error.message.replace(/ Press Train.*/, '')} Begin again with a fresh one.`, [{ label: 'Begin again', act: () => this.start() }]);
      return;
    }
    this.download = null;
    if (error.name !== 'AbortError') this.tell(error.message, [{ label: 'Retry', act: () => this.start() }]);
    this.#look();
    this.#seconds += (performance.now() - this.#since) / 1000;
    this.enter(this.phase === 'training' && error.name === 'AbortError' ? 'paused' : 'idle');
  }
}
