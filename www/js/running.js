// The elements that show and steer a page's one session, in one piece on a published site.

import './elements/bars-chart.js';
import './elements/curve-chart.js';
import './elements/data-explorer.js';
import './elements/file-drop.js';
import './elements/misread-digits.js';
import './elements/run-beside.js';
import './elements/run-now.js';
import './elements/run-panel.js';
import './elements/run-summary.js';
import './elements/run-views.js';
import './elements/weight-pictures.js';
