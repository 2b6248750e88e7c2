// Parts far down the page, which can wait until the reader comes near.

import { make } from './dom.js';
import { pause } from './turns.js';
import { reason } from '../worker/reason.js';

/** Resolves when the element is about to be seen, or has the focus; `margin` is how far outside the window it may still be. */
export function near(element, margin = '100%') {
  return new Promise((resolve) => {
    const done = () => {
      seen.disconnect();
      resolve();
    };
    const seen = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) done();
    }, { rootMargin: margin });
    seen.observe(element);
    element.addEventListener('focusin', done, { once: true });
  });
}

/**
 * Lets `open()` fill the element when somebody reads the page (`awake`) and comes near. Until then a button stands there, so that the Tab key does
 * not pass by; who has it in focus has the first thing to press in focus afterwards.
 */
export async function opensWhenNear(element, awake, words, open) {
  element.replaceChildren(make('button', { type: 'button' }, words));
  await Promise.all([awake, near(element)]);
  const holder = () => element.contains(document.activeElement);
  for (;;) {
    try {
      const fill = await open();
      await pause(); // whatever was opened for it has begun in this task
      const focused = holder();
      await fill();
      if (focused) element.querySelector('textarea, button, input, select')?.focus();
      return;
    } catch (error) {
      await wantedAgain(element, error.message);
    }
  }
}

/** Shows in `place` what could not be opened, and the reason in an error; resolves when the reader wants to try again. */
export const failed = (place, what, error) => wantedAgain(place, `${what} (${reason(error)}).`);

/** Shows in `place` why something could not be opened; resolves when the reader wants to try again. */
function wantedAgain(place, message) {
  const again = make('button', { type: 'button' }, 'Try again');
  place.replaceChildren(make('p', { role: 'status' }, `${message} `, again));
  return new Promise((resolve) => {
    again.addEventListener('click', () => {
      place.textContent = 'Getting it ready …';
      resolve();
    });
  });
}
