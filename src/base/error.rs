//! One error type: the field that was wrong, and a sentence that says what, where and what to do.

use std::fmt;

/// What every fallible function of this crate returns.
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
        Self { field: field.into(), message: message.into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
