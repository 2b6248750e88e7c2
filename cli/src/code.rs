//! `--code FILE`, a rule of one's own.

use std::path::Path;

use microlearning::base::error::{Error, Result};

use crate::files;

/// The code in this file.
pub fn read(path: &str) -> Result<String> {
    let code =
        files::text(Path::new(path)).map_err(|e| Error::new("code", format!("code: {path} cannot be read ({e}).")))?;
    // Settings without code mean the first example, which nobody means who names a file.
    if code.trim().is_empty() {
        return Err(Error::new("code", format!("code: {path} is empty; give a file that sets dW.")));
    }
    Ok(code)
}
