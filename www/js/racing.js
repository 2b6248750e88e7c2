// A comparison and all that it is made of, in one piece on a published site.

import './elements/race-lab.js';
