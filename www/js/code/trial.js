// The worker in which code is tried and attempts are checked: one a page, opened when it is first needed.

import { Lab } from '../worker/lab.js';

let lab = null;

/** The page's trial worker; see worker.js for `tryScript` and `checkExercise`. */
export const trial = ({ module, store }) => (lab ??= new Lab({ module, store, onLost() {} }));
