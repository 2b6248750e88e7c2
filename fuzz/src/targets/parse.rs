//! The text of a rule: read, or refused with a line that it has.

use microlearning::script::Script;

use crate::sentence;

/// Tries one input.
pub fn target(data: &[u8]) {
    let code = super::text(data);
    if let Err(fault) = Script::new(&code) {
        sentence(&fault.message);
        let lines = code.lines().count().max(1);
        // A text that ends inside a bracket is told on the line behind its last, if that is empty.
        assert!((1..=lines + 1).contains(&fault.line), "line {} of {lines}", fault.line);
    }
}
