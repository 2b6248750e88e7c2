//! Outcome of a run: its report, and pictures of its inputs and weights.

use serde::Serialize;

use super::report::{Epoch, Report};
use super::Run;
use crate::base::error::{Error, Result};
use crate::base::named::Named;
use crate::data::{Part, Selection};
use crate::metrics::{largest, Tally};
use crate::net::Forward;
use crate::rule::Workspace;
use crate::{Mat, Real};

/// Kind of picture of the first layer's weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weights {
    /// Initial weights.
    Before,
    /// Current weights.
    After,
    /// After − before.
    Difference,
}

impl Named for Weights {
    const NAMES: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Before, "before", "Before training"),
        (Self::After, "after", "Now"),
        (Self::Difference, "difference", "Difference"),
    ];
}

/// Hidden units' weights as pictures.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightImages {
    /// Pixels in a column.
    pub rows: usize,
    /// Pixels in a row.
    pub cols: usize,
    /// n × rows × cols weights.
    pub values: Vec<f32>,
    /// The largest magnitude among them.
    pub limit: f32,
}

/// Validation images that the network put into one class.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Predicted {
    /// n × rows × cols bytes.
    pub pixels: Vec<u8>,
    /// Their true labels.
    pub labels: Vec<u8>,
    /// The network's output for the class it chose.
    pub confidence: Vec<f64>,
}

/// Answer of the network to one picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reading {
    /// The digits that it classifies.
    pub classes: Vec<u8>,
    /// The output of each; with softmax they are probabilities.
    pub outputs: Vec<f64>,
    /// The digit with the largest output.
    pub digit: u8,
    /// Activity of each hidden layer's units.
    pub hidden: Vec<Vec<f32>>,
}

impl Run {
    /// Answer of the current network to a picture of rows × cols bytes.
    ///
    /// # Errors
    /// If the picture has another size than those it learns from.
    pub fn read(&self, pixels: &[u8]) -> Result<Reading> {
        let (rows, cols) = self.image_size();
        if pixels.len() != rows * cols {
            let message = format!("The picture has {} pixels; this network reads {rows} × {cols}.", pixels.len());
            return Err(Error::new("drawing", message));
        }
        let scale = self.plan().preset.scale;
        let x = Mat::from_shape_fn((1, pixels.len()), |(_, i)| scale.input(pixels[i]));
        let mut pass = Forward::default();
        self.trainer().answer(&x, &mut Workspace::default(), &mut pass);
        let classes = self.report.classes.clone();
        let digit = classes[largest(pass.output().row(0))];
        let outputs = pass.output().iter().map(|y| f64::from(*y)).collect();
        #[allow(clippy::unnecessary_cast, reason = "Real is f64 under the feature of that name")]
        let hidden = pass.h[..pass.h.len() - 1].iter().map(|h| h.iter().map(|h| *h as f32).collect()).collect();
        Ok(Reading { classes, outputs, digit, hidden })
    }

    /// Finished epochs; epoch 0 is before training.
    pub fn epochs(&self) -> &[Epoch] {
        &self.report.epochs
    }

    /// Answers to the validation images after the last finished epoch, by class.
    pub fn validation(&self) -> &Tally {
        &self.valid
    }

    /// Report of all measurements so far.
    pub fn report(&self) -> Report {
        let mut report = self.report.clone();
        report.per_class = self.valid.per_class();
        report.confusion = self.valid.confusion().to_vec();
        report
    }

    /// The first layer's weights of the first n hidden units.
    pub fn weight_images(&self, which: Weights, n: usize) -> WeightImages {
        let (rows, cols) = self.image_size();
        let (before, after) = (&self.first_weights()[0], &self.trainer().net().layers[0].w);
        let value = |(before, after): (&Real, &Real)| match which {
            Weights::Before => *before,
            Weights::After => *after,
            Weights::Difference => after - before,
        };
        #[allow(clippy::unnecessary_cast, reason = "Real is f64 under the feature of that name")]
        let values: Vec<f32> =
            before.iter().zip(after).take(n.saturating_mul(rows * cols)).map(|pair| value(pair) as f32).collect();
        let limit = values.iter().fold(0.0, |most: f32, value| most.max(value.abs()));
        WeightImages { rows, cols, values, limit }
    }

    /// The first n validation images that were taken for this digit at the last measurement, rightly or wrongly.
    pub fn predicted(&self, digit: u8, n: usize) -> Predicted {
        let classes = &self.report.classes;
        let valid: &Selection = self.selection(Part::Valid);
        let mut found = Predicted::default();
        let answers = self.answers.iter().enumerate();
        for (i, answer) in answers.filter(|(_, answer)| classes.get(answer.predicted) == Some(&digit)).take(n) {
            found.pixels.extend_from_slice(valid.pixels(i));
            found.labels.push(classes[valid.target(i)]);
            found.confidence.push(answer.confidence);
        }
        found
    }
}
