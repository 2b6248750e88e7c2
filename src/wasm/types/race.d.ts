/** A comparison: who can take part, what can be drawn, and what is chosen at first. */
export interface Scenario {
  /** The name in pages and links. */
  id: ScenarioId;
  /** The name that people read. */
  title: string;
  /** One sentence: what the measurements are to show. */
  doc: string;
  /** Training pictures that it wants, if more than the first shard has; else 0. */
  pictures: number;
  /** Repetitions at first: with seeds 1 to this. */
  seeds: number;
  /** The largest number of repetitions. */
  most_seeds: number;
  /** Which line of the menu is drawn first. */
  measure: string;
  /** Those measures that take long and are taken from the start, not only once they are drawn: `cosine`. */
  asks: string[];
  /** Drawn as a strip of dots: how far from guessing (0) to perfect (1) a run must come to count as a success. */
  success: number | null;
  /** Who can take part. */
  lanes: Lane[];
  /** What can be drawn. */
  menu: Measure[];
  /** What is chosen. */
  choice: RaceChoice;
  /** What all lanes share, with the scenario's first rule. */
  common: Config;
  /** The same before anybody has chosen otherwise. */
  usual: Config;
}

/** Who takes part in a comparison. */
export interface Lane {
  /** The name in links. */
  id: string;
  /** The name that people read. */
  label: string;
  /** The name where there is little room. */
  short: string;
  /** One sentence: what it shows. */
  note: string;
  /** What it has otherwise than the others: name and value. */
  differs: [string, string][];
  /** Its rule. */
  rule: RuleId;
  /** How many lanes before this one have the same rule: `laneStyle` tells them apart. */
  variant: number;
  /** What guessing scores, in percent. */
  chance: number;
  /** Lines of the menu that can have no value here: id and why. Empty for a lane that does not take part in the choice. */
  lacks: [string, string][];
  /** Its configuration with seed 1. */
  config: Config;
}

/** Something to measure after each epoch, of the whole network or of one of its layers. */
export interface Measure {
  /** The measure's name in links, and the layer's number counted from 1: `cosine`, `cosine.1`. */
  id: string;
  /** The same for people. */
  name: string;
  /** The unit; empty if there is none. */
  unit: string;
  /** One sentence or two. */
  doc: string;
  /** Ends of its axis; null is the data's. */
  range: [number | null, number | null];
  /** A value that means something, and what. */
  level: [number, string] | null;
  /** Which way is better; null if neither is. */
  better: "more" | "less" | null;
  /** Decimals that it is worth. */
  decimals: number;
  /** How strongly pictures are disturbed, on the pixels' scale from 0 to 1; null if they are not. */
  strength: number | null;
  /** Whether it takes long: the rule and backprop are asked about 1,000 images. */
  costly: boolean;
}

/** What a reader has chosen in a comparison. */
export interface RaceChoice {
  /** Ids of the lanes that take part. */
  lanes: string[];
  /** Repetitions: with seeds 1 to this. */
  seeds: number;
  /** The id of the measure that is drawn. */
  measure: string;
  /** Settings otherwise than the scenario's: `hidden` of all lanes, `kolen_pollack.p.decay` of one. */
  settings?: Record<string, string>;
  /** The code of the lane `own`, which is there only with it. */
  code?: string;
}

/** What was measured, or why there is no value. */
export interface Measured {
  /** The value. */
  value: number | null;
  /** Why there is none. */
  reason: string | null;
}

/** One lane's curve: the mean over its seeds. Three lists of the same length. */
export interface Curve {
  /** How many seeds are in it. */
  seeds: number;
  /** 0, 1, 2 … */
  epochs: number[];
  /** Mean; null where a seed has no value. */
  mean: (number | null)[];
  /** Sample standard deviation; null with a single seed. */
  sd: (number | null)[];
}

/** Disturbed pictures, one of each digit, and what a network reads in them. */
export interface Seen {
  /** Pixels in a column. */
  rows: number;
  /** Pixels in a row. */
  cols: number;
  /** n × rows × cols bytes. */
  pixels: Uint8Array;
  /** Digit of each. */
  labels: number[];
  /** Answer of the network to each. */
  read: number[];
}

/** How the runs of one lane ended. */
export interface Ends {
  /** How many runs have ended. */
  runs: number;
  /** How many ended above `needed`. */
  successes: number;
  /** What a run must exceed to count as a success, in percent. */
  needed: number;
  /** How many ended at most at `collapsed`. */
  collapses: number;
  /** A run that ends no higher counts as a collapse, in percent. */
  collapsed: number;
}
