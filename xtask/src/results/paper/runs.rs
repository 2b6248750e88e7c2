//! Processes that do the jobs of a design together.

use crate::step::{failure, Outcome};
use serde_json::Value;
use std::process::{Command, Stdio};

/// Rounds of all processes at most: one that was killed leaves its jobs to the next round.
const ROUNDS: usize = 5;
/// Seconds that a process waits for a record of another one: more than any job takes.
const PATIENCE: &str = "600";

/// The report of `microlearning` with these words, once so many processes have done all jobs.
pub fn done(program: &str, words: &[String], folder: &str, processes: usize) -> Outcome<Value> {
    for _ in 0..ROUNDS {
        let part = |i: usize| {
            let part = format!("{i}/{processes}");
            let more = ["--out", folder, "--part", &part, "--wait", PATIENCE];
            Command::new(program).args(words).args(more).stdin(Stdio::null()).spawn()
        };
        let running: Vec<_> = (1..=processes).map(part).collect();
        for process in running {
            let ended = process.and_then(|mut process| process.wait()).is_ok_and(|status| status.success());
            if !ended {
                return Err(failure(format!("`{program} {}` failed.", words.join(" ")), "read what it says above."));
            }
        }
        let report = so_far(program, words, folder)?;
        if report["finished"] == true {
            return Ok(report);
        }
    }
    Err(failure(format!("Jobs are left after {ROUNDS} rounds."), "call it again: it goes on where it was."))
}

/// The report of what is in the folder.
pub fn so_far(program: &str, words: &[String], folder: &str) -> Outcome<Value> {
    let output = Command::new(program).args(words).args(["--report", folder]).output();
    let report = output.ok().and_then(|output| serde_json::from_slice(&output.stdout).ok());
    report.ok_or_else(|| {
        failure(
            format!("`{program} {} --report {folder}` failed.", words.join(" ")),
            "run it by hand and read what it says.",
        )
    })
}
