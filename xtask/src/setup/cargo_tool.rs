//! Programs from crates.io, each in one pinned version.

use crate::step::{step, Outcome};
use crate::{paths, shell};
use std::path::PathBuf;
use std::process::Command;

/// A program that `cargo install` can bring.
pub struct CargoTool {
    /// The name of its package.
    pub package: &'static str,
    /// The name of the program.
    pub program: &'static str,
    /// The one version that will do.
    pub version: &'static str,
    /// True to compile it with the versions in its own lock file.
    pub locked: bool,
}

impl CargoTool {
    /// The program in that very version: in PATH or among the tools.
    pub fn find(&self) -> Option<PathBuf> {
        let fits = |path: &PathBuf| {
            let printed = shell::text(path, &["--version"]);
            printed.is_some_and(|text| text.ends_with(&format!(" {}", self.version)))
        };
        let installed = self.folder().join("bin").join(format!("{}{}", self.program, std::env::consts::EXE_SUFFIX));
        shell::find(self.program).filter(fits).or_else(|| installed.is_file().then_some(installed))
    }

    /// The program, compiled now if need be.
    pub fn ensure(&self) -> Outcome<PathBuf> {
        if let Some(found) = self.find() {
            return Ok(found);
        }
        let name = format!("Compiling {} {} (some minutes, once)", self.package, self.version);
        step(&name, || self.install())?;
        Ok(self.folder().join("bin").join(self.program))
    }

    fn folder(&self) -> PathBuf {
        paths::tool(self.package, self.version)
    }

    fn install(&self) -> Outcome<()> {
        let mut cargo = Command::new("cargo");
        cargo.args(["install", self.package, "--version", &format!("={}", self.version), "--root"]);
        cargo.arg(self.folder());
        if self.locked {
            cargo.arg("--locked");
        }
        // These programs run for seconds: compiling them fast matters more than their speed.
        cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1").env("CARGO_PROFILE_RELEASE_LTO", "off");
        cargo.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16").env_remove("RUSTFLAGS");
        cargo.env("CARGO_TARGET_DIR", paths::target().join("tools"));
        let remedy = "check the network, then run `cargo xtask setup` again; where crates cannot be fetched, put the program in PATH in this version.";
        shell::quiet(&mut cargo, self.package, remedy)
    }
}
