//! What a learning rule is: it proposes an update for a batch and never changes the network itself.
//!
//! So a metric can ask any rule "what would you do here?" without side effects, and watching a run never
//! changes it.

pub mod convention;
pub mod feedback;
pub mod noise;

mod card;
mod proposal;

pub use card::{Card, Param, Params, Setting};
pub use proposal::{LayerUpdate, Proposal, Workspace};

use crate::data::Batch;
use crate::net::{Forward, Network};
use crate::rule::noise::Noise;
use crate::{Mat, Real};

/// What a rule is shown: the network, a batch, and the network's answer to it.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The network as it is now.
    pub net: &'a Network,
    /// The batch.
    pub batch: &'a Batch,
    /// z and h of every layer for this batch.
    pub pass: &'a Forward,
    /// The batch's mean loss.
    pub loss: f64,
}

impl Context<'_> {
    /// h_{l−1}, (B, n_in) of layer l.
    pub fn below(&self, l: usize) -> &Mat {
        self.pass.below(l, &self.batch.x)
    }
}

/// How a rule's feedback weights B change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Plasticity {
    /// They stay, or there are none.
    Fixed,
    /// They take the kind of step that the weights W take for which they stand in, with the same η and decay.
    LikeWeights,
    /// They take plain steps at a rate of their own.
    Own(Real),
}

/// A learning rule.
pub trait Rule {
    /// Writes the update for this batch into `out`, which already has the network's shape.
    /// Pure: the same context and the same noise give the same proposal.
    fn propose(&self, context: &Context<'_>, noise: &mut Noise<'_>, out: &mut Proposal);

    /// B of layers 2 … L, if the rule keeps any.
    fn feedback(&self) -> &[Mat] {
        &[]
    }

    /// The same, for the trainer to apply [`Proposal::feedback`] to.
    fn feedback_mut(&mut self) -> &mut [Mat] {
        &mut []
    }

    /// Whether and how B learns.
    fn plasticity(&self) -> Plasticity {
        Plasticity::Fixed
    }
}

/// Asks a rule about a batch: runs the network forward into `pass` and writes the proposal. Returns the mean loss.
pub fn ask(
    rule: &dyn Rule,
    net: &Network,
    batch: &Batch,
    noise: &mut Noise<'_>,
    pass: &mut Forward,
    out: &mut Proposal,
) -> f64 {
    net.forward(&batch.x, pass);
    let loss = net.loss(pass, &batch.t);
    out.reshape(rule, net, batch.len());
    rule.propose(&Context { net, batch, pass, loss }, noise, out);
    loss
}
