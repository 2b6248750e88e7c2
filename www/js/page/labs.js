// The labs that can stand alone, each with the elements it is made of and the pages of the notebook where it stands.

import { make } from './dom.js';
import { EXERCISES } from './exercises.js';
import { EXPERIMENTS } from './experiments.js';

const RACES = new Map(Object.entries({
  first: 'index.html',
  perturbation: 'perturbation.html',
  feedback: 'feedback.html',
  hebbian: 'hebbian.html',
  hebbian_epochs: 'hebbian.html',
  conventions: 'bias-variance.html',
  deeper: 'deeper.html',
  no_way_back: 'no-way-back.html',
  energies: 'energies.html',
  control: 'energies.html',
  families: 'no-way-back.html',
  online: 'harder-worlds.html',
  noisy: 'harder-worlds.html',
  late: 'harder-worlds.html',
  tutorial: 'course.html',
  'course-hebbian': 'course.html',
  map: 'bias-variance.html',
}));

const MEASURING = ['settings', 'seeds', 'notes', 'save', 'share'];

function element(tag, attributes = {}) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

// Comparisons that only the workshop's module knows, and what draws another view of one.
const OF_WORKSHOP = new Set(['conventions', 'control', 'deeper', 'energies', 'families', 'no_way_back', 'hebbian', 'hebbian_epochs', 'map', 'noisy', 'tutorial', 'course-hebbian']);
const VIEWS = new Map(Object.entries({ map: ['race-map'], noisy: ['race-sweep', 'race-disturbed'], hebbian: ['race-classes'], conventions: ['race-weights'], feedback: ['race-turn'] }));

function raceWithViews(scenario = 'first') {
  const lab = element('race-lab', { scenario, ...(OF_WORKSHOP.has(scenario) && { workshop: '' }) });
  return [lab, ...(VIEWS.get(scenario) ?? []).map((tag) => element(tag, { race: scenario }))];
}

const chart = (shows, title) => element('curve-chart', { 'data-shows': shows, 'data-title': title });

function drawing(scenario) {
  if (!scenario) return [element('run-now'), element('draw-digit')];
  return [element('race-lab', { scenario }), element('draw-digit', { race: scenario })];
}

function experiment([id, { title, page, tag, rules }]) {
  return [id, { title, page, parts: [...(rules ? ['rules'] : []), ...MEASURING], make: () => [element(tag)] }];
}

/**
 * By name: a title, the elements, the page, and the parts that a teacher may lock or hide; `of` names what tells several of
 * a kind apart, `which` their pages.
 */
export const LABS = new Map(Object.entries({
  race: {
    title: 'A race of learning rules',
    of: 'scenario',
    which: RACES,
    parts: ['settings', 'rules', 'seeds', 'measure', 'notes', 'standings', 'save', 'share'],
    make: raceWithViews,
  },
  'first-model': {
    title: 'Train a first model',
    page: 'first-model.html',
    parts: ['settings', 'rules', 'seeds', 'save', 'files', 'share'],
    make: () => [element('run-panel'), make('div', { className: 'columns' }, chart('loss', 'Loss'), chart('accuracy', 'Accuracy')), element('rule-inside'), element('run-summary')],
  },
  data: { title: 'Look at the digits', page: 'first-model.html', parts: ['settings', 'save', 'files'], make: () => [element('data-explorer'), element('file-drop')] },
  draw: { title: 'Draw a digit', page: 'first-model.html', of: 'scenario', parts: [], make: drawing },
  ...Object.fromEntries([...EXPERIMENTS].map(experiment)),
  exercise: {
    title: 'An exercise',
    of: 'exercise',
    which: EXERCISES,
    parts: ['hints', 'solutions', 'save', 'share'],
    make: (exercise = [...EXERCISES.keys()][0]) => [element('rule-exercise', { exercise })],
  },
  editor: { title: 'A rule of your own', page: 'your-own-rule.html', parts: ['settings', 'examples', 'save', 'share'], make: () => [element('rule-editor')] },
}));

/** The page of the notebook with this lab, and the one of its kind; the front page if none is known. */
export const pageOf = ({ page, which }, one) => page ?? which.get(one) ?? 'index.html';

/** Each lab that there is, as `[name, one of its kind or null]`. */
export function everyLab() {
  return [...LABS].flatMap(([name, { which }]) => (which ? [...which.keys()].map((one) => [name, one]) : [[name, null]]));
}
