// Scores that need no look at the pictures, as charts and sentences say it.

import { percent } from '../page/format.js';

/** The line in a chart of accuracy, from a report. */
export const chanceLevel = ({ chance, commonest }) => ({ y: chance, name: commonest == null ? 'chance' : `always ${commonest}` });

/** Name of who scores it: "guessing", or "always saying 0" where classes are uneven. */
export const whoScores = ({ commonest }) => (commonest == null ? 'guessing' : `always saying ${commonest}`);

/** "chance is 10.0 %", or "always saying 0 scores 90.0 %". */
export const chanceWords = (report) => (report.commonest == null ? `chance is ${percent(report.chance)}` : `${whoScores(report)} scores ${percent(report.chance)}`);
