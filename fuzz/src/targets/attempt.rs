//! Attempts at exercises: what stands in the blanks, or a whole text; the first byte says which exercise. Not the code that the target
//! `script` builds: an attempt may spend the budget of an update at each of a hundred questions, which is seconds.

use microlearning::lab::exercise::{check, rehearsal::rehearse, ALL};

use crate::choices::Choices;
use crate::sentence;

/// Tries one input.
pub fn target(data: &[u8]) {
    let mut choices = Choices(data);
    let exercise = &ALL[choices.below(ALL.len())];
    let attempt = match choices.below(4) {
        0 => super::text(choices.0),
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
