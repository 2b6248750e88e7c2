// A drawing: strokes on a square, by pointer or by keys, and its ink as bytes.

const SIDE = 280; // dots of the drawing
const STEP = 1 / 28; // of the keyboard's pen
const PEN = 0.085; // its width, as a share of the side

export class Sketch extends EventTarget {
  #strokes = []; // lists of [x, y], each from 0 to 1
  #ink = new OffscreenCanvas(SIDE, SIDE).getContext('2d', { willReadFrequently: true });

  /** Place of the keyboard's pen, and true if it draws. */
  pen = { x: 0.5, y: 0.5, down: false };

  get isEmpty() {
    return !this.#strokes.length;
  }

  /** Begins a stroke at a place. */
  begin(x, y) {
    this.#strokes.push([[x, y]]);
    this.#changed();
  }

  /** Draws on to a place. */
  to(x, y) {
    this.#strokes.at(-1)?.push([x, y]);
    this.#changed();
  }

  /** Takes back the last stroke. */
  undo() {
    this.#strokes.pop();
    this.pen.down = false;
    this.#changed();
  }

  clear() {
    this.#strokes = [];
    this.pen.down = false;
    this.#changed();
  }

  /** Moves the keyboard's pen by so many steps. */
  move(dx, dy) {
    const inside = (value) => Math.min(1, Math.max(0, value));
    this.pen.x = inside(this.pen.x + dx * STEP);
    this.pen.y = inside(this.pen.y + dy * STEP);
    if (this.pen.down) this.to(this.pen.x, this.pen.y);
    else this.#changed();
  }

  /** Sets the keyboard's pen down, or lifts it. */
  press() {
    this.pen.down = !this.pen.down;
    if (this.pen.down) this.begin(this.pen.x, this.pen.y);
    else this.#changed();
  }

  /** Paints all strokes on a square canvas of so many dots. */
  paint(context, side, color) {
    Object.assign(context, { lineCap: 'round', lineJoin: 'round', lineWidth: PEN * side, strokeStyle: color });
    for (const stroke of this.#strokes) {
      context.beginPath();
      context.moveTo(stroke[0][0] * side, stroke[0][1] * side);
      // A line of no length leaves no ink: a dot is one a hair long.
      for (const [x, y] of stroke) context.lineTo(x * side + 0.1, y * side);
      context.stroke();
    }
  }

  /** `{ink, side}`: a byte a dot, 0 for paper and 255 for ink. */
  bytes() {
    this.#ink.clearRect(0, 0, SIDE, SIDE);
    this.paint(this.#ink, SIDE, '#000');
    const { data } = this.#ink.getImageData(0, 0, SIDE, SIDE);
    return { ink: data.filter((_, i) => i % 4 === 3), side: SIDE };
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
