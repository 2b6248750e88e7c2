//! Observers of a run: an observer is shown each update before it is applied, and can change nothing.

use crate::rule::{Context, Proposal};

/// One update, as an observer sees it.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// Number of updates applied before this one.
    pub update: u64,
    /// The network before the update, the batch, and the network's answer to it.
    pub context: Context<'a>,
    /// The rule's proposal.
    pub proposal: &'a Proposal,
}

/// An observer.
pub trait Observer {
    /// Called once an update, before it is applied.
    fn see(&mut self, moment: &Moment<'_>);
}

/// The observer that ignores every update.
impl Observer for () {
    fn see(&mut self, _: &Moment<'_>) {}
}
