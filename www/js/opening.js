// Parts that a page with a laboratory opens with, in one piece on a published site.

import './elements/notice-box.js';

export { openEngine } from './worker/engine.js';
export { Session } from './run/session.js';
export { ShardStore } from './data/data.js';
export { configFromAddress, configToAddress, fetchAllRules, hasCode, lacksInAddress, unknownSettings, wantsAllRules } from './page/state.js';
