// All laboratories that a page does not open with, in one piece on a published site.

import './elements/draw-digit.js';
import './elements/identify-lab.js';
import './elements/race-map.js';
import './elements/race-sweep.js';
import './elements/race-weights.js';
import './elements/representation-lab.js';
import './elements/rule-editor.js';
import './elements/rule-exercise.js';
import './elements/snr-lab.js';
import './elements/variance-lab.js';
