//! esbuild, from npm: it makes one script of many, for the single file, and scripts and styles small, for a site that is
//! published.

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
        step("Installing esbuild", || node::install_locked("esbuild", &folder))?;
    }
    Ok(program)
}

/// Makes all scripts and style sheets under `folder` smaller, each by itself.
pub fn minify(program: &Path, folder: &Path) -> Outcome<()> {
    let mut files = Vec::new();
    find(folder, &mut files)?;
    let mut command = Command::new("node");
    command.arg(program).args(files).args(["--minify", "--log-level=error", "--charset=utf8", "--allow-overwrite"]);
    let place = folder.display();
    command.arg(format!("--outbase={place}")).arg(format!("--outdir={place}"));
    shell::quiet(&mut command, "esbuild", "mend the file that it names.")
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) -> Outcome<()> {
    for entry in std::fs::read_dir(folder).map_err(at(folder))?.flatten() {
        let path = entry.path();
        if path.is_dir() {
            find(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "js" || ending == "css") {
            files.push(path);
        }
    }
    Ok(())
}

/// Makes a few scripts of `entries` under `folder` and all that they import, at once or later; what several need is in a piece of its own.
pub fn in_pieces(program: &Path, folder: &Path, entries: &[&str], to: &Path) -> Outcome<()> {
    let mut command = Command::new("node");
    command.arg(program).args(entries.iter().map(|entry| folder.join(entry)));
    command.args(["--bundle", "--splitting", "--minify", "--format=esm", "--log-level=error", "--charset=utf8"]);
    command.arg("--chunk-names=parts/[name]-[hash]").arg(format!("--outbase={}", folder.display()));
    shell::quiet(command.arg(format!("--outdir={}", to.display())), "esbuild", "mend the script that it names.")
}

/// Makes one script in `format` ("esm" or "iife") of `entry` and all that it imports.
pub fn bundle(program: &Path, entry: &Path, format: &str, to: &Path) -> Outcome<()> {
    let mut command = Command::new("node");
    command.arg(program).arg(entry).args(["--bundle", "--minify", "--log-level=error", "--charset=utf8"]);
    // A worker that is one classic script has no address of its own, and asks for none.
    command.arg("--log-override:empty-import-meta=silent").arg(format!("--format={format}"));
    shell::quiet(command.arg(format!("--outfile={}", to.display())), "esbuild", "mend the script that it names.")
}
