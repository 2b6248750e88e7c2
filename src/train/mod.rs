//! The loop's body: look, let the rule propose, apply. Nothing is allocated once the first step has run.

pub mod observe;
pub mod optimiser;

use crate::base::error::{Error, Result};
use crate::data::Batch;
use crate::net::{Forward, Network};
use crate::rule::noise::Noise;
use crate::rule::{Context, Plasticity, Proposal, Rule};
use crate::train::observe::{Moment, Observer};
use crate::train::optimiser::{Memory, Optimiser, Step};
use crate::{Real, Rng};

/// How far and in which way each update moves the weights.
#[derive(Clone, Debug)]
pub struct Pace {
    /// η: one for all layers, or one a layer from the input upwards.
    pub rates: Vec<Real>,
    /// Weight decay per unit of η.
    pub decay: Real,
    /// The kind of step.
    pub optimiser: Optimiser,
}

impl Pace {
    /// The step of layer l, for a rule that has `decay` of its own.
    fn step(&self, l: usize, decay: Real, count: u64) -> Step {
        let rate = self.rates.get(l).or(self.rates.first()).copied().unwrap_or(0.0);
        Step { optimiser: self.optimiser, rate, decay: self.decay + decay, count }
    }
}

/// A network, its rule, and what they need from step to step.
pub struct Trainer {
    net: Network,
    rule: Box<dyn Rule>,
    pace: Pace,
    noise: Rng,
    updates: u64,
    pass: Forward,
    proposal: Proposal,
    memory: Vec<[Memory; 3]>,
}

impl Trainer {
    /// Sets out with `net`; `noise` is what the rule's own randomness comes from.
    pub fn new(net: Network, rule: Box<dyn Rule>, pace: Pace, noise: Rng) -> Self {
        let memory = vec![Default::default(); net.depth()];
        Self { net, rule, pace, noise, updates: 0, pass: Forward::default(), proposal: Proposal::default(), memory }
    }

    /// The network as it is now.
    pub fn net(&self) -> &Network {
        &self.net
    }

    /// The rule as it is now.
    pub fn rule(&self) -> &dyn Rule {
        &*self.rule
    }

    /// How many updates were applied.
    pub fn updates(&self) -> u64 {
        self.updates
    }

    /// One update. Returns the batch's mean loss before it.
    ///
    /// # Errors
    /// If the loss is no longer a finite number, or the rule fails; the weights are left as they were.
    pub fn step(&mut self, batch: &Batch, observer: &mut dyn Observer) -> Result<f64> {
        self.net.forward(&batch.x, &mut self.pass);
        let loss = self.net.loss(&self.pass, &batch.t);
        if !loss.is_finite() {
            return Err(self.diverged());
        }
        let context = Context { net: &self.net, batch, pass: &self.pass, loss };
        self.proposal.reshape(&*self.rule, &self.net, batch.len());
        self.rule.propose(&context, &mut Noise::drawn(&mut self.noise), &mut self.proposal);
        if let Some(failure) = self.proposal.failure.take() {
            return Err(failure);
        }
        observer.see(&Moment { update: self.updates, context, proposal: &self.proposal });
        self.apply();
        Ok(loss)
    }

    fn apply(&mut self) {
        let plasticity = self.rule.plasticity();
        for (l, layer) in self.net.layers.iter_mut().enumerate() {
            let step = self.pace.step(l, self.proposal.decay[l], self.updates);
            let [for_w, for_b, for_feedback] = &mut self.memory[l];
            step.apply(&mut layer.w, &self.proposal.delta[l].w, for_w);
            if let (Some(b), Some(delta)) = (&mut layer.b, &self.proposal.delta[l].b) {
                step.apply(b, delta, for_b);
            }
            let step = match plasticity {
                Plasticity::Fixed => continue,
                Plasticity::LikeWeights => step,
                Plasticity::Own(rate) => Step { optimiser: Optimiser::Sgd, rate, decay: 0.0, count: self.updates },
            };
            // The B at l − 1 stands in for the W at l.
            if let Some((b, delta)) =
                l.checked_sub(1).map(|i| (&mut self.rule.feedback_mut()[i], &self.proposal.feedback[i]))
            {
                step.apply(b, delta, for_feedback);
            }
        }
        self.updates += 1;
    }

    fn diverged(&self) -> Error {
        let rates: Vec<_> = self.pace.rates.iter().map(|rate| as_typed(f64::from(*rate)).to_string()).collect();
        let message = format!(
            "The run diverged: at update {} the loss is no longer a finite number. Lower the learning rate (now {}) \
             or the weight decay, then start again.",
            self.updates + 1,
            rates.join(", "),
        );
        Error::new("lr", message)
    }
}

/// A rate as the reader typed it: of a single-precision number seven digits are true. Printed as f64, which the page does anyway,
/// because the printing of f32 would take more than a kB of the first module.
fn as_typed(rate: f64) -> f64 {
    if rate == 0.0 {
        return rate;
    }
    let scale = 10f64.powi(6 - rate.abs().log10().floor() as i32);
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
