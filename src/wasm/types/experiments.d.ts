/** Settings and report of each experiment. */
export interface Experiments {
  variance: { settings: VarianceSettings; report: VarianceReport };
  snr: { settings: SnrSettings; report: SnrReport };
  representations: { settings: RepresentationSettings; report: RepresentationReport };
  identify: { settings: IdentifySettings; report: IdentifyReport };
  electrode: { settings: ElectrodeSettings; report: ElectrodeReport };
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
  /** About how many neighbours of each picture t-SNE keeps together; at most a third of the pictures that are drawn. */
  perplexity: number;
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
  /** Where the drawn pictures lie by t-SNE; empty until they do. */
  tsne: [number, number][];
}

/** How alike layers are to dissimilarities from elsewhere. */
export interface Comparison {
  /** How many subjects they are of. */
  subjects: number;
  /** The mean over subjects. */
  rdm: (number | null)[][];
  /** Rank correlation of each layer with them, the mean over subjects. */
  rsa: (number | null)[];
  /** How well any model could do, lower and upper; null with a single subject. */
  ceiling: [number, number] | null;
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
  /** How many units each of the hidden layers has in half of the networks; in the others, twice as many. */
  hidden: number;
  /** The nonlinearity of the hidden layers. The paper's networks have ReLU. */
  activation: "tanh" | "relu";
  /** Validation pictures that are shown while activity is recorded. */
  stimuli: number;
  /** What the classifier is shown, each alone. */
  sources: IdentifySourceId[];
  /** Each answers all questions; charts of parts and of times show the first. A forest takes several times as long. */
  classifiers: ("svm" | "forest" | "conv")[];
  /** Kinds of networks that the classifier is asked about and has not learned from. For a depth, half of all networks have a hidden layer more; for a task, half learn the digits 0 to 4 and half 5 to 9. */
  hold_outs: ("width" | "rate" | "depth" | "animal" | "curriculum")[];
  /** Whether splits by layer are tried, too, in which a network can be on both sides: it shows what that adds. */
  leak: boolean;
  /** How often the suspects' names are shuffled to see what chance gives; 0 for no such test, 199 for p down to 0.005. */
  permutations: number;
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
  /** How well each classifier tells the rule from each source, those of the first classifier first. */
  rows: IdentifySource[];
  /** Ways to hold networks out, as in each row's `held_out`. */
  hold_outs: string[];
  /** How well the first classifier does if less is measured, and worse, by observable. */
  maps: IdentifyMap[];
  /** The same by when the networks were looked at. */
  times: IdentifyTimes[];
  /** Every network as a point, by source. */
  planes: IdentifyPlane[];
  /** Of each point the index of its suspect. */
  drawn: number[];
  /** How many networks the first guesses come from. */
  first: number;
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

/** An observable, or something else that the rule is told from. */
export type IdentifySourceId =
  | "weights" | "activities" | "changes" | "accuracy" | "paper_changes" | "paper" | "size" | "shape" | "loss" | "cosine" | "moved" | "snr" | "metrics" | "learning_times";

/** What can be told from one source. */
export interface IdentifySource {
  /** What it is told from. */
  id: IdentifySourceId;
  /** What it is called. */
  name: string;
  /** What it is. */
  doc: string;
  /** The classifier. */
  classifier: "svm" | "forest" | "conv";
  /** A first guess, from a sixth of the networks. */
  guess: number | null;
  /** Mean over splits. */
  right: number | null;
  /** Its standard error. */
  error: number | null;
  /** The same about networks of a kind that was not learned from, by way to hold them out. */
  held_out: (number | null)[];
  /** The same if the layers of a network can be on both sides of a split; null unless asked for. */
  leak: number | null;
  /** Mean and standard deviation with shuffled names; null unless asked for. */
  shuffled: [number, number] | null;
  /** Probability of an accuracy like this if names mean nothing, by the permutations. */
  p: number | null;
  /** Statistics that are left out because some layer has none. */
  dropped: string[];
  /** Percent of the layers of each suspect (row) that were put down to each (column). */
  confusion: number[][];
  /** The hyperparameter of the classifier in each split, chosen from what that split learns from. */
  chosen: number[];
  /** How much each statistic or metric matters to the classifier at all snapshots together, the most important first: an SVM's |weights|,
   * a forest's mean decrease in impurity, or a convolution's |gradient × input|, in percent of the whole. */
  importance: { name: string; share: number }[];
  /** How much each snapshot matters, in percent. */
  moments: number[];
}

/** Every network as a point, as one source has it. */
export interface IdentifyPlane {
  /** The source. */
  id: IdentifySourceId;
  /** What it is called. */
  name: string;
  /** Where the networks lie on the first two principal components; empty until they do. */
  components: [number, number][];
  /** Which share of the variance lies along each. */
  shares: [number, number];
  /** Where they lie by t-SNE. */
  tsne: [number, number][];
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

/** Settings of the lab of the electrode. */
export interface ElectrodeSettings {
  /** What becomes of the weights from the hidden units to the outputs while the network is trained. */
  readout: "held" | "learns";
  /** How often each picture is shown to each rule: what is noise averages out. */
  trials: 10 | 100 | 1000;
  /** Which rules are listened to. */
  rules: BuiltInRule[];
  /** How many each rule trains, with other seeds. */
  networks: number;
  /** How long each network is trained, with 6,000 pictures at most. */
  epochs: number;
  /** η of the hidden layer, and of the read-out if it learns. */
  rate: number;
  /** Each of the ten digits has two groups of so many hidden units: one counts for it, one against it. */
  group: number;
  /** It draws the first weights, the feedback and the noise of all networks. */
  seed: number;
}

/** Mean over networks and standard deviation, which a single network does not have; null without a network. */
export type Spread = [number, number | null] | null;

/** What has been measured so far. A list named for marks has an entry for each number of trials in `marks`. */
export interface ElectrodeReport {
  /** What was asked for. */
  settings: ElectrodeSettings;
  /** Numbers of trials after which the correlation is noted. */
  marks: number[];
  /** Whether each hidden unit counts for its output (P+) or against it (P−). */
  plus: boolean[];
  /** A row for each rule. */
  rules: ElectrodeRow[];
  /** Share of the work that is done, from 0 to 1. */
  fraction: number;
  /** How long the rest will take, in seconds. */
  seconds_left: number | null;
  /** Whether there is nothing left to do. */
  finished: boolean;
}

/** One rule's networks. */
export interface ElectrodeRow {
  /** The rule's id. */
  rule: BuiltInRule;
  /** The rule's name. */
  name: string;
  /** Before training, and after it. */
  moments: [ElectrodeMoment, ElectrodeMoment];
}

/** One rule's networks at one moment. */
export interface ElectrodeMoment {
  /** Digits read, in percent. */
  accuracy: Spread;
  /** Correlation of the units' teaching signals with their causal roles, at each mark. */
  correlation: Spread[];
  /** The same without the noise that differs from trial to trial, at each mark; null while it cannot be told. */
  corrected: Spread[];
  /** The correlation, either sign, that nineteen of twenty shuffles of a network's units stay below, at the last mark. */
  chance: Spread;
  /** Mean teaching signal of units in P+ on pictures of their own digit, in standard deviations of the signal, at the last mark. */
  plus: Spread;
  /** The same of units in P−. */
  minus: Spread;
  /** The same of all other units. */
  others: Spread;
  /** P+ minus P−. */
  difference: Spread;
  /** Causal role and teaching signal of each unit of the first network on pictures of its own digit, in standard deviations. */
  points: [number | null, number | null][];
}
