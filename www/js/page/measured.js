// Measured numbers by keyboard: arrow keys go from one to the next, Escape leaves them.

document.addEventListener('keydown', (event) => {
  const here = event.target.closest('.measured');
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!here || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === 'Escape') here.blur();
  if (!step) return;
  event.preventDefault();
  // Those in answers that are folded away are passed over.
  const all = [...document.querySelectorAll('.measured')].filter((number) => number === here || number.checkVisibility());
  all[all.indexOf(here) + step]?.focus();
});
