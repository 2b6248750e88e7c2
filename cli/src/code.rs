//! `--code FILE`: a rule of one's own.

use microlearning::error::{Error, Result};

/// The code in this file.
pub fn read(path: &str) -> Result<String> {
    std::fs::read_to_string(path).map_err(|e| Error::new("code", format!("code: {path} cannot be read ({e}).")))
}
