//! Attempts at exercises: what stands in the blanks, a whole text, or code that is built; the first byte says which exercise.

use microlearning::lab::exercise::{check, rehearsal::rehearse, ALL};

use crate::choices::Choices;
use crate::code::code;
use crate::sentence;

/// Tries one input.
pub fn target(data: &[u8]) {
    let mut choices = Choices(data);
    let exercise = &ALL[choices.below(ALL.len())];
    let attempt = match choices.below(4) {
        0 => super::text(choices.0),
        1 => code(&mut choices),
        _ => {
            let fills = super::text(choices.0);
            exercise.filled(&fills.split('\n').collect::<Vec<_>>())
        }
    };
    let verdict = check(exercise, &attempt);
    sentence(&verdict.summary);
    assert!(!verdict.passed || verdict.line.is_none());
    if let Some(message) = rehearse(&attempt).message {
        sentence(&message);
    }
}
