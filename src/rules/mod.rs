//! The registry: one rule a file, one line each below.

use crate::base::error::{Error, Result};
use crate::base::look::Look;
use crate::rule::Card;
use crate::script;

/// Declares each rule's file and lists its card. An attribute before a rule says in which builds it is.
macro_rules! registry {
    ($($(#[$where:meta])* $rule:ident,)*) => {
        $($(#[$where])* pub mod $rule;)*

        /// Every rule, in the order that people meet them.
        pub const ALL: &[&Card] = &[$($(#[$where])* &$rule::CARD),*];
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
    #[cfg(feature = "workshop")]
    target_propagation,
    #[cfg(feature = "workshop")]
    direct_target_propagation,
    #[cfg(feature = "workshop")]
    dendritic,
    #[cfg(feature = "workshop")]
    dual_propagation,
    #[cfg(feature = "workshop")]
    forward_forward,
    #[cfg(feature = "workshop")]
    krotov_hopfield,
    #[cfg(feature = "workshop")]
    soft_hebb,
    #[cfg(feature = "workshop")]
    nmf,
    hebbian,
    hebbian_backprop,
    #[cfg(feature = "workshop")]
    predictive_coding,
    #[cfg(feature = "workshop")]
    equilibrium_propagation,
    #[cfg(feature = "workshop")]
    feedback_control,
    #[cfg(feature = "workshop")]
    hebbian_control,
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

/// Ids of the registry's rules that a list names, in the order of the registry.
///
/// # Errors
/// If there is no such rule.
#[cfg(feature = "workshop")]
pub fn several(list: &str) -> Result<Vec<String>> {
    let asked = list.split(',').map(|id| find(id.trim())).collect::<Result<Vec<_>>>()?;
    let chosen = ALL.iter().filter(|card| asked.iter().any(|other| other.id == card.id));
    Ok(chosen.map(|card| card.id.to_owned()).collect())
}
