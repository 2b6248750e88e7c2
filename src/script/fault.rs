//! Error in a piece of code, and its line.

use crate::base::error::{short, Error};

/// Characters of a message.
const LONGEST: usize = 400;

/// A mistake in a reader's code: a sentence without the line, which stands beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Counted from 1.
    pub line: usize,
    /// Message: the mistake, and its remedy.
    pub message: String,
}

impl Fault {
    /// A fault on this line.
    pub fn new(line: usize, message: impl Into<String>) -> Self {
        // A name or a number may be as long as the code.
        Self { line, message: short(message.into(), LONGEST) }
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::new("code", format!("Line {}: {}", fault.line, fault.message))
    }
}
