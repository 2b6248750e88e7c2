//! Probe of one network: what one update does to each hidden unit, beside what the unit does to the loss.
//!
//! The rule is asked about each picture alone. Its update ΔW, Δb of the hidden layer changes the sum that reaches unit i, for the same
//! picture x, by Δz_i = Σ_j ΔW_ij x_j + Δb_i. The unit's teaching signal is Δz_i / (|x|² + 1): for a rule that learns by
//! ΔW = −δ xᵀ, Δb = −δ that is −δ_i, whatever the picture. The causal role is −∂L/∂z_i of that picture.

use ndarray::Axis;

use super::moment::Signals;
use crate::base::mat::flat;
use crate::base::random::{stream, Stream};
use crate::credit::outer;
use crate::data::Batch;
use crate::net::Network;
use crate::rule::convention::Convention;
use crate::rule::noise::Noise;
use crate::rule::{Asked, LayerUpdate, Rule};
use crate::rules::backprop::Backprop;
use crate::Rng;

/// Network, pictures, and the sums of the teaching signals so far. A list has the units of one picture after those of another.
pub struct Probe {
    batch: Batch,
    convention: &'static Convention,
    noise: Rng,
    asked: Asked,
    /// Memory for one picture, and for an update that is computed again.
    alone: Batch,
    again: LayerUpdate,
    /// True if pictures have to be asked about one by one; none before the first trial.
    one_by_one: Option<bool>,
    /// True if the rule has drawn noise: otherwise all trials are alike.
    draws: bool,
    /// Pictures of this trial that were asked about.
    at: usize,
    trials: usize,
    role: Vec<f64>,
    /// Sums over every other trial, and over the rest.
    halves: [Vec<f64>; 2],
}

impl Probe {
    /// A probe of this network by these pictures. The seed draws the rule's noise.
    pub fn new(net: &Network, convention: &'static Convention, batch: Batch, seed: u32) -> Self {
        let mut noise = stream(seed, Stream::Probe);
        let mut asked = Asked::default();
        asked.ask(&Backprop, net, &batch, convention, &mut Noise::drawn(&mut noise));
        let role: Vec<f64> = flat(&asked.proposal.teaching[0]).iter().map(|delta| -f64::from(*delta)).collect();
        Self {
            halves: [vec![0.0; role.len()], vec![0.0; role.len()]],
            role,
            batch,
            convention,
            noise,
            asked,
            alone: Batch::default(),
            again: LayerUpdate::default(),
            one_by_one: None,
            draws: false,
            at: 0,
            trials: 0,
        }
    }

    /// Asks about all pictures once more, or about the next of them. Returns true if a trial is over.
    pub fn unit(&mut self, rule: &dyn Rule, net: &Network) -> bool {
        let before = self.noise.clone();
        if self.one_by_one == Some(true) {
            self.ask_alone(rule, net);
        } else {
            let Self { asked, batch, convention, noise, .. } = self;
            asked.ask(rule, net, batch, convention, &mut Noise::drawn(noise));
            if self.one_by_one.is_none() && !self.descends(net) {
                (self.one_by_one, self.noise) = (Some(true), before);
                return false;
            }
            self.one_by_one = Some(false);
            let signal = flat(&self.asked.proposal.teaching[0]).iter().map(|delta| -f64::from(*delta));
            self.halves[self.trials % 2].iter_mut().zip(signal).for_each(|(sum, value)| *sum += value);
            self.at = self.batch.len();
        }
        self.draws |= self.noise != before;
        let over = self.at == self.batch.len();
        if over {
            (self.at, self.trials) = (0, self.trials + 1);
        }
        over
    }

    /// Number of trials, and true if they differ.
    pub fn trials(&self) -> (usize, bool) {
        (self.trials, self.draws)
    }

    /// Signals and roles so far.
    pub fn signals(&self) -> Signals<'_> {
        let [odd, even] = &self.halves;
        Signals { halves: [odd, even], role: &self.role, t: &self.batch.t }
    }

    /// Asks about the next picture.
    fn ask_alone(&mut self, rule: &dyn Rule, net: &Network) {
        let Self { asked, batch, alone, convention, noise, at, .. } = self;
        alone.x = batch.x.select(Axis(0), &[*at]);
        alone.t = batch.t.select(Axis(0), &[*at]);
        asked.ask(rule, net, alone, convention, &mut Noise::drawn(noise));
        let delta = &asked.proposal.delta[0];
        let x: Vec<f64> = alone.x.iter().map(|x| f64::from(*x)).collect();
        let squares = x.iter().map(|x| x * x).sum::<f64>() + if delta.b.is_some() { 1.0 } else { 0.0 };
        let units = delta.w.nrows();
        let sums = self.halves[self.trials % 2][*at * units..].iter_mut();
        for (unit, (weights, sum)) in delta.w.rows().into_iter().zip(sums).enumerate() {
            let bias = delta.b.as_ref().map_or(0.0, |b| f64::from(b[unit]));
            *sum += (bias + weights.iter().zip(&x).map(|(w, x)| f64::from(*w) * x).sum::<f64>()) / squares;
        }
        *at += 1;
    }

    /// True if the update of the hidden layer is −Σ δ xᵀ along the rule's own teaching signals, to the last bit: then each picture's
    /// part of it is known, too.
    fn descends(&mut self, net: &Network) -> bool {
        let scale = self.convention.batch_scale(net.output, self.batch.len());
        let (proposal, layer) = (&self.asked.proposal, &net.layers[0]);
        self.again.reshape(&proposal.delta[0]);
        outer(layer, -scale, &proposal.teaching[0], &self.batch.x, &mut self.again);
        self.again.equals(&proposal.delta[0])
    }
}
