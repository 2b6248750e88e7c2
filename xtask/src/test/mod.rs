//! `cargo xtask test`: everything that CI runs, step by step, all of it even after a failure.

mod checks;
mod supply;

pub use checks::in_browser;

use crate::arguments::Arguments;
use crate::step::{failure, step, Outcome};
use std::time::Instant;

/// Options of `cargo xtask test`.
pub const OPTIONS: &str =
    "[STEP …], where STEP is one of: format lint lint-wasm native f64 browser site e2e docs trunk supply; or browsers, only if asked for";

/// One step, with the name that picks it.
struct Check {
    name: &'static str,
    doc: &'static str,
    run: fn() -> Outcome<()>,
}

/// In an order that tells the cheap news first.
const CHECKS: [Check; 11] = [
    Check { name: "format", doc: "Formatting", run: checks::format },
    Check { name: "lint", doc: "Clippy, native", run: checks::lint },
    Check { name: "lint-wasm", doc: "Clippy, wasm32", run: checks::lint_wasm },
    Check { name: "native", doc: "Native tests", run: checks::native },
    Check { name: "f64", doc: "Exact tests in f64", run: checks::f64 },
    Check { name: "browser", doc: "Tests of the rules in Chromium and Node.js", run: checks::browser },
    Check { name: "site", doc: "Building the site", run: checks::site },
    Check { name: "e2e", doc: "End-to-end tests on the built site", run: checks::e2e },
    Check { name: "docs", doc: "Documentation", run: checks::docs },
    Check { name: "trunk", doc: "Trunk's configuration", run: checks::trunk },
    Check { name: "supply", doc: "Licences and known weaknesses of what others wrote", run: supply::supply },
];
/// Run only if it is named: a second browser, and a second way to compile.
const ASKED_FOR: Check =
    Check { name: "browsers", doc: "Tests of the rules in Firefox, and compiled as released", run: checks::browsers };

/// `cargo xtask test`.
pub fn task(arguments: Arguments) -> Outcome<()> {
    let picked = arguments.rest();
    let all = || CHECKS.iter().chain([&ASKED_FOR]);
    if let Some(unknown) = picked.iter().find(|p| all().all(|c| c.name != **p)) {
        return Err(failure(format!("{unknown} is not a step of the tests."), format!("use {OPTIONS}.")));
    }
    let wanted =
        |check: &&Check| picked.iter().any(|p| p == check.name) || picked.is_empty() && check.name != ASKED_FOR.name;
    let mut summary = Vec::new();
    let mut failed = Vec::new();
    let mut reasons = Vec::new();
    for check in all().filter(wanted) {
        let start = Instant::now();
        let result = step(check.doc, check.run);
        let word = if result.is_ok() { "passed" } else { "FAILED" };
        summary.push(format!("  {word}  {:>6.1} s  {}", start.elapsed().as_secs_f64(), check.doc));
        if let Err(reason) = result {
            eprintln!("{reason}");
            failed.push(check.name);
            reasons.push(format!("{}: {reason}", check.doc));
        }
    }
    println!("\n{}", summary.join("\n"));
    println!("{} passed, {} failed", summary.len() - failed.len(), failed.len());
    // Reasons once more, for those who are shown the end of the log only.
    reasons.iter().for_each(|reason| println!("{reason}"));
    if failed.is_empty() {
        return Ok(());
    }
    let what = format!("Not all tests passed: {}.", failed.join(", "));
    Err(failure(
        what,
        format!("read the words of each above; `cargo xtask test {}` repeats these only.", failed.join(" ")),
    ))
}
