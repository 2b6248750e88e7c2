// A voice for screen readers: says the newest sentence, never more often than every few seconds.

import { make } from './dom.js';

const EVERY_MS = 4000;

export class Voice {
  element = make('p', { className: 'unseen', role: 'status' });
  #spokenAt = -EVERY_MS;
  #timer = 0;
  #text = '';

  /** Lets `text` be heard, now or when the last sentence has had its time. */
  say(text) {
    this.#text = text;
    const wait = this.#spokenAt + EVERY_MS - performance.now();
    if (wait > 0) {
      this.#timer ||= setTimeout(() => {
        this.#timer = 0;
        this.say(this.#text);
      }, wait);
      return;
    }
    if (text === this.element.textContent) return;
    this.element.textContent = text;
    this.#spokenAt = performance.now();
  }
}
