// A comparison, `<race-lab scenario="feedback">`: one button, curves or dots that grow, who stands where, and who
// takes part. A `.race-intro` inside stays above the button, and a `.race-after` is shown when all have finished; everything else
// inside is replaced. With `begins="3"` it begins with three seeds, and goes on to the scenario's own number when the reader asks for it. With `workshop`, it is a comparison that only the workshop's module knows, and opens when the reader comes near.

import './curve-chart.js';
import './notice-box.js';
import './strip-chart.js';
import { make } from '../page/dom.js';
import { count } from '../page/format.js';
import { linkedRule } from '../code/linked-rule.js';
import { isHidden, isLocked, part } from '../page/locks.js';
import { opensWhenNear } from '../page/near.js';
import { measureMenu, raceChoice } from '../compare/race-choice.js';
import { laneSettings, sharedSettings } from '../compare/race-settings.js';
import { Standings } from '../compare/race-standings.js';
import { raceView } from '../compare/race-curves.js';
import { absences, conditions, isBlank, isStrip, raceSpoken, raceStatus, stripView } from '../compare/race-view.js';
import { Race } from '../compare/race.js';
import { commandMenu, resultsMenu } from '../page/save.js';
import { raceAttributes, shareMenu } from './share-menu.js';
import { onTheme } from '../page/theme.js';
import { pause } from '../page/turns.js';
import { Voice } from '../page/voice.js';

class RaceLab extends HTMLElement {
  #voice = new Voice();
  #opened;

  /** Resolves to its race, once there is one. */
  ready = new Promise((resolve) => {
    this.#opened = resolve;
  });

  /** `context` is what main.js hands over. Resolves when it is there, or when it waits for its reader. */
  async connect(context) {
    // On a page that has the workshop in the first module's place, there is nothing to wait for.
    if (['page', null].includes(this.getAttribute('workshop'))) return this.#open(context);
    opensWhenNear(this, context.awake, 'Open the race', async () => {
      const engine = await context.workshop();
      return () => this.#open({ ...context, ...engine, allRules: null });
    });
  }

