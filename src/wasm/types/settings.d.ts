/**
 * What functions throw: the message is a sentence that can be shown as it is. Only a `WebAssembly.RuntimeError` is a
 * bug; after one, load the module afresh (in a worker: end it and start another).
 */
export interface Mistake extends Error {
  /** The setting or the file that the message is about, where there is one. */
  readonly field?: string;
}

/** A learning rule: a built-in one, or `"own"`, which is written as `code`. */
export type RuleId = BuiltInRule | "own";

/** A run's configuration, complete. */
export interface Config {
  /** Start of the other settings: a notebook of Neuromatch’s NeuroAI course, or a plain set-up. */
  preset: PresetId;
  /** How the weights change after each batch. */
  rule: RuleId;
  /** Scaling of updates: each course's own, or the same gradient for every rule (matched). */
  convention: ConventionId;
  /** Parameters of the rule by their id; its card lists them. What is missing has the card's default. */
  params: Record<string, number>;
  /** Units in each hidden layer, such as 100 or 100,50, from the input upwards. */
  hidden: number[];
  /** The nonlinearity of hidden units. */
  activation: ActivationId;
  /** How the last layer answers and what a wrong answer costs. */
  output: OutputId;
  /** Whether layers have biases. */
  bias: boolean;
  /** η: one for all layers, or one a layer from the input upwards. */
  lr: number[];
  /** Images an update. */
  batch: number;
  /** How often every training image is seen. */
  epochs: number;
  /** The same seed gives the same numbers, digit for digit. A whole number from 0 to 4294967295. */
  seed: number;
  /** Which digits to tell apart, such as 0,1; empty means all ten. */
  classes: number[];
  /** Digits that nothing is learned from at first, such as 8,9. Empty means none. */
  late: number[];
  /** The first epoch in which the late digits are shown. */
  late_from: number;
  /** Whether late digits, once there, are the only ones. */
  late_alone: boolean;
  /** The most that are learned from, before digits are left out; 0 means all. */
  images: number;
  /** The distribution of the first weights. */
  init: InitId;
  /** How strongly weights are pulled to zero, per unit of η. */
  weight_decay: number;
  /** How an update becomes a step. */
  optimizer: OptimizerId;
  /** Whether the rate stays or falls each epoch, to 0 after the last. */
  schedule: ScheduleId;
  /** A rule of your own, as code; it is read if the rule is "own". */
  code?: string;
}

/** A configuration as it is asked for: what is missing comes from the preset. A list of one may be a number. */
export type ConfigInput = {
  readonly [Name in keyof Config]?: Config[Name] extends number[] ? number | readonly number[] : Config[Name];
};

/** What can be scored without a look at the pictures, and how. */
export interface Chance {
  /** In percent. */
  chance: number;
  /** The digit that scores it if it is always the answer; null where digits are about equally frequent, so that any guess scores it. */
  commonest: number | null;
}

/** Everything there is to say about a rule. */
export interface Card {
  /** The name in configurations and links. */
  id: RuleId;
  /** The name that people read. */
  name: string;
  /** The update, as TeX. */
  equation: string;
  /** The update, as plain text. */
  plain: string;
  /** Author and year, title, DOI. */
  paper: string;
  /** What can be set. */
  params: Param[];
}

/** A number that a rule can be given. */
export interface Param {
  /** The name in configurations and links. */
  id: string;
  /** The name that people read. */
  name: string;
  /** The smallest allowed value. */
  min: number;
  /** The largest allowed value. */
  max: number;
  /** The value if nothing is said. */
  default: number;
  /** Whether only whole numbers stand. */
  whole: boolean;
  /** Names for 0, 1, 2 … where it is a choice, for files and for people; empty for a number. */
  choices: { id: string; name: string }[];
  /** One sentence. */
  doc: string;
}

/** One setting, as a form wants it. `Name` is what the settings are called. */
export interface Field<Name extends string = string> {
  /** The name in configurations and links. */
  id: Name;
  /** The name that people read. */
  label: string;
  /** The unit, if it has one. */
  unit: string | null;
  /** One sentence. */
  doc: string;
  /** How it is entered; "ints" and "reals" are lists with commas, "several" are some of the choices. */
  kind: "int" | "ints" | "real" | "reals" | "choice" | "several" | "flag" | "code";
  /** The smallest allowed number, of each if there are several. */
  min: number;
  /** The largest allowed number. */
  max: number;
  /** What it can be, if it is a choice. */
  choices: Choice[] | null;
  /** Whether the notebook shows it at once, not under "More settings". */
  basic: boolean;
}

/** One of several. */
export interface Choice {
  /** The name in configurations and links. */
  id: string;
  /** The name that people read. */
  name: string;
}

/** A course's set-up. */
export interface Preset {
  /** The name in configurations and links. */
  id: PresetId;
  /** The name that people read. */
  name: string;
  /** One or two sentences. */
  doc: string;
  /** The configuration that it starts from. */
  config: Config;
  /** How many images it is made for; a run takes what the data set has of them. */
  wants: { train: number; valid: number; test: number };
}
