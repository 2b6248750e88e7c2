//! Classifiers, all behind one trait: how one is trained, and the list of those that there are.
//!
//! A classifier has one hyperparameter, some values of which are tried. Work comes in passes of milliseconds.

use std::fmt::Debug;

use super::conv::Convolution;
use super::forest::RandomForest;
use super::svm::LinearSvm;
use crate::base::error::{Error, Result};
use crate::metrics::mean_and_sd;

/// A kind of classifier.
pub trait Classifier: Debug + Sync {
    /// The name in links and on the command line.
    fn id(&self) -> &'static str;

    /// The name that people read.
    fn name(&self) -> &'static str;

    /// Values of its hyperparameter that are tried, the simplest classifier first.
    fn choices(&self) -> &'static [f64];

    /// Duration of one training, in that of a support vector machine on the same examples.
    fn effort(&self) -> f64;

    /// Training on `x` (n, features), whose classes (n) are below `number`, each of which counts the same however many
    /// examples it has. `course` says which features are which at another time, for those that look at times. The same examples in
    /// the same order give the same classifier.
    fn begin(&self, x: &[&[f64]], classes: &[usize], number: usize, course: Course, choice: f64) -> Box<dyn Training>;
}

/// Order of features that are a course in time: parts one after the other, each with all times in turn, at each of which it has as many
/// features; behind all parts features that have no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Course {
    /// Number of parts, at least 1.
    pub parts: usize,
    /// Number of times, at least 1.
    pub times: usize,
    /// Number of features that have no time.
    pub beside: usize,
}

impl Default for Course {
    /// All features at one time.
    fn default() -> Self {
        Self { parts: 1, times: 1, beside: 0 }
    }
}

/// Training of a classifier, a pass at a time.
pub trait Training: Debug {
    /// One pass. Returns the trained classifier if it was the last.
    fn pass(&mut self) -> Option<Box<dyn Trained>>;
}

/// A trained classifier.
pub trait Trained: Debug {
    /// The class of `x` (features); the first of equally good ones.
    fn predict(&self, x: &[f64]) -> usize;

    /// Importance of each feature, not negative; the sum is 1, or 0 if no feature tells anything.
    fn importance(&self) -> Vec<f64>;
}

/// Every classifier, in the order of menus.
pub const ALL: [&dyn Classifier; 3] = [&LinearSvm, &RandomForest, &Convolution];

/// The classifier of this name.
///
/// # Errors
/// If there is none.
pub fn find(id: &str) -> Result<&'static dyn Classifier> {
    ALL.into_iter().find(|other| other.id() == id).ok_or_else(|| {
        let known: Vec<_> = ALL.iter().map(|other| other.id()).collect();
        Error::new("classifiers", format!("classifiers: there is no \"{id}\"; choose some of {}.", known.join(", ")))
    })
}

/// The classifier trained to its end, on features of one time.
pub fn train(kind: &dyn Classifier, x: &[&[f64]], classes: &[usize], number: usize, choice: f64) -> Box<dyn Trained> {
    let mut training = kind.begin(x, classes, number, Course::default(), choice);
    loop {
        if let Some(trained) = training.pass() {
            return trained;
        }
    }
}

/// Values divided by their sum; they are left as they are if that is 0.
pub(super) fn shares(mut values: Vec<f64>) -> Vec<f64> {
    let sum: f64 = values.iter().sum();
    if sum > 0.0 {
        values.iter_mut().for_each(|value| *value /= sum);
    }
    values
}

/// Weight c n / (number n_class) of each of the n examples, so that each class counts the same.
pub(super) fn weights(classes: &[usize], number: usize, c: f64) -> Vec<f64> {
    let count = |class: usize| classes.iter().filter(|other| **other == class).count();
    let counts: Vec<_> = (0..number).map(count).collect();
    let share = c * classes.len() as f64 / number as f64;
    classes.iter().map(|class| share / counts[*class] as f64).collect()
}

/// Standardisation of features by the mean and deviation of the training examples.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale(Vec<(f64, f64)>);

impl Scale {
    /// The scale of these examples (n, features).
    pub fn of(x: &[&[f64]]) -> Self {
        let features = x.first().map_or(0, |row| row.len());
        Self((0..features).map(|j| finite_mean_and_sd(x.iter().map(|row| row[j]))).collect())
    }

    /// The features in standard deviations from their means. What never varied or is not finite says nothing and becomes 0: a
    /// network that diverged must not spoil what is learned from all others.
    pub fn apply<'a>(&'a self, x: &'a [f64]) -> impl Iterator<Item = f64> + 'a {
        let z = x.iter().zip(&self.0).map(|(value, (mean, sd))| (value - mean) / sd);
        z.map(|z| if z.is_finite() { z } else { 0.0 })
    }
}

/// Mean and standard deviation over the finite values. Seen from the first of them, so that a feature that never varies has
/// a deviation of 0 and not one of rounding.
fn finite_mean_and_sd(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let values: Vec<f64> = values.filter(|value| value.is_finite()).collect();
    let Some(first) = values.first() else { return (0.0, 0.0) };
    let (mean, sd) = mean_and_sd(&values.iter().map(|value| value - first).collect::<Vec<_>>());
    (first + mean.unwrap_or(0.0), sd.unwrap_or(0.0))
}
