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
