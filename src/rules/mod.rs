//! The registry: one rule a file, one line each below.

pub mod backprop;
pub mod direct_feedback_alignment;
pub mod feedback_alignment;
pub mod hebbian;
pub mod hebbian_backprop;
pub mod information_alignment;
pub mod kolen_pollack;
pub mod node_perturbation;
pub mod sign_symmetry;
pub mod weight_mirror;
pub mod weight_perturbation;

use crate::error::{Error, Result};
use crate::rule::Card;

/// Every rule, in the order that people meet them.
pub const ALL: &[&Card] = &[
    &backprop::CARD,
    &weight_perturbation::CARD,
    &node_perturbation::CARD,
    &feedback_alignment::CARD,
    &direct_feedback_alignment::CARD,
    &sign_symmetry::CARD,
    &kolen_pollack::CARD,
    &weight_mirror::CARD,
    &information_alignment::CARD,
    &hebbian::CARD,
    &hebbian_backprop::CARD,
];

/// The card with this id.
///
/// # Errors
/// If there is none; the message lists those that there are.
pub fn find(id: &str) -> Result<&'static Card> {
    ALL.iter().copied().find(|card| card.id == id).ok_or_else(|| {
        let known: Vec<_> = ALL.iter().map(|card| card.id).collect();
        Error::new("rule", format!("rule: there is no rule \"{id}\"; choose one of {}.", known.join(", ")))
    })
}
