//! Ctrl-C: what has been measured is worth printing, so a run ends after the slice of work that is under way. A second Ctrl-C ends the
//! program at once.

use std::process::exit;
use std::sync::atomic::{AtomicBool, Ordering};

use microlearning::base::error::Error;

/// The status of a program that was interrupted, as shells know it.
pub const STATUS: u8 = 130;

static ASKED: AtomicBool = AtomicBool::new(false);

/// Takes Ctrl-C for a question from now on.
pub fn watch() {
    let asked = || {
        if ASKED.swap(true, Ordering::Relaxed) {
            exit(STATUS.into());
        }
    };
    // If no handler can be set, Ctrl-C ends the program as it always did.
    let _ = ctrlc::set_handler(asked);
}

/// True if Ctrl-C was pressed.
pub fn asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}

/// Reason that a run has ended.
pub fn error() -> Error {
    Error::new("interrupt", "Interrupted: what is printed was measured before.")
}

/// A clock that stands still, in milliseconds, until Ctrl-C is pressed: then a slice of one millisecond is over.
pub fn clock() -> f64 {
    f64::from(u8::from(asked()))
}

/// The error to end with if work that `is_done` or not was interrupted.
pub fn ended(is_done: bool) -> Result<(), Error> {
    if asked() && !is_done {
        return Err(error());
    }
    Ok(())
}
