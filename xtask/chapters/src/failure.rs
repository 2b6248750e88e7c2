//! Errors in a chapter: the file, the line, and the remedy.

use std::fmt;
use std::path::Path;

/// Reason that a page could not be rendered.
#[derive(Debug)]
pub struct Failure {
    /// The file, as the reader of the message knows it.
    pub file: String,
    /// The line, counted from 1; 0 if the whole file is meant.
    pub line: usize,
    /// Description of the error.
    pub what: String,
    /// Remedy.
    pub remedy: String,
}

/// Result of every step.
pub type Outcome<T> = Result<T, Failure>;

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = if self.line > 0 { format!(", line {}", self.line) } else { String::new() };
        write!(f, "{}{line}: {}\n  What to do: {}", self.file, self.what, self.remedy)
    }
}

impl Failure {
    /// A failure at a line of a file that is not named yet.
    pub fn at(line: usize, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { file: String::new(), line, what: what.into(), remedy: remedy.into() }
    }

    /// The same, in this file, whose text begins `before` lines further down.
    pub fn within(mut self, file: &str, before: usize) -> Self {
        if self.file.is_empty() {
            self.file = file.to_owned();
            self.line += if self.line > 0 { before } else { 0 };
        }
        self
    }
}

/// Reads a file, or says that it cannot be read.
pub fn read(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path).map_err(|error| disk(path, &error))
}

/// Writes a file, or says that it cannot be written.
pub fn write(path: &Path, text: &str) -> Outcome<()> {
    std::fs::write(path, text).map_err(|error| disk(path, &error))
}

/// A failure of the file system.
pub fn disk(path: &Path, error: &std::io::Error) -> Failure {
    let remedy = "check that the path exists and that you may read and write there.";
    Failure { file: path.display().to_string(), line: 0, what: format!("{error}."), remedy: remedy.into() }
}
