//! Report of a run's measurements so far. Percentages from 0 to 100; times in seconds.

use serde::Serialize;

use crate::lab::settings::config::Config;

/// Measurements at the end of an epoch; epoch 0 is before training.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Epoch {
    /// 0, 1, 2 …
    pub epoch: usize,
    /// Mean loss over the epoch's batches, each before its update; at epoch 0 over the training images.
    pub train_loss: Option<f64>,
    /// Accuracy, likewise.
    pub train_accuracy: Option<f64>,
    /// Mean loss over the validation images after the epoch.
    pub valid_loss: Option<f64>,
    /// Accuracy, likewise.
    pub valid_accuracy: Option<f64>,
    /// Accuracy over the test images after the epoch.
    pub test_accuracy: Option<f64>,
    /// Digest of the weights after the epoch: see [`super::Run::digest`].
    pub digest: f64,
    /// Duration of the epoch's updates in seconds, without the measurements.
    pub seconds: f64,
}

/// The training loss along the way.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Trace {
    /// Updates applied when the point was taken.
    pub update: Vec<u64>,
    /// The same in epochs.
    pub epoch: Vec<f64>,
    /// Mean loss since the point before, each batch before its update.
    pub loss: Vec<f64>,
}

/// All measurements so far.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Configuration of the run.
    pub config: Config,
    /// Note on the differences from the preset's data, in a sentence.
    pub note: Option<String>,
    /// Finished epochs.
    pub epochs: Vec<Epoch>,
    /// The training loss along the way.
    pub trace: Trace,
    /// Mean loss of each epoch's last 50 updates, taken before each.
    pub last50_loss: Vec<f64>,
    /// The digits that are classified, in the order of the lists below.
    pub classes: Vec<u8>,
    /// Validation accuracy by true class.
    pub per_class: Vec<Option<f64>>,
    /// Validation images by true class (row) and predicted class (column).
    pub confusion: Vec<Vec<u64>>,
    /// Chance level: accuracy without a look at the validation images, in percent.
    pub chance: f64,
    /// The digit that scores it if it is always the answer; none where any guess does. See [`super::chance::Chance`].
    pub commonest: Option<u8>,
}

/// Current position of a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Progress {
    /// Epochs finished.
    pub epoch: usize,
    /// Epochs asked for.
    pub epochs: usize,
    /// Updates applied.
    pub update: u64,
    /// Updates asked for.
    pub updates: u64,
    /// Share of all the work that is done, measurements included.
    pub fraction: f64,
    /// Estimated time to the end; none before there is anything to go by.
    pub seconds_left: Option<f64>,
    /// True if there is nothing left to do.
    pub finished: bool,
    /// Reason that the run stopped before its end.
    pub message: Option<String>,
    /// True if an epoch was finished by this call.
    pub new_epoch: bool,
}
