//! Steps that print their name and duration, and failures with a remedy.

use std::fmt;
use std::time::Instant;

/// Reason that a step failed, and the remedy.
#[derive(Debug)]
pub struct Failure {
    what: String,
    remedy: String,
}

/// Result of every step.
pub type Outcome<T> = Result<T, Failure>;

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  What to do: {}", self.what, self.remedy)
    }
}

/// A failure from a sentence on what was wrong and one on what to do.
pub fn failure(what: impl Into<String>, remedy: impl Into<String>) -> Failure {
    Failure { what: what.into(), remedy: remedy.into() }
}

/// Turns an error of the file system into a failure that names the path.
pub fn at<E: fmt::Display>(path: &std::path::Path) -> impl FnOnce(E) -> Failure + '_ {
    move |error| {
        failure(
            format!("{}: {error}.", path.display()),
            "check that the path exists, that you may write there, and that the disk is not full.",
        )
    }
}

/// Runs one step under its name and prints the time it took.
pub fn step<T>(name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    eprintln!("▸ {name} …");
    let start = Instant::now();
    let result = work();
    let seconds = start.elapsed().as_secs_f64();
    match &result {
        Ok(_) => eprintln!("✓ {name}: {seconds:.1} s"),
        Err(_) => eprintln!("✗ {name}: failed after {seconds:.1} s"),
    }
    result
}
