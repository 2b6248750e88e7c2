//! How to watch a run: an observer is shown each update before it is applied, and can change nothing.

use crate::rule::{Context, Proposal};

/// One update, as an observer sees it.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// How many updates were applied before this one.
    pub update: u64,
    /// The network before the update, the batch, and the network's answer to it.
    pub context: Context<'a>,
    /// What the rule proposes.
    pub proposal: &'a Proposal,
}

/// Something that watches.
pub trait Observer {
    /// Called once an update, before it is applied.
    fn see(&mut self, moment: &Moment<'_>);
}

/// Watches nothing.
impl Observer for () {
    fn see(&mut self, _: &Moment<'_>) {}
}
