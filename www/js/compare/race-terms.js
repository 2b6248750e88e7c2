// Terms of a comparison: its scenario as the reader has chosen it, from the page's address and back.

import { LabState } from '../page/lab-state.js';
import { axisOf } from './race-axes.js';
import { isForeign } from '../code/linked-rule.js';
import { labFromAddress, labToAddress } from '../page/state.js';

// "Name (yours)", or from whom else.
const labelled = (lane, foreign) => (foreign && lane.config.code ? { ...lane, label: lane.label.replace(/yours\)$/, 'from a link)') } : lane);

export class RaceTerms extends LabState {
  guesses = []; // of the reader: {lane, line, value}, or {lane, line, points: {x: [], y: []}} for a curve
  sketch = null; // {lane, line, place(spec, …), take(x, y)} while the reader draws a curve
  relative = false; // whether differences to the first who takes part are drawn
  closeUp = false; // per cents are drawn from 80 % up, where the good rules part
  racers = []; // in the order of the scenario's lanes
  scenario; // as wasm gives it for the choice: lanes, menu, what all share
  lanes; // who can take part
  seeds; // repetitions: with seeds 1 to this
  line; // of the menu: what is drawn
  axis = axisOf(null); // what it is drawn over
  asked; // ids of those measures that take long and are taken
  settings; // otherwise than the scenario's, by name: 'hidden' of all lanes, 'backprop.lr' of one
  code; // of a rule of the reader's own

  /** Takes over what the address says of the scenario `id`; if it says nothing, it begins with so many seeds. */
  constructor(id, api, begins) {
    super();
    this.api = api;
    this.become(id, ...this.#chosen(id, begins));
    this.axis = axisOf(labFromAddress(`${this.name}.axis`));
  }

  /** The reader's choice, as wasm takes it. */
  get choice() {
    const lanes = this.racers.map(({ lane }) => lane.id);
    return { lanes, seeds: this.seeds, measure: this.line.id, settings: this.settings, code: this.code };
  }

  /** Sets something for all lanes (`hidden`) or for one (`backprop.lr`), which starts over; an empty text takes it back. Throws wasm's sentence. */
  set(id, text) {
    const { [id]: _, ...others } = this.settings;
    const settings = { ...(id === 'preset' ? {} : others), ...(text === '' ? {} : { [id]: text }) };
    const deep = id === 'hidden' || id === 'preset'; // other layers may have other lines in the menu
    this.become(this.scenario.id, { ...this.choice, settings, measure: deep ? this.scenario.measure : this.line.id });
    this.remember();
    this.startOver();
  }

  /** A lane as it is without what was set for it alone. */
  plain(id) {
    const its = (lane) => lane.id === id;
    const settings = Object.fromEntries(Object.entries(this.settings).filter(([name]) => !name.startsWith(`${id}.`)));
    if (Object.keys(settings).length === Object.keys(this.settings).length) return this.lanes.find(its);
    return this.api.raceScenario(this.scenario.id, { ...this.choice, settings }).lanes.find(its);
  }

  /** Fills in what is known only of lanes that take part. */
  meet(id) {
    const its = (lane) => lane.id === id;
    const { lacks } = this.api.raceScenario(this.scenario.id, { ...this.choice, lanes: [id] }).lanes.find(its);
    Object.assign(this.lanes.find(its), { lacks });
  }

  /** Takes a choice over, lanes aside; `scenario` is what wasm makes of it, which takes a while. */
  become(id, choice, scenario = this.api.raceScenario(id, choice)) {
    this.scenario = scenario;
    const foreign = isForeign(this.api, this.scenario.choice.code);
    this.lanes = this.scenario.lanes.map((lane) => labelled(lane, foreign));
    this.config = this.scenario.common;
    const { seeds, measure, settings, code } = this.scenario.choice;
    Object.assign(this, { seeds, settings, code });
    this.line = this.#lineOf(measure);
    this.askAnew();
  }

  /** Forgets what was asked for but what the scenario asks for from the start, and what is drawn. */
  askAnew() {
    this.asked = new Set(this.scenario.asks);
    this.#askFor(this.line);
  }

  /** Takes what the reader predicts, which the chart shows. */
  guess(guesses) {
    this.guesses = guesses;
    this.changed();
  }

  /** Lets the reader draw a curve in the chart, or no longer. */
  sketchIn(sketch) {
    this.sketch = sketch;
    if (sketch && this.line.id !== sketch.line && this.#lineOf(sketch.line)) this.draw(sketch.line);
    this.changed();
  }

  /** Draws differences to the first who takes part, or values. */
  lookRelative(relative) {
    this.relative = relative;
    this.changed();
  }

  /** Draws per cents from 80 % up, or from 0. */
  lookClosely(closely) {
    this.closeUp = closely;
    this.changed();
  }

  /** Draws another line of the menu, or over another axis. What takes long is measured from now on. */
  draw(id, axis = this.axis.id) {
    this.axis = axisOf(axis);
    this.line = this.#lineOf(id);
    this.#askFor(this.line);
    this.remember();
  }

  /** The comparison's name in the address and in memory. */
  get name() {
    return `race.${this.scenario.id}`;
  }

  /** The choice as a link carries it; empty if it is the scenario's own. */
  get link() {
    return this.api.raceToLink(this.scenario.id, this.choice);
  }

  /** Writes the choice into the address. */
  remember() {
    labToAddress(this.name, this.link);
    labToAddress(`${this.name}.axis`, this.axis.reading ? this.axis.id : '');
  }

  // The reader's choice from the address; the scenario's own, with it, if there is none or it cannot be used.
  #chosen(id, begins) {
    const text = labFromAddress(`race.${id}`);
    if (text === null) {
      const scenario = this.api.raceScenario(id);
      const choice = { ...scenario.choice, seeds: begins || scenario.choice.seeds };
      return [choice, { ...scenario, choice }];
    }
    try {
      return [this.api.raceFromLink(id, text)];
    } catch (error) {
      const scenario = this.api.raceScenario(id);
      const { title, choice } = scenario;
      this.tell(`This link’s choice for “${title}” cannot be used. ${error.message} It starts as it would without a link.`);
      return [choice, scenario];
    }
  }

  // A line's id is its measure's, and the layer or strength behind a point.
  #askFor({ id, costly }) {
    if (costly) this.asked.add(id.split('.')[0]);
  }

  #lineOf(id) {
    return this.scenario.menu.find((line) => line.id === id);
  }
}
