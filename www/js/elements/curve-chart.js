// Curves over epochs or another position, with the values there in words.

import { PointedChart } from './pointed-chart.js';

class CurveChart extends PointedChart {
  kind = 'curves';

  connect(session) {
    super.connect(session);
    for (const kind of ['pointerdown', 'pointermove']) this.canvas.addEventListener(kind, (event) => this.#sketch(event));
  }

  // With the button pressed or a finger on it, while whoever owns the chart wants a curve drawn.
  #sketch({ buttons, offsetX, offsetY }) {
    const { sketch } = this.session;
    if (!sketch || !buttons) return;
    const { width, height } = this.canvas.getBoundingClientRect();
    const by = this.magnified;
    const [x, y] = sketch.place({ ...this.shown.spec, ...this.look() }, offsetX / by, offsetY / by, width / by, height / by);
    if (x !== undefined) sketch.take(x, y);
  }

  update(force) {
    super.update(force);
    this.canvas.classList.toggle('sketching', Boolean(this.session.sketch));
  }

  paint(spec, theme, canvas) {
    const cursor = canvas === this.canvas ? this.place : null;
    const decimals = cursor === null ? null : this.shown.decimals?.(cursor);
    this.session.api.drawCurves(canvas, { ...spec, cursor, decimals }, theme);
  }

  /** Values under a pixel: wasm knows which curve is near. */
  under(spec, x, width, height) {
    const found = this.session.api.curvesAt(spec, x, width, height);
    return found && this.#inWords(found);
  }

  /** The positions that were measured. */
  places() {
    const { spec, steps } = this.shown;
    return steps ?? spec.series.at(-1).x;
  }

  /** The values at one of them. */
  read(x) {
    return this.#inWords({ x, rows: this.shown.spec.series.map(({ name, x: xs, y }) => ({ name, y: y[xs.indexOf(x)] ?? null })) });
  }

  #inWords({ x, rows }) {
    const values = rows.filter(({ y }) => y != null).map(({ name, y }) => `${name} ${this.shown.format(y, x)}`);
    const place = this.shown.place ?? ((at) => `Epoch ${Number(at.toFixed(2))}`);
    return { place: x, words: `${place(x)}: ${values.join(', ')}` };
  }
}

customElements.define('curve-chart', CurveChart);