  // In three tasks, so that the page answers in between.
  async #open({ session, ...parts }) {
    const race = new Race(this.getAttribute('scenario') ?? 'first', { ...parts, begins: Number(this.getAttribute('begins')) });
    await pause();
    this.race = race;
    this.standings = new Standings(race);
    const intro = [...this.querySelectorAll(':scope > .race-intro')];
    this.after = [...this.querySelectorAll(':scope > .race-after')];
    this.notes = make(isStrip(race) ? 'ol' : 'ul', { className: 'race-notes' });
    const results = [...part('standings', this.standings.element), ...part('notes', this.notes)];
    const [go, chart, more] = [this.#makeGo(), this.#makeChart(), this.#makeMore()];
    this.chart.connect(race);
    this.notices.connect(race);
    await pause();
    this.replaceChildren(...intro, ...linkedRule(race.api, race.code), go, chart, ...results, ...this.after, more);
    race.addEventListener('change', () => this.#update());
    onTheme(() => this.standings.update());
    parts.touch.then(() => parts.loaded).then(() => race.know(session.summary));
    parts.touch.then(() => this.#warmWhenSeen());
    this.#update();
    this.#opened(race);
  }

  // The button in view means that it may be pressed.
  #warmWhenSeen() {
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      seen.disconnect();
      this.race.warm();
    });
    seen.observe(this.main);
  }

  #makeGo() {
    const { race } = this;
    const button = (className, act) => {
      const made = make('button', { type: 'button', className });
      made.addEventListener('click', act);
      return made;
    };
    this.main = button('primary large', () => (race.busy ? race.pause() : this.#go()));
    this.over = button('', () => race.startOver());
    this.over.textContent = 'Start over';
    this.status = make('p', { className: 'status' });
    this.notices = make('notice-box', { role: 'alert' });
    return make('div', { className: 'race-go' }, make('div', { className: 'buttons' }, this.main, this.over), this.status, this.notices, this.#voice.element);
  }

  #makeMore() {
    const { race } = this;
    const runs = () => race.racers.flatMap((racer) => racer.results());
    const whole = () => [`microlearning compare ${race.scenario.id}${race.link && ` --link "${race.link}"`}`];
    const save = [resultsMenu(`microlearning-race-${race.scenario.id}`, runs, () => columnNames(race)), commandMenu(runs, whole)];
    const settings = isHidden('settings') ? [] : [sharedSettings(race), laneSettings(race)];
    const share = shareMenu({ lab: 'race', one: race.scenario.id, title: race.scenario.title, attributes: () => raceAttributes(race) });
    return make('div', { className: 'race-more' }, ...raceChoice(race), ...settings, ...part('save', ...save), ...share);
  }

  #go() {
    if (this.race.phase !== 'finished') this.race.start();
    else if (this.#rest) this.race.repeat(this.race.scenario.seeds);
    else if (this.#another) this.race.repeat(this.race.seeds + 1);
    else {
      this.race.startOver();
      this.race.start();
    }
  }

  // Number of networks left of the scenario's own seeds.
  get #rest() {
    const { scenario, seeds, racers } = this.race;
    return isLocked('seeds') ? 0 : Math.max(scenario.seeds - seeds, 0) * racers.length;
  }

  // True if one more seed can be had; the same seeds would only give the same numbers.
  get #another() {
    const { scenario, seeds } = this.race;
    return !isStrip(this.race) && seeds < scenario.most_seeds && !isLocked('seeds');
  }

  #makeChart() {
    const { race } = this;
    const strip = isStrip(race);
    this.chart = make(strip ? 'strip-chart' : 'curve-chart', { 'data-shows': `race-${race.scenario.id}`, 'data-title': race.scenario.title, className: 'untitled' });
    this.chart.view = strip ? stripView : raceView;
    this.chart.empty = strip ? 'Each network will leave a dot here.' : 'Each rule will draw its curve here.';
    this.said = make('p', { className: 'quiet' });
    this.conditions = make('p', { className: 'quiet' });
    const { title, doc } = race.scenario;
    const head = make('div', { className: 'race-head' }, make(this.querySelector(':scope > .race-intro') ? 'h2' : 'h3', {}, title), ...(strip ? [] : measureMenu(race)));
    const about = doc ? part('notes', make('p', { className: 'race-doc' }, doc)) : [];
    return make('div', { className: 'race-chart' }, head, ...about, this.chart, this.said, this.conditions);
  }

  #update() {
    const { race } = this;
    const n = race.racers.length;
    const what = whatTrains(race);
    const further = this.#rest ? `Train ${this.#rest} more networks: ${race.scenario.seeds} seeds` : this.#another && `Train with seed ${race.seeds + 1}, too`;
    const words = { idle: `Train ${what}`, loading: 'Stop loading', training: 'Pause', paused: 'Resume', finished: further || `Train ${what} again` }[race.phase];
    if (this.main.textContent !== words) this.main.textContent = words;
    this.main.disabled = !n;
    for (const part of this.after) part.hidden = race.phase !== 'finished';
    this.over.disabled = !race.hasRun;
    this.status.textContent = raceStatus(race);
    this.#voice.say(race.phase === 'idle' ? '' : raceSpoken(race));
    const pictures = race.summary ? `${count(total(race.summary.train))} training pictures, measured on ${count(total(race.summary.valid))} others. ` : '';
    this.said.textContent = isStrip(race) ? '' : `${race.line.doc} ${isBlank(race) ? '' : absences(race)}`;
    this.conditions.textContent = `${pictures}${conditions(race)}`;
    this.#fillNotes();
    this.standings.update();
  }

  // One sentence for each lane that has one.
  #fillNotes() {
    const notes = this.race.racers.map(({ lane }) => lane).filter(({ note }) => note);
    const key = notes.map(({ id }) => id).join();
    if (this.notes.dataset.key === key) return;
    this.notes.dataset.key = key;
    this.notes.replaceChildren(...notes.map(({ label, note }) => make('li', {}, make('strong', {}, `${label}. `), note)));
  }
}

// "4 rules", or "5 networks" where a rule takes part in several ways.
function whatTrains(race) {
  const n = race.racers.length;
  if (isStrip(race)) return `${n * race.seeds} networks`;
  const rules = new Set(race.racers.map(({ lane }) => lane.rule)).size;
  if (rules < n) return `${n} networks`;
  return n === 1 ? '1 rule' : `${n} rules`;
}

// Heads of the columns in a file: no comma, so that simple programs can read it, too.
function columnNames({ scenario: { menu } }) {
  const named = menu.map(({ id, name, unit }) => [id, `${name}${unit && ` (${unit})`}`.replaceAll(',', '')]);
  return { ...Object.fromEntries(named), digest: 'Digest of the weights' };
}

const total = (counts) => counts.reduce((sum, n) => sum + n, 0);

customElements.define('race-lab', RaceLab);
