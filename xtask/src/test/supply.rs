//! Licences and known weaknesses of the dependencies. A database that cannot be reached is reported.

use crate::setup::{cargo_deny, node};
use crate::step::Outcome;
use crate::{notices, paths, shell};
use std::path::Path;
use std::process::Command;

/// Folders with a lock of npm: what tests use, and the two tools that build the site.
const LOCKS: [&str; 3] = ["", "xtask/npm/binaryen", "xtask/npm/esbuild"];

/// The step.
pub fn supply() -> Outcome<()> {
    println!("  The licences of {} packages in the modules fit ours.", notices::check()?);
    rust()?;
    node::ensure()?;
    LOCKS.iter().try_for_each(|folder| npm(folder))
}

/// cargo-deny, where it is installed.
fn rust() -> Outcome<()> {
    let Some(program) = cargo_deny::find() else {
        println!("  cargo-deny is not installed (`cargo xtask setup --deny` does that): weaknesses of crates were NOT looked up.");
        return Ok(());
    };
    let deny = |arguments: &[&str]| {
        let mut deny = Command::new(&program);
        deny.args(arguments).current_dir(paths::root());
        deny
    };
    shell::loud(&mut deny(&["check", "licenses", "bans", "sources"]), "do without what it names, or see deny.toml.")?;
    let advisories = &["check", "advisories"];
    let output = deny(advisories).output().ok();
    let said = output.as_ref().map(|output| String::from_utf8_lossy(&output.stderr).into_owned()).unwrap_or_default();
    match verdict(output.is_some_and(|output| output.status.success()), &said) {
        Verdict::Fine => println!("  No weakness of a crate is known."),
        Verdict::Weak => return shell::loud(&mut deny(advisories), "update what it names."),
        Verdict::Unknown => println!("  RustSec's database was NOT reached: weaknesses of crates were not looked up."),
    }
    Ok(())
}

/// Outcome of a search for weaknesses.
#[derive(Debug, PartialEq)]
enum Verdict {
    Fine,
    Weak,
    Unknown,
}

/// The outcome that cargo-deny's words mean: it ends with a failure, too, where it has looked at nothing.
fn verdict(success: bool, said: &str) -> Verdict {
    match success {
        true => Verdict::Fine,
        false if said.contains("advisories FAILED") => Verdict::Weak,
        false => Verdict::Unknown,
    }
}

/// npm's own audit of the packages in a folder's lock.
fn npm(folder: &str) -> Outcome<()> {
    let place = paths::root().join(folder);
    let audit = |more: &[&str]| {
        let mut audit = node::npm(&[&["audit", "--package-lock-only"], more].concat());
        audit.current_dir(&place);
        audit
    };
    let lock = Path::new(folder).join("package-lock.json");
    let told = audit(&["--json"]).output().map(|output| output.stdout).unwrap_or_default();
    match audited(&told) {
        Verdict::Fine => println!("  No weakness of a package in {} is known.", lock.display()),
        Verdict::Weak => return shell::loud(&mut audit(&[]), "update what it names."),
        Verdict::Unknown => {
            println!("  npm's database was NOT reached: weaknesses in {} were not looked up.", lock.display());
        }
    }
    Ok(())
}

/// The outcome that npm's report means; an error that it reports has no count.
fn audited(report: &[u8]) -> Verdict {
    let report = serde_json::from_slice::<serde_json::Value>(report).unwrap_or_default();
    match report["metadata"]["vulnerabilities"]["total"].as_u64() {
        Some(0) => Verdict::Fine,
        Some(_) => Verdict::Weak,
        None => Verdict::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_that_was_not_reached_is_no_clean_bill() {
        assert_eq!(verdict(true, "advisories ok"), Verdict::Fine);
        assert_eq!(verdict(false, "advisories FAILED"), Verdict::Weak);
        assert_eq!(verdict(false, "[ERROR] failed to fetch advisory database"), Verdict::Unknown);
        assert_eq!(verdict(false, ""), Verdict::Unknown);
        assert_eq!(audited(br#"{"metadata":{"vulnerabilities":{"low":0,"total":0}}}"#), Verdict::Fine);
        assert_eq!(audited(br#"{"metadata":{"vulnerabilities":{"low":2,"total":2}}}"#), Verdict::Weak);
        assert_eq!(audited(br#"{"message":"405 Method Not Allowed","statusCode":405}"#), Verdict::Unknown);
        assert_eq!(audited(b""), Verdict::Unknown);
    }

    #[test]
    fn every_lock_is_looked_at() {
        let mut found = vec![String::new()];
        for entry in std::fs::read_dir(paths::root().join("xtask/npm")).expect("the tools' locks").flatten() {
            found.push(format!("xtask/npm/{}", entry.file_name().to_string_lossy()));
        }
        found.sort();
        assert_eq!(found, LOCKS);
    }
}
