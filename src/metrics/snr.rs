//! Signal-to-noise ratio of a rule's updates over single examples: |mean| / (std + ε), averaged over parameters.
//!
//! The mean and the variance are summed up example by example, so memory does not grow with their number.
//! Compare only at equal numbers of examples: n updates of pure noise still score about √(2/πn), and that floor is what
//! weight perturbation scores. A parameter that never changes counts as 0: node perturbation scores less than the floor
//! only because about 23 % of its weights, in the tutorial's set-up, belong to pixels that are black in every image.

use microlearning_kernel::each;

use crate::rule::LayerUpdate;

/// Sums and sums of squares of every parameter's update, by layer.
#[derive(Clone, Debug, Default)]
pub struct Snr {
    layers: Vec<Vec<(f64, f64)>>,
    count: u64,
}

impl Snr {
    /// Adds one example's update.
    pub fn add(&mut self, update: &[LayerUpdate]) {
        for (l, layer) in update.iter().enumerate() {
            let (w, b) = layer.slices();
            let (of_w, of_b) = self.sums(l, layer).split_at_mut(w.len());
            each::tally(of_w, w);
            each::tally(of_b, b);
        }
        self.count += 1;
    }

    /// Adds the updates of layer l for so many examples, by their sum and the sum of their squares. An example counts
    /// with its first layer, so layers come in their order.
    pub fn add_sums(&mut self, l: usize, sum: &LayerUpdate, squares: &LayerUpdate, examples: usize) {
        self.count += if l == 0 { examples as u64 } else { 0 };
        let ((w, b), (squared_w, squared_b)) = (sum.slices(), squares.slices());
        let (of_w, of_b) = self.sums(l, sum).split_at_mut(w.len());
        each::tally_sums(of_w, w, squared_w);
        each::tally_sums(of_b, b, squared_b);
    }

    fn sums(&mut self, l: usize, layer: &LayerUpdate) -> &mut [(f64, f64)] {
        self.layers.resize_with(self.layers.len().max(l + 1), Vec::new);
        self.layers[l].resize(layer.w.len() + layer.b.as_ref().map_or(0, |b| b.len()), (0.0, 0.0));
        &mut self.layers[l]
    }

    /// The ratio of each layer. The standard deviation is the population's.
    pub fn per_layer(&self, epsilon: f64) -> Vec<f64> {
        let n = self.count.max(1) as f64;
        let ratio = |(sum, squares): &(f64, f64)| {
            let mean = sum / n;
            mean.abs() / ((squares / n - mean * mean).max(0.0).sqrt() + epsilon)
        };
        self.layers.iter().map(|sums| sums.iter().map(ratio).sum::<f64>() / sums.len() as f64).collect()
    }
}
