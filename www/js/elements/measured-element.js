// For elements that ask the worker more than the report has: they ask when an epoch ends and when
// the run stands still, never while the last question is unanswered.

export class MeasuredElement extends HTMLElement {
  #key = '';
  #asking = false;

  /** Calls `this.show()` whenever there is something new, and `this.clear()` when there is no run. */
  watch(session) {
    this.session = session;
    session.addEventListener('change', () => this.refresh());
    this.refresh();
  }

  /** Asks again, `force` even if the run has not moved. */
  async refresh(force = false) {
    const { session } = this;
    if (session.lost) return; // what is shown is all that can be
    const { phase, progress, report, runs } = session;
    const ready = session.hasRun && report?.epochs.length;
    const key = ready ? [runs, report.epochs.length, phase === 'training' ? '' : progress?.update].join() : 'none';
    if ((key === this.#key && !force) || this.#asking) return;
    this.#key = key;
    if (!ready) {
      this.clear();
      return;
    }
    this.#asking = true;
    try {
      await this.show();
    } catch {
      this.#key = ''; // The run was reset meanwhile, or the worker lost: the session has told why.
    }
    this.#asking = false;
    if (this.#key) this.refresh(); // the run may have moved while the answer was on its way
  }
}
