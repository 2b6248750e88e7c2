//! A small convolution over time, as one of the classifiers that Nayebi and colleagues used (2020, arXiv:2010.11765; their code:
//! neuroailab/lr-identify). Of theirs a search chooses 20 or 40 filters, which see 1 to 21 of 21 snapshots, the mean or the maximum of their
//! responses or all of them, the weight decay and more. Ours has 20 filters that see 3 snapshots, reads all responses out, and has its weight
//! decay chosen.

mod adam;
mod learning;
mod network;

use self::learning::Learning;
use self::network::{Answers, Geometry, Input, Weights};
use super::classifier::{shares, Classifier, Course, Scale, Trained, Training};
use crate::metrics::largest;
use crate::Real;

/// Inverses of the weight decay that are tried.
const LOOSENESS: [f64; 3] = [10.0, 100.0, 1000.0];
/// Largest distance from the mean that is shown, in standard deviations: a network that diverged must not overflow.
const FAR: f64 = 1e4;

/// The kind of classifier; its hyperparameter is the inverse of the weight decay.
#[derive(Clone, Copy, Debug)]
pub struct Convolution;

impl Classifier for Convolution {
    fn id(&self) -> &'static str {
        "conv"
    }

    fn name(&self) -> &'static str {
        "Convolution over time"
    }

    fn choices(&self) -> &'static [f64] {
        &LOOSENESS
    }

    fn effort(&self) -> f64 {
        2.0
    }

    fn begin(
        &self,
        x: &[&[f64]],
        classes: &[usize],
        number: usize,
        course: Course,
        looseness: f64,
    ) -> Box<dyn Training> {
        Box::new(Learning::new(x, (classes, number), course, looseness))
    }
}

/// A trained network. It standardises its inputs by the mean and deviation of its training examples.
#[derive(Clone, Debug)]
struct Network {
    scale: Scale,
    geometry: Geometry,
    weights: Weights,
    /// |gradient × input| of each feature, summed over the training examples: the gradient of the output of an example's own class,
    /// above the mean of all outputs.
    importance: Vec<f64>,
}

impl Network {
    fn input(&self, x: &[f64]) -> Input {
        let row: Vec<Real> = self.scale.apply(x).map(|z| z.clamp(-FAR, FAR) as Real).collect();
        self.geometry.input(&row)
    }
}

impl Trained for Network {
    /// The class with the largest output; the first of equal ones.
    fn predict(&self, x: &[f64]) -> usize {
        let mut answers = Answers::default();
        answers.forward(&self.weights, &[&self.input(x)]);
        answers.outputs.rows().into_iter().next().map_or(0, largest)
    }

    /// |gradient × input| over the training examples, of the output of an example's own class above the mean of all.
    fn importance(&self) -> Vec<f64> {
        shares(self.importance.clone())
    }
}
