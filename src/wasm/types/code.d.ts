/** What code finds when it begins, and what it can call. */
export interface ScriptHelp {
  /** Names that are set, or are to be set. */
  names: { name: string; doc: string }[];
  /** Functions: how each is called, and what it does. */
  functions: { usage: string; doc: string }[];
}

/** A built-in rule as code. */
export interface ScriptExample {
  /** A name for it; most are the id of the rule that they are. */
  rule: string;
  /** The code. */
  code: string;
  /** Whether it is the one to begin with. */
  begins: boolean;
}

/** What code says about itself. */
export interface Script {
  /** Its first line's comment. */
  name: string;
  /** Its parameters. */
  params: { id: string; default: number; min: number; max: number }[];
}

/** What came of running code once on a small network. */
export interface Rehearsal {
  /** What it printed, line by line. */
  printed: string[];
  /** Where it stopped, counted from 1; null if it did not. */
  line: number | null;
  /** Why, in a sentence. */
  message: string | null;
  /** The cosine of each layer's update to backprop's; null where there is no direction. */
  cosines: (number | null)[];
}

/** One update of a small network: rows of matrices are units, or pictures where it says so. */
export interface Glass {
  /** The rule's name. */
  name: string;
  /** Units of each layer, the picture's pixels first. */
  sizes: number[];
  /** What each picture shows. */
  pictures: string[];
  /** Pixels, a row for each picture. */
  x: number[][];
  /** Targets, a row for each picture. */
  t: number[][];
  /** Weight layers. */
  layers: GlassLayer[];
  /** Loss of each picture. */
  losses: number[];
  /** Mean loss. */
  loss: number;
  /** Mean loss with the rule's noise; null if it adds none to weights or units. */
  noisy_loss: number | null;
  /** η of the step. */
  rate: number;
  /** Mean loss after the step. */
  loss_after: number;
  /** Weights of the rule's own; `delta` is null if they do not learn. */
  own: { id: string; layer: number; rows: number[][]; delta: number[][] | null }[];
  /** What comes back, in sentences. */
  meaning: string;
  /** The way back. */
  way: "none" | "weights" | "signs" | "layered" | "direct";
  /** Whether the connections of that way learn, too. */
  way_learns: boolean;
  /** What a synapse below the top layer needs besides both activities. */
  signals: string[];
  /** All that it needs, and who in a brain would know it. */
  known: { what: string; place: "synapse" | "cell" | "everywhere" | "elsewhere"; place_name: string; who: string }[];
}

/** Many updates of two synapses of that network, each with noise of its own. */
export interface TrialCloud {
  /** The rule's name. */
  name: string;
  /** Layer of the synapses, counted from 0. */
  layer: number;
  /** For each, the unit that it leads to and the unit below that it comes from. */
  synapses: number[][];
  /** Their updates, a row for each synapse and a number for each trial. */
  updates: number[][];
  /** Means of both. */
  mean: number[];
  /** Standard deviations of both; null of a single trial. */
  sd: (number | null)[];
  /** Backprop's update of both: downhill. */
  downhill: number[];
}

/** One weight layer of it. */
export interface GlassLayer {
  /** W. */
  w: number[][];
  /** Sums z, a row for each picture. */
  z: number[][];
  /** Activities, a row for each picture. */
  h: number[][];
  /** Noise of the weights; null if there is none. */
  weight_noise: number[][] | null;
  /** Noise of the units, a row for each picture; null if there is none. */
  unit_noise: number[][] | null;
  /** Teaching signals, a row for each picture; null if no unit of the layer gets one. */
  teaching: number[][] | null;
  /** What the change was made of. */
  reason: "delta" | "noise" | "activities" | "other";
  /** The same for people. */
  reason_name: string;
  /** Contributions of each picture; null if the change is not their mean. */
  terms: number[][][] | null;
  /** λ: W is also pulled towards zero by this much of itself. */
  decay: number;
  /** ΔW, decay included. */
  delta: number[][];
  /** W after the step. */
  after: number[][];
}

