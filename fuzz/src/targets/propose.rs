//! The file that `microlearning propose` is asked about.

use microlearning_cli::proposed;

/// Tries one input.
pub fn target(data: &[u8]) {
    match proposed(&super::text(data)) {
        Err(error) => crate::told(&error),
        Ok(answer) => assert!(answer.starts_with('{'), "{answer}"),
    }
}
