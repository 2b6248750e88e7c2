//! The text of a rule: read, or refused with a line that it has.

use microlearning::script::Script;

use crate::sentence;

/// Tries one input.
pub fn target(data: &[u8]) {
    let code = super::text(data);
    if let Err(fault) = Script::new(&code) {
        sentence(&fault.message);
        // A carriage return alone ends a line, too.
        let lines = code.replace("\r\n", "\n").split(['\r', '\n']).count();
        // A text that ends inside a bracket is told on the line behind its last, if that is empty.
        assert!((1..=lines + 1).contains(&fault.line), "line {} of {lines}", fault.line);
    }
}
