// Charts of the page's own run: what their `data-shows` names.

import { ChartElement } from './chart-element.js';
import { VIEWS } from '../run/views.js';

Object.assign(ChartElement.views, VIEWS);
