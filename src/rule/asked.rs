//! A query to a rule about one batch, whose memory is reused.

use super::{Context, Convention, Proposal, Rule, Workspace};
use crate::data::Batch;
use crate::net::{Forward, Network};
use crate::rule::noise::Noise;

/// Last query to a rule: the forward pass, the rule's proposal, and the memory for both.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// z and h of every layer.
    pub pass: Forward,
    /// The proposal.
    pub proposal: Proposal,
    work: Workspace,
}

impl Asked {
    /// Asks a rule about a batch: the network's answer, then the proposal. Returns the mean loss.
    pub fn ask(
        &mut self,
        rule: &dyn Rule,
        net: &Network,
        batch: &Batch,
        convention: &'static Convention,
        noise: &mut Noise<'_>,
    ) -> f64 {
        let loss = self.answer(rule, net, batch);
        self.propose(rule, net, batch, (loss, convention), noise);
        loss
    }

    /// The network's answer under the rule. Returns the mean loss.
    pub fn answer(&mut self, rule: &dyn Rule, net: &Network, batch: &Batch) -> f64 {
        rule.answer(net, &batch.x, &mut self.work, &mut self.pass);
        net.loss(&self.pass, &batch.t)
    }

    /// The rule's proposal, once the answer to this batch is there with its loss.
    pub fn propose(
        &mut self,
        rule: &dyn Rule,
        net: &Network,
        batch: &Batch,
        (loss, convention): (f64, &'static Convention),
        noise: &mut Noise<'_>,
    ) {
        self.proposal.reshape(rule, net, batch.len());
        let at = Context { net, batch, pass: &self.pass, loss, convention };
        rule.propose(&at, noise, &mut self.work, &mut self.proposal);
    }
}