/** An exercise: a rule as code, with blanks. */
export interface Exercise {
  /** The name in chapters. */
  id: ExerciseId;
  /** The name that people read. */
  title: string;
  /** What is to be done, in a sentence or two. */
  task: string;
  /** The rule that it leads to. */
  rule: BuiltInRule;
  /** The code; `___` stands where one's own belongs. */
  code: string;
  /** Help in steps, each telling more than the one before. */
  hints: string[];
  /** Settings in which it is trained beside the reference, besides those that all exercises have. */
  settings: Record<string, string>;
  /** The output and loss that it is about. */
  output: OutputId;
}

/** What is to be told about an attempt at an exercise. */
export interface Verdict {
  /** Whether it is right. */
  passed: boolean;
  /** What to know, in a sentence or two, or a line for each group of parts. */
  summary: string;
  /** The line that the code stopped at, counted from 1; null if it did not. */
  line: number | null;
  /** One part of the update after another. */
  findings: Finding[];
}

/** How one part of an update compares to the solution's. */
export interface Finding {
  /** Such as `dW[0]`. */
  part: string;
  /** What kind of mistake it is, if any. */
  kind: "right" | "reversed" | "scaled" | "missing" | "extra" | "uneven" | "unsteady" | "follows" | "other";
  /** The cosine to the solution's over all batches and draws of noise; null if one of the two is zero. */
  cosine: number | null;
  /** How many times as large it is. */
  ratio: number | null;
  /** The same in words. */
  text: string;
}

/** A run as it is written to a file. */
export interface RunRecord {
  /** What it is called. */
  readonly name: string;
  /** What it was asked to do. */
  readonly config: ConfigInput;
  /** What was measured after epoch 0, 1, 2 …, by name; null where there is no value. */
  readonly epochs: readonly Readonly<Record<string, number | null>>[];
  /** Why it stopped before its end. */
  readonly message?: string | null;
}

/** Runs with all that is needed to repeat them. */
export interface Results {
  /** Number of the object's form: another one once something in it is called or meant otherwise. */
  format: number;
  /** Program and version. */
  made_by: string;
  /** Each run. */
  runs: {
    /** What it is called. */
    name: string;
    /** What stands behind the "?" of a link to it. */
    link: string;
    /** What repeats it on the command line. */
    command: string;
    /** Every setting, as text. */
    settings: Record<keyof Omit<Config, "params">, string>;
    /** Parameters of the rule. */
    params: Record<string, number>;
    /** What was measured after epoch 0, 1, 2 …, by name. */
    epochs: Record<string, number | null>[];
    /** Why it stopped before its end. */
    message: string | null;
  }[];
}

/** A quantity over the steps in which a rule settles, or over hidden layers. */
export interface SettlingTrace {
  /** Its name in files. */
  id: string;
  /** Its name for people. */
  name: string;
  /** What it goes over. */
  over: 'step' | 'layer';
  /** The step or layer that the first value belongs to: a second phase begins where the first ended. */
  begin: number;
  /** The mean over the pictures, before the first step and after each, or of each layer; null where it is no number. */
  values: (number | null)[];
}

/** A quantity that a rule shows, after each epoch. */
export interface SettlingCourse {
  /** Its trace's name in files, and the layer if it has one, such as `right.1`. */
  id: string;
  /** The same for people. */
  name: string;
  /** Values after epoch 0, 1, 2 …; null where it is no number. */
  values: (number | null)[];
}

/** Pictures of one kind that a rule gives. */
export interface RulePictures {
  /** Their name in files. */
  id: string;
  /** Their name for people. */
  name: string;
  /** Pixels in a column. */
  rows: number;
  /** Pixels in a row. */
  cols: number;
  /** How many pictures there are. */
  n: number;
  /** n × rows × cols values. */
  values: Float32Array;
  /** The largest magnitude among them. */
  limit: number;
}

/** What a rule shows of itself; all lists are empty for most. */
export interface Inner {
  /** What settles, and what layers tell. */
  traces: SettlingTrace[];
  /** What becomes of that from epoch to epoch: of the settled state, or of each layer. */
  course: SettlingCourse[];
  /** All values of the traces after epoch 0, 1, 2 …, by names such as `energy.20`, as files have them. */
  told: Record<string, number>[];
  /** What it sees or imagines. */
  pictures: RulePictures[];
}
