//! Links: a sentence, or settings that the link made of them gives again.

use microlearning::lab::settings::link::{from_query, to_query};

use crate::told;

/// Tries one input.
pub fn target(data: &[u8]) {
    match from_query(&super::text(data)) {
        Err(error) => told(&error),
        Ok(config) => assert_eq!(from_query(&to_query(&config)).expect("a link of our own"), config),
    }
}
