//! cargo-fuzz, which compiles targets with libFuzzer and runs them.

use super::cargo_tool::CargoTool;
use crate::step::Outcome;
use crate::versions;
use std::path::PathBuf;

/// The program, installed if need be.
pub fn ensure() -> Outcome<PathBuf> {
    CargoTool { package: "cargo-fuzz", program: "cargo-fuzz", version: versions::CARGO_FUZZ, locked: true }.ensure()
}
