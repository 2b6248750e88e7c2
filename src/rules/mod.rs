//! The registry: one rule a file, one line each below.

use crate::base::error::{Error, Result};
use crate::base::look::Look;
use crate::rule::Card;
use crate::script;

/// Declares each rule's file and lists its card.
macro_rules! registry {
    ($($rule:ident,)*) => {
        $(pub mod $rule;)*

        /// Every rule, in the order that people meet them.
        pub const ALL: &[&Card] = &[$(&$rule::CARD),*];
    };
}

registry! {
    backprop,
    weight_perturbation,
    node_perturbation,
    feedback_alignment,
    direct_feedback_alignment,
    sign_symmetry,
    kolen_pollack,
    weight_mirror,
    information_alignment,
    target_propagation,
    hebbian,
    hebbian_backprop,
}

/// Every rule, and the card of those that are written as code.
pub fn every() -> impl Iterator<Item = &'static Card> {
    ALL.iter().copied().chain(script::CARDS.iter().copied())
}

/// The look of the rule with this id, also of one as code where no code can be run.
pub fn look(id: &str) -> Option<Look> {
    let own = Some(script::LOOK).filter(|(own, _)| *own == id).map(|(_, look)| look);
    ALL.iter().find(|card| card.id == id).map(|card| card.look).or(own)
}

/// The card with this id.
///
/// # Errors
/// If there is none; the message lists those that there are.
pub fn find(id: &str) -> Result<&'static Card> {
    every().find(|card| card.id == id).ok_or_else(|| {
        let known: Vec<_> = every().map(|card| card.id).collect();
        Error::new("rule", format!("rule: there is no rule \"{id}\"; choose one of {}.", known.join(", ")))
    })
}
