//! Updates that a rule proposes for single examples: asked one by one, or all at once where the result is the same.
//!
//! A rule that descends along teaching signals proposes −δ hᵀ for an example alone. The sum of these over some examples is
//! one product, and the sum of their squares is another, of the squares of δ and h.

use super::Snr;
use crate::credit::outer;
use crate::data::Batch;
use crate::net::Network;
use crate::rule::convention::Convention;
use crate::rule::noise::Noise;
use crate::rule::{Asked, LayerUpdate, Rule};
use crate::{Mat, Real, Rng};

/// Asks a rule about examples alone and keeps the signal and the noise of its answers.
#[derive(Default)]
pub struct Singles {
    snr: Snr,
    /// Query about all examples of the last `add` at once.
    asked: Asked,
    /// True if single examples have to be asked about one by one: the rule uses noise, or more than teaching signals.
    one_by_one: bool,
    /// The sums of updates that come one by one.
    sum: Vec<LayerUpdate>,
    /// The sums of squares; also memory for a proposal that is computed again.
    again: Vec<LayerUpdate>,
    alone: (Batch, Asked),
}

impl Singles {
    /// Number of examples that are best added at once: sums of more would lose digits.
    pub const AT_ONCE: usize = 10;

    /// Adds each example of a batch alone.
    pub fn add(
        &mut self,
        rule: &dyn Rule,
        net: &Network,
        convention: &'static Convention,
        batch: &Batch,
        rng: &mut Rng,
    ) {
        if self.one_by_one {
            self.asked.answer(rule, net, batch);
        } else {
            let before = rng.clone();
            self.asked.ask(rule, net, batch, convention, &mut Noise::drawn(rng));
            // With noise, or with more than teaching signals, an example alone is another matter.
            self.one_by_one = *rng != before || !self.descends(net, convention, batch);
            *rng = before;
        }
        if self.has_failed() {
            return;
        }
        if self.one_by_one {
            self.add_one_by_one(rule, net, convention, batch, rng);
        } else {
            self.add_at_once(net, convention, batch);
        }
    }

    /// Adds the proposal for a batch, and the squares of its parts.
    fn add_at_once(&mut self, net: &Network, convention: &'static Convention, batch: &Batch) {
        let scale = convention.batch_scale(net.output, 1);
        let is_sum = scale == convention.batch_scale(net.output, batch.len());
        self.again.resize_with(net.depth(), LayerUpdate::default);
        let Asked { proposal, pass, .. } = &mut self.asked;
        let updates = proposal.delta.iter_mut().zip(&mut self.again).zip(&proposal.teaching);
        for (l, ((sum, squares), teaching)) in updates.enumerate() {
            let (layer, below) = (&net.layers[l], pass.below(l, &batch.x));
            if !is_sum {
                outer(layer, -scale, teaching, below, sum);
            }
            squares.reshape(sum);
            outer(layer, scale * scale, &teaching.mapv(square), &below.mapv(square), squares);
            self.snr.add_sums(l, sum, squares, batch.len());
        }
    }

    /// Asks about each example.
    fn add_one_by_one(
        &mut self,
        rule: &dyn Rule,
        net: &Network,
        convention: &'static Convention,
        batch: &Batch,
        rng: &mut Rng,
    ) {
        self.sum.resize_with(net.depth(), LayerUpdate::default);
        self.again.resize_with(net.depth(), LayerUpdate::default);
        let (single, asked) = &mut self.alone;
        for i in 0..batch.len() {
            single.x = batch.x.select(ndarray::Axis(0), &[i]);
            single.t = batch.t.select(ndarray::Axis(0), &[i]);
            asked.ask(rule, net, single, convention, &mut Noise::drawn(rng));
            if asked.proposal.failure.is_some() {
                return;
            }
            for ((delta, sum), squares) in asked.proposal.delta.iter().zip(&mut self.sum).zip(&mut self.again) {
                delta.tally(i == 0, sum, squares);
            }
        }
        for (l, (sum, squares)) in self.sum.iter().zip(&self.again).enumerate() {
            self.snr.add_sums(l, sum, squares, batch.len());
        }
    }

    /// True if the update is −Σ δ hᵀ along the rule's own teaching signals, to the last bit: then each example's part
    /// of it is known, too.
    fn descends(&mut self, net: &Network, convention: &'static Convention, batch: &Batch) -> bool {
        let scale = convention.batch_scale(net.output, batch.len());
        self.again.resize_with(net.depth(), LayerUpdate::default);
        let Asked { proposal, pass, .. } = &self.asked;
        let updates = proposal.delta.iter().zip(&mut self.again).zip(&proposal.teaching);
        updates.enumerate().all(|(l, ((delta, again), teaching))| {
            let layer = &net.layers[l];
            again.reshape(delta);
            outer(layer, -scale, teaching, pass.below(l, &batch.x), again);
            layer.connect.is_one_product() && again.equals(delta)
        })
    }

    /// True if the rule has failed, as one that is written as code may. There is no ratio then, and nothing to ask it again for.
    pub fn has_failed(&self) -> bool {
        [&self.asked, &self.alone.1].iter().any(|asked| asked.proposal.failure.is_some())
    }

    /// h_{l−1} of the examples of the last `add`, (B, n_in) of layer l, where x was shown.
    pub fn below<'a>(&'a self, l: usize, x: &'a Mat) -> &'a Mat {
        self.asked.pass.below(l, x)
    }

    /// The ratio of each layer.
    pub fn per_layer(&self, epsilon: f64) -> Vec<f64> {
        self.snr.per_layer(epsilon)
    }
}

fn square(value: Real) -> Real {
    value * value
}
