//! The loop's body: look, let the rule propose, apply. Nothing is allocated once the first step has run.

use crate::data::Batch;
use crate::error::{Error, Result};
use crate::net::{Mlp, Pass};
use crate::observe::{Moment, Observer};
use crate::optimiser::{Memory, Optimiser, Step};
use crate::rule::{Proposal, Rule, Scene};
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

/// A network, its rule, and what they need from step to step.
pub struct Trainer {
    net: Mlp,
    rule: Box<dyn Rule>,
    pace: Pace,
    noise: Rng,
    updates: u64,
    pass: Pass,
    proposal: Proposal,
    memory: Vec<[Memory; 2]>,
}

impl Trainer {
    /// Sets out with `net`; `noise` is what the rule's own randomness comes from.
    pub fn new(net: Mlp, rule: Box<dyn Rule>, pace: Pace, noise: Rng) -> Self {
        let memory = vec![Default::default(); net.depth()];
        Self { net, rule, pace, noise, updates: 0, pass: Pass::default(), proposal: Proposal::default(), memory }
    }

    /// The network as it is now.
    pub fn net(&self) -> &Mlp {
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
    /// If the loss is no longer a finite number; the weights are left as they were.
    pub fn step(&mut self, batch: &Batch, observer: &mut dyn Observer) -> Result<Real> {
        self.net.forward(&batch.x, &mut self.pass);
        let loss = self.net.loss(&self.pass, &batch.t);
        if !loss.is_finite() {
            return Err(self.diverged());
        }
        let scene = Scene { net: &self.net, batch, pass: &self.pass, loss };
        self.proposal.fit(&self.net, batch.len());
        self.rule.propose(&scene, &mut self.noise, &mut self.proposal);
        observer.see(&Moment { update: self.updates, scene, proposal: &self.proposal });
        self.apply();
        Ok(loss)
    }

    fn apply(&mut self) {
        let Pace { rates, decay, optimiser } = &self.pace;
        for (l, layer) in self.net.layers.iter_mut().enumerate() {
            let rate = rates.get(l).or(rates.first()).copied().unwrap_or(0.0);
            let step = Step { optimiser: *optimiser, rate, decay: *decay, count: self.updates };
            step.apply(&self.proposal.delta[l], layer, &mut self.memory[l]);
        }
        self.updates += 1;
    }

    fn diverged(&self) -> Error {
        let rates: Vec<_> = self.pace.rates.iter().map(ToString::to_string).collect();
        let message = format!(
            "The run diverged: at update {} the loss is no longer a finite number. Lower the learning rate (now {}) \
             or the weight decay, then start again.",
            self.updates + 1,
            rates.join(", "),
        );
        Error::new("lr", message)
    }
}
