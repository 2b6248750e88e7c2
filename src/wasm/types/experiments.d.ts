/** Settings and report of each experiment. */
export interface Experiments {
  variance: { settings: VarianceSettings; report: VarianceReport };
  snr: { settings: SnrSettings; report: SnrReport };
  representations: { settings: RepresentationSettings; report: RepresentationReport };
  identify: { settings: IdentifySettings; report: IdentifyReport };
}

/** Settings of one of the experiments. */
export type ExperimentSettings = Experiments[ExperimentId]["settings"];

/** What one of the experiments has found out. */
export type ExperimentReport = Experiments[ExperimentId]["report"];

/** How far a job of an experiment is. */
export interface JobProgress {
  /** Share of the job that is done, from 0 to 1. */
  fraction: number;
  /** What came out, as a text to be kept and handed over; null while the job is under way. */
  record: string | null;
  /** What has come out so far, likewise; null if nothing has, or the job is done. */
  so_far: string | null;
}

/** Settings of the variance experiment. */
export interface VarianceSettings {
  /** Which layer has n units. */
  grow: Grow;
  /** Widths are doubled from 4 up to this. */
  widest: number;
  /** Proposals asked for at each width: the more, the nearer a dot comes to its line. */
  draws: number;
  /** How large the noise is. The closed forms hold where the loss is straight over the noise. */
  sigma: number;
  /** Images a proposal: weight perturbation draws once for all, node perturbation for each. */
  batch: number;
  /** The same seed gives the same dots, digit for digit. */
  seed: number;
}

/** What is predicted, and what has been measured so far. A list has an entry for each width. */
export interface VarianceReport {
  /** What was asked for. */
  settings: VarianceSettings;
  /** n. */
  widths: number[];
  /** How many weights the network has. */
  weights: number[];
  /** How many units are perturbed. */
  units: number[];
  /** The mean of (∂L/∂W)² over the weights. */
  signal: number[];
  /** A row for each rule. */
  rules: VarianceRow[];
  /** Share of the work that is done, from 0 to 1. */
  fraction: number;
  /** Whether there is nothing left to do. */
  finished: boolean;
}

/** One rule's variances per unit η², each the mean over all weights. */
export interface VarianceRow {
  /** The rule's id. */
  rule: BuiltInRule;
  /** The rule's name. */
  name: string;
  /** By the closed form, from the true gradient. */
  predicted: number[];
  /** Over the draws; null before they are done. */
  measured: (number | null)[];
  /** Standard error of what was measured. */
  error: (number | null)[];
  /** How many updates have to be averaged until the noise left in their mean is as large as the gradient. */
  updates: (number | null)[];
  /** The exponent with which what was measured grows with n. */
  slope: number | null;
  /** The exponent of the closed form over the same widths. */
  predicted_slope: number | null;
}

/** Settings of the SNR lab. */
export interface SnrSettings {
  /** On how many single pictures each rule is asked for an update. */
  images: 100 | 300 | 1000;
  /** Which rules are asked. */
  rules: BuiltInRule[];
  /** Whose network, images, conventions and ε are used. */
  preset: PresetId;
  /** It draws the first weights, the feedback and the noise. */
  seed: number;
}

/** What has been measured so far. A list named for marks has an entry for each number of images in `marks`. */
export interface SnrReport {
  /** What was asked for. */
  settings: SnrSettings;
  /** Numbers of images after which the ratio is noted. */
  marks: number[];
  /** The index of the last mark that every rule has reached. */
  mark: number | null;
  /** √(2/πn) at each mark. */
  floor: number[];
  /** How many decimals a ratio is worth at each mark. */
  decimals: number[];
  /** A row for each layer, from the input upwards. */
  layers: SnrLayer[];
  /** ε in |mean| / (std + ε). */
  epsilon: number;
  /** Share of the work that is done, from 0 to 1. */
  fraction: number;
  /** Whether there is nothing left to do. */
  finished: boolean;
}

/** One layer. */
export interface SnrLayer {
  /** Share of its weights and biases whose input was 0 in every image, at each mark. */
  silent: (number | null)[];
  /** What pure noise in the others scores, at each mark. */
  heard_floor: (number | null)[];
  /** Each rule's ratio at each mark. */
  rules: { rule: BuiltInRule; name: string; snr: (number | null)[] }[];
}

/** Settings of the lab of representations. */
export interface RepresentationSettings {
  /** How long each network is trained. */
  epochs: number;
  /** A network is trained by each, all from the same weights; the untrained network stands beside them. */
  rules: BuiltInRule[];
  /** How many units the layer has that is looked at. */
  hidden: number;
  /** Validation pictures whose hidden activity is compared; no network learns from them. */
  images: number;
  /** It draws the first weights, the order of pictures, the feedback and the noise. */
  seed: number;
}

