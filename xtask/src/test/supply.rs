//! Licences and known vulnerabilities of the dependencies. A database that cannot be reached is reported.

use crate::setup::node;
use crate::step::Outcome;
use crate::{notices, paths, shell};
use std::process::Command;

/// The step.
pub fn supply() -> Outcome<()> {
    println!("  The licences of {} packages in the modules fit ours.", notices::check()?);
    rust()?;
    npm()
}

/// cargo-deny, where it is installed.
fn rust() -> Outcome<()> {
    if shell::find("cargo-deny").is_none() {
        println!(
            "  cargo-deny is not installed: weaknesses of crates were NOT looked up (`cargo install cargo-deny`)."
        );
        return Ok(());
    }
    let mut deny = Command::new("cargo");
    deny.args(["deny", "--offline", "check", "licenses", "bans", "sources"]).current_dir(paths::root());
    shell::loud(&mut deny, "do without what it names.")?;
    let mut advisories = Command::new("cargo");
    let output = advisories.args(["deny", "check", "advisories"]).current_dir(paths::root()).output();
    let said = output.as_ref().map(|output| String::from_utf8_lossy(&output.stderr).into_owned()).unwrap_or_default();
    if said.contains("advisories FAILED") || said.contains("error[") {
        return shell::loud(&mut advisories, "update what it names.");
    }
    let reached = output.is_ok_and(|output| output.status.success());
    println!(
        "  {}",
        if reached {
            "No weakness of a crate is known."
        } else {
            "RustSec's database was NOT reached: weaknesses of crates were not looked up."
        }
    );
    Ok(())
}

/// npm's own audit, of what tests and tools use.
fn npm() -> Outcome<()> {
    node::ensure()?;
    let mut audit = node::npm(&["audit", "--json"]);
    let output = audit.current_dir(paths::root()).output().ok();
    let report = output.and_then(|output| serde_json::from_slice::<serde_json::Value>(&output.stdout).ok());
    let count = report.as_ref().and_then(|report| report["metadata"]["vulnerabilities"]["total"].as_u64());
    match count {
        None => println!("  npm's database was NOT reached: weaknesses of its packages were not looked up."),
        Some(0) => println!("  No weakness of an npm package is known."),
        Some(_) => return shell::loud(node::npm(&["audit"]).current_dir(paths::root()), "update what it names."),
    }
    Ok(())
}
