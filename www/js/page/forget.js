// The button that forgets all that this device remembers, and asks once before it does.

import { make } from './dom.js';
import { forgetAll } from './memory.js';

/** Makes `button` do so. */
export function forgetButton(button) {
  const yes = make('button', { type: 'button', className: 'small' }, 'Forget it all');
  const no = make('button', { type: 'button', className: 'small' }, 'Keep it');
  const sure = make('span', { className: 'buttons', hidden: true }, 'Rules that you wrote go, too. ', yes, no);
  const ask = (asking) => {
    sure.hidden = !asking;
    button.hidden = asking;
    (asking ? no : button).focus();
  };
  button.after(sure);
  button.hidden = false;
  button.addEventListener('click', () => ask(true));
  no.addEventListener('click', () => ask(false));
  yes.addEventListener('click', async () => {
    await forgetAll();
    location.replace(location.pathname + (location.hash.startsWith('#/') ? location.hash : '')); // settings stand in the address
    if (location.hash.startsWith('#/')) location.reload();
  });
}
