//! esbuild, from npm: it makes one script of many, which only the single file needs.

use super::node;
use crate::step::{at, step, Outcome};
use crate::{paths, shell, versions};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The program, installed if need be.
pub fn ensure() -> Outcome<PathBuf> {
    node::ensure()?;
    let folder = paths::tool("esbuild", versions::ESBUILD);
    let program = folder.join("node_modules/esbuild/bin/esbuild");
    if !program.is_file() {
        step("Installing esbuild", || {
            std::fs::create_dir_all(&folder).map_err(at(&folder))?;
            let package = format!("esbuild@{}", versions::ESBUILD);
            let prefix = format!("--prefix={}", folder.display());
            node::run_npm(&mut node::npm(&["install", "--no-save", &package, &prefix]), "esbuild-install")
        })?;
    }
    Ok(program)
}

/// Makes one script in `format` ("esm" or "iife") of `entry` and all that it imports.
pub fn bundle(program: &Path, entry: &Path, format: &str, to: &Path) -> Outcome<()> {
    let mut command = Command::new("node");
    command.arg(program).arg(entry).args(["--bundle", "--minify", "--log-level=error", "--charset=utf8"]);
    // A worker that is one classic script has no address of its own, and asks for none.
    command.arg("--log-override:empty-import-meta=silent").arg(format!("--format={format}"));
    shell::quiet(command.arg(format!("--outfile={}", to.display())), "esbuild", "mend the script that it names.")
}
