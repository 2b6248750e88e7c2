//! The program that renders the chapters, from the member `xtask/chapters`.

use crate::step::{step, Outcome};
use crate::{paths, shell};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The program, compiled from the sources as they are now: the cards of the rules are in it.
pub fn ensure() -> Outcome<PathBuf> {
    step("Compiling the renderer of the chapters", || {
        let target = paths::target().join("tools");
        let mut cargo = Command::new("cargo");
        cargo.args(["build", "--package", "xtask-chapters"]).current_dir(paths::root());
        // It runs for a moment, so that optimising it costs more than it saves.
        cargo.env("CARGO_PROFILE_DEV_OPT_LEVEL", "0").env("CARGO_PROFILE_DEV_DEBUG", "0");
        cargo.env("CARGO_TARGET_DIR", &target);
        shell::quiet(&mut cargo, "chapters", "mend what the compiler names.")?;
        Ok(target.join("debug").join(format!("xtask-chapters{}", std::env::consts::EXE_SUFFIX)))
    })
}

/// Writes all pages into `out`.
pub fn write(program: &Path, out: &Path) -> Outcome<()> {
    shell::loud(Command::new(program).arg(paths::root()).arg(out), "mend the chapter as it says above.")
}
