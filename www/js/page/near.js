// What is far down the page can wait until the reader comes near.

import { make } from './dom.js';

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
  try {
    const fill = await open();
    const focused = holder();
    fill();
    if (focused) element.querySelector('textarea, button, input, select')?.focus();
  } catch (error) {
    element.textContent = error.message;
  }
}
