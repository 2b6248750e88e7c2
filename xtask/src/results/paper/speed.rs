//! Time that the experiment takes on one process and on two.

use super::runs;
use crate::results::compile;
use crate::step::{failure, step, Outcome};
use std::time::Instant;

/// Trains and identifies so many networks of four rules, on one process and on two, and prints both times and their ratio. Reports are the
/// same, or it fails.
pub fn task(networks: usize) -> Outcome<()> {
    let program = step("Compiling the command line", compile)?;
    let each = (networks / 4).to_string();
    let words = ["run", "identify", "--networks", &each].map(String::from);
    let timed = |processes: usize| {
        let folder = std::env::temp_dir().join(format!("microlearning-{}-{processes}", std::process::id()));
        let begun = Instant::now();
        let report = runs::done(&program, &words, &folder.display().to_string(), processes)?;
        let seconds = begun.elapsed().as_secs_f64();
        // A folder that cannot be removed does no harm.
        let _ = std::fs::remove_dir_all(&folder);
        Ok((report, seconds))
    };
    let (report, alone) = timed(1)?;
    let (same, together) = timed(2)?;
    if report != same {
        return Err(failure("Two processes gave another report than one.", "compare the records in their folders."));
    }
    let trained = &report["networks"];
    println!(
        "{trained} networks: {alone:.1} s on one process, {together:.1} s on two, {:.2} times as fast.",
        alone / together
    );
    Ok(())
}
