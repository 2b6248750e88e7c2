// The worker in which code is tried and attempts are checked: one a page, opened when it is needed.

import { Lab } from '../worker/lab.js';

const IDLE = 60_000; // ms without a question, after which it ends

let lab = null;

/** The page's trial worker; see worker.js for `tryScript` and `checkExercise`. */
export const trial = ({ module, store }) => (lab ??= new Lab({ module, store, onLost() {}, idle: IDLE }));
