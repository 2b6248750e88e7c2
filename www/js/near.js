// What is far down the page can wait until the reader comes near.

/** Resolves when the element is about to be seen. */
export function near(element) {
  return new Promise((resolve) => {
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      seen.disconnect();
      resolve();
    }, { rootMargin: '50%' });
    seen.observe(element);
  });
}
