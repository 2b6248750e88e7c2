// Matrices of tiles, with the value of a tile in words.

import { PointedChart } from './pointed-chart.js';
import { make } from '../page/dom.js';
import { soon } from '../page/turns.js';
import { theme } from '../page/theme.js';

const SAMPLE = { label: 'a', range: [0, 1], written: true, panels: [{ name: 'a', names: ['0', '1'], values: [[0, 1], [1, 0]] }] };

class MatrixChart extends PointedChart {
  kind = 'matrices';

  connect(session) {
    super.connect(session);
    // A drawing that nobody sees: engines compile code when it is first used, which would be while workers are on all cores.
    soon(() => this.paint(SAMPLE, theme(), make('canvas', { width: 300, height: 300 })));
  }

  paint(spec, theme, canvas) {
    this.session.api.drawMatrices(canvas, { ...spec, highlight: canvas === this.canvas ? this.place : null }, theme);
  }

  /** The tile under a pixel. */
  under(spec, x, width, height, y) {
    const tile = this.session.api.matrixAt(spec, x, y, width, height);
    return tile == null ? null : this.read(tile);
  }

  /** The tiles, row by row, one matrix after another. */
  places() {
    this.stride = this.shown.spec.panels[0].names.length;
    return this.shown.readings.map((_, tile) => tile);
  }

  /** The value of one of them. */
  read(tile) {
    return { place: tile, words: `${this.shown.readings[tile]}.` };
  }
}

customElements.define('matrix-chart', MatrixChart);
