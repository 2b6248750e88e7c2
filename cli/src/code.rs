//! Texts that other programs wrote, and `--code FILE`, a rule of one's own.

use std::path::Path;

use microlearning::base::error::{Error, Result};

/// The code in this file.
pub fn read(path: &str) -> Result<String> {
    text(Path::new(path)).map_err(|e| Error::new("code", format!("code: {path} cannot be read ({e}).")))
}

/// A file's text, without the byte-order mark with which some programs begin it.
pub fn text(path: &Path) -> std::io::Result<String> {
    let text = std::fs::read_to_string(path)?;
    Ok(text.strip_prefix('\u{FEFF}').map_or_else(|| text.clone(), str::to_owned))
}