/** What has been trained and looked at so far. */
export interface RepresentationReport {
  /** What was asked for. */
  settings: RepresentationSettings;
  /** What will have been looked at in the end. */
  names: string[];
  /** What has been looked at, in this order. */
  networks: RepresentedNetwork[];
  /** Spearman's correlation between the dissimilarities of any two of them. */
  rsa: (number | null)[][];
  /** Linear CKA of any two of them. */
  cka: (number | null)[][];
  /** The digits of the classes, in the order of the dissimilarities. */
  classes: number[];
  /** Through how many pictures networks are looked at. */
  images: number;
  /** The class of each picture that is drawn as a point, as an index into `classes`. */
  drawn: number[];
  /** Share of the work that is done, from 0 to 1. */
  fraction: number;
  /** How long the rest will take, in seconds. */
  seconds_left: number | null;
  /** Whether there is nothing left to do. */
  finished: boolean;
}

/** One layer. Lists of classes are in the order of the report's. */
export interface RepresentedNetwork {
  /** What it is called. */
  name: string;
  /** The rule that trained it; null if nothing did. */
  rule: BuiltInRule | null;
  /** Its validation accuracy, in percent; null for pixels. */
  accuracy: number | null;
  /** 1 − correlation of the mean activities of any two classes. */
  rdm: (number | null)[][];
  /** Of each class the index of the one it takes to be most alike. */
  nearest: (number | null)[];
  /** The participation ratio. */
  dimensions: number | null;
  /** How many units it has. */
  units: number;
  /** Where the drawn pictures lie on the first two principal components. */
  points: [number, number][];
  /** Which share of the variance lies along each. */
  shares: [number, number];
}

/** What can be chosen of the lab "Which rule was it?". */
export interface IdentifySettings {
  /** The rules that the networks are trained by; all but the first two with plain steps. "momentum" and "adam" are backpropagation with such steps. */
  rules: (BuiltInRule | "momentum" | "adam")[];
  /** How many each suspect trains, of two widths, with other seeds, batches and learning rates. */
  networks: number;
  /** How long each network is trained. */
  epochs: number;
  /** How often each network is looked at, the first time before it has learned anything. */
  snapshots: number;
  /** How many units each of the three hidden layers has in half of the networks; in the others, twice as many. */
  hidden: number;
  /** Validation pictures that are shown while activity is recorded. */
  stimuli: number;
  /** It draws the first weights, the orders of pictures, feedback and noise of all networks. */
  seed: number;
}

/** What is known so far. Shares are in percent, balanced over suspects: guessing scores `chance`. */
export interface IdentifyReport {
  /** What was asked for. */
  settings: IdentifySettings;
  /** What the suspects are called. */
  names: string[];
  /** How many networks there will be. */
  networks: number;
  /** How many have been trained. */
  trained: number;
  /** Mean and standard deviation of each suspect's final validation accuracies. */
  accuracy: ([number, number] | null)[];
  /** What guessing scores. */
  chance: number;
  /** How well the rule is told from each observable, and from accuracy alone. */
  rows: IdentifySource[];
  /** The same if less is measured, and worse, by observable. */
  maps: IdentifyMap[];
  /** The same by when the networks were looked at. */
  times: IdentifyTimes[];
  /** Shares of units or synapses that are measured, as in `maps`. */
  fractions: number[];
  /** Standard deviations of the noise, in those of what is measured, as in `maps`. */
  sigmas: number[];
  /** Share of the work that is done, from 0 to 1. */
  fraction: number;
  /** How long the rest will take, in seconds. */
  seconds_left: number | null;
  /** Whether there is nothing left to do. */
  finished: boolean;
}

/** What can be told from one source. */
export interface IdentifySource {
  /** An observable, or accuracy alone. */
  id: "weights" | "activities" | "changes" | "accuracy";
  /** What it is called. */
  name: string;
  /** What it is. */
  doc: string;
  /** Mean over splits. */
  right: number | null;
  /** Its standard error. */
  error: number | null;
  /** The same where the classifier has seen networks of one width and is asked about the other. */
  other_width: number | null;
  /** Percent of the layers of each suspect (row) that were put down to each (column). */
  confusion: number[][];
  /** The C of the classifier in each split, chosen from what that split learns from; empty before there is an answer. */
  c: number[];
}

/** How well the rule is told from part of an observable, with noise. */
export interface IdentifyMap {
  /** The observable. */
  id: "weights" | "activities" | "changes";
  /** What it is called. */
  name: string;
  /** By share that is measured (row) and noise (column). */
  right: (number | null)[][];
}

/** How well the rule is told from some of the snapshots. */
export interface IdentifyTimes {
  /** Which they are, in words. */
  name: string;
  /** Which they are, from 0. */
  snapshots: number[];
  /** By observable. */
  right: (number | null)[];
}
