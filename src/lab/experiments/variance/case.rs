//! The network of one width with the images it is asked about, its true gradient, and what follows from it.

use rand::RngExt;

use super::settings::Settings;
use crate::data::Batch;
use crate::net::{Activation, Forward, Init, Network, Output, Shape};
use crate::rule::convention::MATCHED;
use crate::rule::noise::Noise;
use crate::rule::{Asked, Proposal};
use crate::rules::backprop::Backprop;
use crate::{Mat, Real, Rng};

/// A linear network and a batch of which every output misses its target by a half: every ∂L/∂z_L is +1 or −1.
pub struct Case {
    /// The network: linear hidden units, linear output, squared error, no biases.
    pub net: Network,
    /// Inputs +1 or −1 at random, and the targets.
    pub batch: Batch,
    /// z and h.
    pass: Forward,
    /// Proposal of backprop: −∂⟨L⟩/∂W, and ∂L/∂z of each image.
    truth: Proposal,
}

impl Case {
    /// The case of this width, drawn from `rng`.
    pub fn new(settings: &Settings, width: usize, rng: &mut Rng) -> Self {
        let sizes = settings.grow.sizes(width);
        let shape = Shape { sizes: &sizes, bias: false, activation: Activation::Identity, output: Output::LinearMse };
        let net = Network::new(&shape, Init::FanIn, rng);
        let mut sign = || if rng.random::<bool>() { 1.0 } else { -1.0 };
        let x = Mat::from_shape_simple_fn((settings.batch, sizes[0]), &mut sign);
        let mut asked = Asked::default();
        net.forward(&x, &mut asked.pass);
        let t = asked.pass.output().mapv(|y| y + 0.5 * sign());
        let batch = Batch { x, t };
        let nothing_drawn = &mut Noise::drawn(rng);
        asked.ask(&Backprop, &net, &batch, &MATCHED, nothing_drawn);
        Self { net, batch, pass: asked.pass, truth: asked.proposal }
    }

    /// Number of weights.
    pub fn weights(&self) -> usize {
        self.net.layers.iter().map(|layer| layer.w.len()).sum()
    }

    /// Number of perturbed units.
    pub fn units(&self) -> usize {
        self.net.layers.iter().map(|layer| layer.units()).sum()
    }

    /// (∂L/∂W)², the mean over all weights: what a perfect update's square would be.
    pub fn signal(&self) -> f64 {
        self.steepness() / self.weights() as f64
    }

    /// Σ (∂L/∂W)² over all weights.
    fn steepness(&self) -> f64 {
        self.truth.delta.iter().map(|delta| squares(&delta.w)).sum()
    }

    /// Var WP = (∂_ij L)² + Σ_kl (∂_kl L)², the mean over all weights.
    pub fn weight_perturbation(&self) -> f64 {
        self.signal() + self.steepness()
    }

    /// Var NP = (∂_i L)² x_j² + Σ_k (∂_k L)² x_j² of one image, the mean over all weights. Images are perturbed
    /// independently, so the variance of their mean is the mean of the variances over B.
    pub fn node_perturbation(&self) -> f64 {
        let one = |b: usize| -> f64 {
            let errors: Vec<f64> = self.truth.teaching.iter().map(|delta| row(delta, b)).collect();
            let all: f64 = errors.iter().sum();
            let layer = |(l, error): (usize, &f64)| {
                let inputs = row(self.pass.below(l, &self.batch.x), b);
                (error + self.net.layers[l].units() as f64 * all) * inputs
            };
            errors.iter().enumerate().map(layer).sum()
        };
        let images = self.batch.len();
        (0..images).map(one).sum::<f64>() / (images * images * self.weights()) as f64
    }
}

fn squares<'a>(values: impl IntoIterator<Item = &'a Real>) -> f64 {
    values.into_iter().map(|value| f64::from(*value) * f64::from(*value)).sum()
}

/// Σ of the squares of row b.
fn row(m: &Mat, b: usize) -> f64 {
    squares(m.row(b))
}
