//! One error type: the field that was wrong, and a sentence with the mistake, its place and the remedy.

use std::fmt;

/// Result of every fallible function of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// A mistake in the input, in words that can be shown to a person as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The configuration field or the file that the message is about.
    pub field: String,
    /// One or two sentences: what was found, what was expected, what to do.
    pub message: String,
}

impl Error {
    /// An error about `field`.
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: field.into(), message: short(message.into(), LONGEST) }
    }
}

/// Characters of a message.
const LONGEST: usize = 1000;

/// A message without its middle, if it is longer than `longest` characters: input that the message quotes may have any
/// length. The error stands at its beginning, the remedy at its end.
pub fn short(message: String, longest: usize) -> String {
    let length = message.chars().count();
    if length <= longest {
        return message;
    }
    let (head, tail) = (message.chars().take(longest / 2), message.chars().skip(length - longest / 2));
    head.chain(['…']).chain(tail).collect()
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
