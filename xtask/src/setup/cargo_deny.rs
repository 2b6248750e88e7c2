//! cargo-deny, which reads licences, sources and known weaknesses of crates: never installed unasked.

use super::cargo_tool::CargoTool;
use crate::step::Outcome;
use crate::versions;
use std::path::PathBuf;

const DENY: CargoTool =
    CargoTool { package: "cargo-deny", program: "cargo-deny", version: versions::CARGO_DENY, locked: true };

/// Installs cargo-deny, which takes around five minutes on two cores.
pub fn ensure() -> Outcome<PathBuf> {
    DENY.ensure()
}

/// cargo-deny, if it is installed.
pub fn find() -> Option<PathBuf> {
    DENY.find()
}
