//! Signal-to-noise ratio of a rule's updates over single examples: |mean| / (std + ε), averaged over parameters.
//!
//! The mean and the variance are summed up as examples come, so memory does not grow with their number.
//! Compare only at equal numbers of examples: n updates of pure noise still score about √(2/πn) ([`noise_floor`]), and that is
//! what weight perturbation scores. A parameter that never changes counts as 0: node perturbation scores less than the floor
//! only because many of its weights, in the tutorial's set-up, belong to pixels that are black in every image.

use std::f64::consts::PI;

use microlearning_kernel::each;

use crate::rule::LayerUpdate;

/// Signal-to-noise ratio of pure noise over n examples: the mean of n draws from N(0, s²) is itself normal with
/// deviation s/√n, so |mean|/s is √(2/πn) on average.
pub fn noise_floor(n: usize) -> f64 {
    (2.0 / (PI * n as f64)).sqrt()
}

/// Decimals that a layer's ratio over n examples is worth: with other examples of the same set, backprop's comes out
/// otherwise by about a fifth of the floor (`tests/suite/snr.rs`).
pub fn ratio_decimals(n: usize) -> usize {
    libm::log10(5.0 / noise_floor(n)).ceil() as usize
}

/// Sums and sums of squares of every parameter's update, by layer.
#[derive(Clone, Debug, Default)]
pub struct Snr {
    layers: Vec<[Vec<f64>; 2]>,
    count: u64,
}

impl Snr {
    /// Adds the updates of layer l for so many examples, by their sum and the sum of their squares. An example counts
    /// with its first layer, so layers come in their order.
    pub fn add_sums(&mut self, l: usize, sum: &LayerUpdate, squares: &LayerUpdate, examples: usize) {
        self.count += if l == 0 { examples as u64 } else { 0 };
        self.layers.resize_with(self.layers.len().max(l + 1), Default::default);
        for (sums, update) in self.layers[l].iter_mut().zip([sum, squares]) {
            let (w, b) = update.slices();
            sums.resize(w.len() + b.len(), 0.0);
            let (of_w, of_b) = sums.split_at_mut(w.len());
            each::add_to_doubles(of_w, w);
            each::add_to_doubles(of_b, b);
        }
    }

    /// The ratio of each layer. The standard deviation is the population's.
    pub fn per_layer(&self, epsilon: f64) -> Vec<f64> {
        let n = self.count.max(1) as f64;
        let ratio = |(sum, squares): (&f64, &f64)| {
            let mean = sum / n;
            mean.abs() / ((squares / n - mean * mean).max(0.0).sqrt() + epsilon)
        };
        let mean =
            |[sums, squares]: &[Vec<f64>; 2]| sums.iter().zip(squares).map(ratio).sum::<f64>() / sums.len() as f64;
        self.layers.iter().map(mean).collect()
    }
}
