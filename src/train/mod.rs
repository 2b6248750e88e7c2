//! The body of the training loop: forward pass, the rule's proposal, update. Nothing is allocated after the first step.

pub mod observe;
pub mod optimiser;
pub mod schedule;
mod snapshot;

pub use snapshot::Snapshot;

use crate::base::error::{Error, Result};
use crate::data::Batch;
use crate::net::{Forward, Network};
use crate::rule::convention::Convention;
use crate::rule::noise::Noise;
use crate::rule::{Asked, Context, Pathway, Plasticity, Rule, Workspace};
use crate::train::observe::{Moment, Observer};
use crate::train::optimiser::{Memory, Optimiser, Step};
use crate::{Mat, Real, Rng};

/// Hyperparameters: size and kind of each update of the weights.
#[derive(Clone, Debug)]
pub struct Hyperparameters {
    /// η: one for all layers, or one a layer from the input upwards.
    pub rates: Vec<Real>,
    /// Weight decay per unit of η.
    pub decay: Real,
    /// The kind of step.
    pub optimiser: Optimiser,
    /// Scaling of the rules' updates.
    pub convention: &'static Convention,
}

impl Hyperparameters {
    /// The step of layer l at this share of its η, for a rule that has `decay` of its own.
    fn step(&self, l: usize, pace: Real, decay: Real, count: u64) -> Step {
        let rate = pace * self.rates.get(l).or(self.rates.first()).copied().unwrap_or(0.0);
        Step { optimiser: self.optimiser, rate, decay: self.decay + decay, count }
    }
}

/// A network, its rule, and the state that they keep from step to step.
pub struct Trainer {
    net: Network,
    rule: Box<dyn Rule>,
    hyper: Hyperparameters,
    noise: Rng,
    updates: u64,
    asked: Asked,
    /// Share of η that is taken.
    pace: Real,
    /// Optimiser state for W and b of each layer.
    memory: Vec<[Memory; 2]>,
    /// Optimiser state for the rule's own weights that learn.
    learned: Vec<Memory>,
}

impl Trainer {
    /// A trainer of `net`; `noise` is the random stream of the rule.
    pub fn new(net: Network, rule: Box<dyn Rule>, hyper: Hyperparameters, noise: Rng) -> Self {
        let memory = vec![Default::default(); net.depth()];
        let learned = rule.pathways().iter().flat_map(Pathway::learned).map(|_| Memory::default()).collect();
        Self { net, rule, hyper, noise, updates: 0, asked: Asked::default(), pace: 1.0, memory, learned }
    }

    /// The network as it is now.
    pub fn net(&self) -> &Network {
        &self.net
    }

    /// The rule as it is now.
    pub fn rule(&self) -> &dyn Rule {
        &*self.rule
    }

    /// The network's answer to x (B, n_in) under its rule: see [`Rule::answer`].
    pub fn answer(&self, x: &Mat, work: &mut Workspace, pass: &mut Forward) {
        self.rule.answer(&self.net, x, work, pass);
    }

    /// Takes this share of every η from now on; rates that a rule has for its own weights stay.
    pub fn set_pace(&mut self, pace: Real) {
        self.pace = pace;
    }

    /// Number of updates applied.
    pub fn updates(&self) -> u64 {
        self.updates
    }

    /// One update. Returns the batch's mean loss before it.
    ///
    /// # Errors
    /// If the loss is no longer a finite number, or the rule fails; the weights are left as they were.
    pub fn step(&mut self, batch: &Batch, observer: &mut dyn Observer) -> Result<f64> {
        let Self { net, rule, hyper, noise, asked, .. } = self;
        let loss = asked.answer(&**rule, net, batch);
        if !loss.is_finite() {
            return Err(self.diverged());
        }
        let convention = hyper.convention;
        asked.propose(&**rule, net, batch, (loss, convention), &mut Noise::drawn(noise));
        if let Some(failure) = asked.proposal.failure.take() {
            return Err(failure);
        }
        let context = Context { net, batch, pass: &asked.pass, loss, convention };
        observer.see(&Moment { update: self.updates, context, proposal: &asked.proposal });
        self.apply();
        Ok(loss)
    }

    fn apply(&mut self) {
        let Self { net, rule, hyper, asked: Asked { proposal, .. }, updates, pace, .. } = self;
        for (l, (layer, [for_w, for_b])) in net.layers.iter_mut().zip(&mut self.memory).enumerate() {
            let step = hyper.step(l, *pace, proposal.decay[l], *updates);
            step.apply(&mut layer.w, &proposal.delta[l].w, for_w);
            if let (Some(b), Some(delta)) = (&mut layer.b, &proposal.delta[l].b) {
                step.apply(b, delta, for_b);
            }
        }
        let mut learned = proposal.learned.iter().zip(&mut self.learned);
        for pathway in rule.pathways_mut() {
            let learns = pathway.learns;
            let weights = if learns == Plasticity::Fixed { &mut [][..] } else { &mut pathway.weights };
            for ((l, m), (delta, memory)) in (pathway.first - 1..).zip(weights).zip(&mut learned) {
                let step = match learns {
                    Plasticity::Own(rate) => Step { optimiser: Optimiser::Sgd, rate, decay: 0.0, count: *updates },
                    _ => hyper.step(l, *pace, proposal.decay[l], *updates),
                };
                step.apply(m, delta, memory);
            }
        }
        *updates += 1;
    }

    fn diverged(&self) -> Error {
        let rates: Vec<_> = self.hyper.rates.iter().map(|rate| as_typed(f64::from(*rate)).to_string()).collect();
        let message = format!(
            "The run diverged: at update {} the loss is no longer a finite number. Lower the learning rate (now {}) \
             or the weight decay, then start again.",
            self.updates + 1,
            rates.join(", "),
        );
        Error::new("lr", message)
    }
}

/// A rate as the reader typed it: seven digits of a single-precision number are exact. Printed as f64, which the page
/// does anyway, because printing an f32 would add more than a kB to the first module.
fn as_typed(rate: f64) -> f64 {
    if rate == 0.0 {
        return rate;
    }
    let scale = 10f64.powi(6 - libm::log10(rate.abs()).floor() as i32);
    (rate * scale).round() / scale
}

#[cfg(test)]
mod tests {
    use super::as_typed;

    #[test]
    fn a_rate_is_told_as_it_was_typed() {
        for rate in [0.02_f32, 0.9, 1e-6, 0.000_025, 1000.0, 0.1, 0.0, 3.5e-7] {
            assert_eq!(as_typed(f64::from(rate)).to_string(), rate.to_string());
        }
    }
}
