//! The program that writes the JavaScript side of the wasm module, from the member `xtask/bindgen`.

use crate::step::{at, step, Outcome};
use crate::{paths, shell, versions};
use std::path::PathBuf;
use std::process::Command;

/// The program, compiled if this version is not there yet.
pub fn ensure() -> Outcome<PathBuf> {
    let folder = paths::tool("bindgen", versions::WASM_BINDGEN);
    let name = format!("xtask-bindgen{}", std::env::consts::EXE_SUFFIX);
    let program = folder.join(&name);
    if program.is_file() {
        return Ok(program);
    }
    step("Compiling wasm-bindgen's generator (about 1 minute)", || {
        let target = paths::target().join("tools");
        let mut cargo = Command::new("cargo");
        cargo.args(["build", "--package", "xtask-bindgen"]).current_dir(paths::root());
        // It runs for a second, so that optimising it costs more than it saves.
        cargo.env("CARGO_PROFILE_DEV_OPT_LEVEL", "0").env("CARGO_PROFILE_DEV_DEBUG", "0");
        cargo.env("CARGO_TARGET_DIR", &target).env("CARGO_INCREMENTAL", "0");
        shell::quiet(&mut cargo, "bindgen", "check the network, then run `cargo xtask setup` again.")?;
        std::fs::create_dir_all(&folder).map_err(at(&folder))?;
        std::fs::copy(target.join("debug").join(&name), &program).map_err(at(&program))?;
        Ok(program)
    })
}
