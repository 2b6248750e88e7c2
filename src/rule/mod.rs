//! A learning rule: it proposes an update for a batch and never changes the network itself.
//!
//! So a metric can ask any rule "what would you do here?" without side effects, and watching a run never
//! changes it.

pub mod convention;
pub mod feedback;
pub mod noise;
pub mod scheme;

mod asked;
mod card;
mod meaning;
mod param;
mod pathway;
mod proposal;
mod shown;
mod signal;
mod workspace;

pub use asked::Asked;
pub use card::{Card, Setting, Settings};
pub use meaning::meaning;
pub use param::{Param, Params};
pub use pathway::{Pathway, Plasticity};
pub use proposal::{LayerUpdate, Proposal};
pub use shown::{Over, Picture, Trace};
pub use signal::Signal;
pub use workspace::Workspace;

use crate::data::Batch;
use crate::net::{Forward, Network};
use crate::rule::convention::Convention;
use crate::rule::noise::Noise;
use crate::Mat;

/// Input to a rule: the network, a batch, and the network's answer to it.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The network as it is now.
    pub net: &'a Network,
    /// The batch.
    pub batch: &'a Batch,
    /// z and h of every layer for this batch: [`Rule::answer`].
    pub pass: &'a Forward,
    /// The batch's mean loss.
    pub loss: f64,
    /// Scaling of updates.
    pub convention: &'static Convention,
}

impl Context<'_> {
    /// h_{l−1}, (B, n_in) of layer l.
    pub fn below(&self, l: usize) -> &Mat {
        self.pass.below(l, &self.batch.x)
    }
}

/// A learning rule.
pub trait Rule {
    /// Writes the update for this batch into `out`, which already has the network's shape.
    /// Pure: the same context and the same noise give the same proposal, whatever `work` held before.
    fn propose(&self, at: &Context<'_>, noise: &mut Noise<'_>, work: &mut Workspace, out: &mut Proposal);

    /// The network's answer to x (B, n_in) under this rule, z and h of every layer: the forward pass, unless the rule reads the
    /// network in another way or lets it settle.
    fn answer(&self, net: &Network, x: &Mat, _: &mut Workspace, pass: &mut Forward) {
        net.forward(x, pass);
    }

    /// True if the answer is a state in which the network settles, and not the forward pass.
    fn settles(&self) -> bool {
        false
    }

    /// Weights of the rule's own, beside the network's: feedback weights B, for example.
    fn pathways(&self) -> &[Pathway] {
        &[]
    }

    /// The same, for the trainer to apply [`Proposal::learned`] to.
    fn pathways_mut(&mut self) -> &mut [Pathway] {
        &mut []
    }
}

impl dyn Rule + '_ {
    /// B of layers 2 … L, if the rule keeps any.
    pub fn feedback(&self) -> &[Mat] {
        self.pathways().iter().find(|pathway| pathway.stands_for_w).map_or(&[], |pathway| &pathway.weights)
    }
}
