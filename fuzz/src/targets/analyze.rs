//! The file that `microlearning analyze` is asked about.

use microlearning_cli::analyzed;

/// Tries one input.
pub fn target(data: &[u8]) {
    match analyzed(&super::text(data)) {
        Err(error) => crate::told(&error),
        Ok(answer) => assert!(answer.starts_with('{'), "{answer}"),
    }
}
