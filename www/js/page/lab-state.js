// State that the elements on the page read: the settings, how far the run is, what it measured, and what
// went wrong. They listen to 'change', which comes at most once a frame.

export class LabState extends EventTarget {
  phase = 'idle'; // idle | loading | training | paused | finished
  config; // as wasm checked it
  stale = false; // the settings changed since the run began
  progress = null; // of the last slice
  report = null; // everything measured so far
  summary = null; // of the data in use
  ownFiles = false; // whether the data are the reader's own
  download = null; // {loaded, total} bytes while shards come in
  lost = false; // the network is gone, what was measured of it is there
  problem = null; // {text, actions: [{label, act}]} for the reader
  runs = 0; // how many runs were begun
  #frame = 0;

  get busy() {
    return this.phase === 'loading' || this.phase === 'training';
  }

  get hasRun() {
    return this.phase === 'training' || this.phase === 'paused' || this.phase === 'finished';
  }

  /** Shows a sentence to the reader, with buttons if something can be done about it. */
  tell(text, actions = []) {
    this.problem = text ? { text, actions } : null;
    this.changed();
  }

  /** Lets 'change' follow with the next frame. */
  changed() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.dispatchEvent(new Event('change'));
    });
  }

  /** Goes over into another phase. */
  enter(phase) {
    this.phase = phase;
    this.changed();
  }

  /** As before any run; the settings and the data stay. */
  forgetRun() {
    this.progress = null;
    this.report = null;
    this.lost = false;
    this.stale = false;
    this.enter('idle');
  }
}
