//! A table of dissimilarities from elsewhere.

use microlearning::lab::experiments::representations::Foreign;

/// Tries one input.
pub fn target(data: &[u8]) {
    match Foreign::read(&super::text(data)) {
        Err(error) => crate::told(&error),
        Ok(foreign) => {
            let found = foreign.compare(&[]);
            let same = foreign.compare(std::slice::from_ref(&found.rdm));
            assert!(
                found.rdm.iter().enumerate().all(|(i, row)| row[i].is_some_and(|value| value < 1e300)),
                "{:?}",
                found.rdm
            );
            assert!(same.rsa[0].is_none_or(|rsa| (-1.0..=1.0 + 1e-9).contains(&rsa)), "{:?}", same.rsa);
        }
    }
}
