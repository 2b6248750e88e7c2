//! The registry: one rule a file, one line each below.

pub mod backprop;

use crate::error::{Error, Result};
use crate::rule::Card;

/// Every rule, in the order that people meet them.
pub const ALL: &[&Card] = &[&backprop::CARD];

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
