//! The Hebbian set-ups: the project notebook's own, at its rates, and ours.

use super::reference::{number, percent, Measure, Reference, Row, Sum};
use super::rows::SNR;

/// Repetitions: runs of these set-ups differ more between seeds than those of others, and many fall into two heaps.
const MANY: u32 = 20;

const AT_NINE: Measure = percent("accuracy", "validation accuracy at the end (%)", "/epochs/9/valid_accuracy");
const BEST: Measure = percent("best", "validation accuracy, best epoch (%)", "/epochs/*/valid_accuracy");

/// A set-up whose outcome falls into two heaps: the middle, and how many runs end in each heap.
macro_rules! heaps {
    ($key:literal, $rule:literal, $arguments:expr, median: $median:expr, above: $high:literal, $above:expr,
     below: $low:literal, $below:expr) => {
        Row {
            key: $key,
            rule: $rule,
            arguments: $arguments,
            seeds: MANY,
            measures: &[
                AT_NINE.summed(Sum::Median, "validation accuracy at the end, median (%)", "median", $median),
                AT_NINE.summed(Sum::Above($high), concat!("runs above ", $high, " % (%)"), "success", $above),
                AT_NINE.summed(Sum::AtMost($low), concat!("runs at most at ", $low, " % (%)"), "collapse", $below),
                number("cosine1", "cosine of layer 1 at init", "/epochs/0/cosine/0", 3),
                number("cosine2", "cosine of layer 2 at init", "/epochs/0/cosine/1", 3),
                SNR[0],
                SNR[1],
            ],
        }
    };
}

/// Validation accuracy after one epoch.
macro_rules! after {
    ($epoch:literal) => {
        percent(
            concat!("accuracy", $epoch),
            concat!("validation accuracy, epoch ", $epoch, " (%)"),
            concat!("/epochs/", $epoch, "/valid_accuracy"),
        )
    };
}

/// A set-up that is followed epoch by epoch: `after 1: 38.0` is the reference's mean.
macro_rules! course {
    ($key:literal, $rule:literal, $arguments:expr, best: $best:expr, $($epoch:literal $(: $mean:literal)?),*; last: $last:expr) => {
        Row {
            key: $key,
            rule: $rule,
            arguments: $arguments,
            seeds: MANY,
            measures: &[$(after!($epoch)$(.near($mean))?,)* $last, $best, SNR[0], SNR[1]],
        }
    };
}

/// The course's set-ups, then ours.
pub const HEBBIAN: &[Row] = &[
    heaps!(
        "project.hebbian_free", "hebbian",
        &["--preset", "project", "--classes", "0,1", "--epochs", "9", "--lr", "0.0001", "--param", "clamp=0"],
        median: Reference::None, above: 90.0, Reference::Share(0.0, 40), below: 58.0, Reference::Share(100.0, 40)
    ),
    heaps!(
        "project.hebbian_clamped", "hebbian",
        &["--preset", "project", "--classes", "0,1", "--epochs", "9", "--lr", "0.0001"],
        median: Reference::Value(54.0), above: 90.0, Reference::Share(38.0, 40), below: 58.0, Reference::Share(55.0, 40)
    ),
    course!(
        "project.hebbian_three", "hebbian",
        &["--preset", "project", "--classes", "0,1,2", "--epochs", "14", "--lr", "0.0001"],
        best: BEST, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13; last: after!(14)
    ),
    course!(
        "project.hebbian_rates", "hebbian",
        &["--preset", "project", "--classes", "0,1,2", "--epochs", "14", "--lr", "0.000025,0.0008"],
        best: BEST.beside(59.5, 10.7, 20),
        0: 33.8, 1: 38.0, 2: 43.4, 3: 45.9, 4: 49.1, 5: 50.0, 6: 51.6, 7: 53.4, 8: 54.5, 9: 54.4, 10: 53.5, 11: 52.2,
        12: 49.4, 13: 47.4; last: after!(14).beside(45.9, 13.5, 20)
    ),
    course!(
        "project.hybrid", "hebbian_backprop",
        &["--preset", "project", "--epochs", "4", "--lr", "0.00002,0.01"],
        best: BEST, 0, 1, 2, 3; last: after!(4)
    ),
    course!(
        "project.hybrid_even", "hebbian_backprop",
        &["--preset", "project", "--epochs", "4", "--lr", "0.00002,0.01", "--images", "24000"],
        best: BEST, 0, 1, 2, 3; last: after!(4)
    ),
    heaps!(
        "ours.hebbian_tanh", "hebbian",
        &["--preset", "project", "--classes", "0,1,2", "--epochs", "9", "--lr", "0.000001,0.1", "--activation", "tanh"],
        median: Reference::None, above: 80.0, Reference::None, below: 40.0, Reference::None
    ),
    heaps!(
        "ours.hybrid_tanh", "hebbian_backprop",
        &["--preset", "project", "--epochs", "9", "--lr", "0.000001,0.1", "--activation", "tanh"],
        median: Reference::None, above: 80.0, Reference::None, below: 15.0, Reference::None
    ),
    heaps!(
        "ours.frozen_tanh", "hebbian_backprop",
        &["--preset", "project", "--epochs", "9", "--lr", "0,0.1", "--activation", "tanh"],
        median: Reference::None, above: 80.0, Reference::None, below: 15.0, Reference::None
    ),
];
