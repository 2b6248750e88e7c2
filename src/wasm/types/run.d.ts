/** What a data set holds. */
export interface Summary {
  /** Where the images are from, for people. */
  source: string;
  /** Pixels in a column; 0 before anything arrived. */
  rows: number;
  /** Pixels in a row. */
  cols: number;
  /** Training images of each label, 0 to 9. */
  train: number[];
  /** Validation images of each label. */
  valid: number[];
  /** Test images of each label. */
  test: number[];
}

/** Where a run stands. */
export interface Progress {
  /** Epochs finished. */
  epoch: number;
  /** Epochs asked for. */
  epochs: number;
  /** Updates applied. */
  update: number;
  /** Updates asked for. */
  updates: number;
  /** Share of all the work that is done, measurements included, from 0 to 1. */
  fraction: number;
  /** Estimated seconds to the end; null before there is anything to go by. */
  seconds_left: number | null;
  /** Whether there is nothing left to do. */
  finished: boolean;
  /** Why the run stopped before its end, in a sentence. */
  message: string | null;
  /** Whether an epoch was finished by this call. */
  new_epoch: boolean;
}

/** What is known at the end of an epoch. Accuracies are percentages from 0 to 100. */
export interface Epoch {
  /** 0, 1, 2 …; epoch 0 is before training. */
  epoch: number;
  /** Mean loss over the epoch's batches, each before its update; at epoch 0 over the training images. */
  train_loss: number | null;
  /** Accuracy, likewise. */
  train_accuracy: number | null;
  /** Mean loss over the validation images after the epoch. */
  valid_loss: number | null;
  /** Accuracy, likewise. */
  valid_accuracy: number | null;
  /** Accuracy over the test images after the epoch. */
  test_accuracy: number | null;
  /** A digest of the weights after the epoch, a whole number below 2⁴⁸: where it is the same, so is every bit of them. */
  digest: number;
  /** How many seconds the epoch's updates took, without the measurements. */
  seconds: number;
}

/** The training loss along the way: three lists of the same length. */
export interface Trace {
  /** Updates applied when the point was taken. */
  update: number[];
  /** The same in epochs. */
  epoch: number[];
  /** Mean loss since the point before, each batch before its update. */
  loss: number[];
}

/** Everything that a run has measured so far. */
export interface Report {
  /** What was asked for, complete. */
  config: Config;
  /** What is otherwise than the preset wants, in a sentence. */
  note: string | null;
  /** Finished epochs, epoch 0 first. */
  epochs: Epoch[];
  /** The training loss along the way. */
  trace: Trace;
  /** Mean loss of each epoch's last 50 updates, taken before each. */
  last50_loss: number[];
  /** The digits that are told apart, in the order of the lists below. */
  classes: number[];
  /** Validation accuracy by true class, in percent. */
  per_class: (number | null)[];
  /** Validation images by true class (row) and predicted class (column). */
  confusion: number[][];
  /** What can be scored without a look at the validation images, in percent. */
  chance: number;
  /** The digit that scores it if it is always the answer; null where digits are about equally frequent, so that any guess scores it. */
  commonest: number | null;
}

/** What a network says to one picture. */
export interface DigitReading {
  /** The digits that it tells apart. */
  classes: number[];
  /** The output of each; with softmax they are probabilities. */
  outputs: number[];
  /** The digit with the largest output. */
  digit: number;
  /** Activity of each hidden layer's units. */
  hidden: number[][];
}

/**
 * Named weights: W1 … WL are (units, units below), b1 … bL (units); B2 … BL are the feedback weights, each in the shape
 * of its W.
 */
export interface WeightArray {
  /** The array's name. */
  name: string;
  /** The length of each axis; one or two. */
  shape: number[];
  /** As many as the axes' product, row by row. */
  values: Float32Array;
}

/** The first layer's weights of n hidden units, as pictures. */
export interface WeightImages {
  /** Pixels in a column. */
  rows: number;
  /** Pixels in a row. */
  cols: number;
  /** How many pictures there are. */
  n: number;
  /** n × rows × cols weights. */
  values: Float32Array;
  /** The largest magnitude among them. */
  limit: number;
}

/** Validation images that the network put into one class. */
export interface Predicted {
  /** Pixels in a column. */
  rows: number;
  /** Pixels in a row. */
  cols: number;
  /** How many images there are. */
  n: number;
  /** n × rows × cols bytes; 0 is background. */
  pixels: Uint8Array;
  /** The true label of each. */
  labels: number[];
  /** The network's output for the class that it chose, of each. */
  confidence: number[];
}
