// The size of type: as one reads at a desk, or large enough for the last row of a lecture hall.

const root = document.documentElement;

/** Factor by which charts are drawn larger than at a desk. */
export const magnification = () => Number(getComputedStyle(root).getPropertyValue('--magnification')) || 1;

/** Makes `button` switch between the two sizes, and remembers the choice. */
export function sizeToggle(button) {
  const show = () => button.setAttribute('aria-pressed', String(root.dataset.size === 'large'));
  button.hidden = false;
  show();
  button.addEventListener('click', () => {
    if (root.dataset.size) delete root.dataset.size;
    else root.dataset.size = 'large';
    try {
      localStorage.setItem('size', root.dataset.size ?? '');
    } catch {
      // Without storage the choice lasts as long as the page.
    }
    show();
  });
}
