// Parts that a page's text needs, and its foot, in one piece on a published site.

import './elements/named-equation.js';
import './page/measured.js';

export { forgetButton } from './page/forget.js';
export { handsOnLocks, tellsProgress } from './page/progress.js';
export { tellsWider } from './page/wider.js';
