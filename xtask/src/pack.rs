//! `cargo xtask pack`: the npm package in `pkg/`. wasm-pack writes the module, its script and its types; beside them
//! stand the tracked files of that folder, the licences, and the first digits.

use crate::arguments::Arguments;
use crate::setup::{rust, wasm_pack};
use crate::site::{self, Opt, PROFILE};
use crate::step::{at, failure, step, Outcome};
use crate::{notices, paths, shell};
use serde_json::{Map, Value};
use std::path::Path;

/// The digits that the package brings, and where it is said whence they come.
const DATA: [&str; 2] = ["www/data/mnist-0.gz", "data/README.md"];
/// Files of wasm-pack that do not belong to the package: README.md is a tracked file of `pkg/`.
const LEFT_OUT: [&str; 2] = ["README.md", ".gitignore"];

/// `cargo xtask pack`.
pub fn task(arguments: Arguments) -> Outcome<()> {
    arguments.finish("")?;
    write()?;
    println!("\nThe package is in pkg/; `npm pack ./pkg` makes the file that npm installs.");
    Ok(())
}

/// Writes the package.
pub fn write() -> Outcome<()> {
    let wasm = rust::ensure()?;
    let tools = wasm_pack::ensure()?;
    let (built, goal) = (paths::wasm_target().join("pkg"), paths::root().join("pkg"));
    step("Building the npm package", || {
        let mut pack = tools.command(|command| wasm.prepare(command));
        pack.args(["build", "--profile", PROFILE, "--target", "web", "--no-opt", "--mode", "no-install"]);
        // As the site compiles its second module, so that what one has compiled is there for the other.
        pack.arg("--out-dir").arg(&built).args(["--", "--package", "microlearning"]);
        shell::loud(&mut pack, "mend the error above.")
    })?;
    site::shrink(&built.join("microlearning_bg.wasm"), Opt::Install)?;
    let entries = std::fs::read_dir(&built).map_err(at(&built))?.flatten();
    for entry in entries.filter(|entry| LEFT_OUT.iter().all(|name| entry.file_name() != *name)) {
        std::fs::copy(entry.path(), goal.join(entry.file_name())).map_err(at(&goal))?;
    }
    notices::write(&goal)?;
    let data = goal.join("data");
    std::fs::create_dir_all(&data).map_err(at(&data))?;
    for file in DATA.map(|file| paths::root().join(file)) {
        std::fs::copy(&file, data.join(file.file_name().unwrap_or_default())).map_err(at(&file))?;
    }
    complete(&goal.join("package.json"), &paths::root().join("xtask/pack/package.json"))
}

/// Sets in `manifest` what `more` says: all that wasm-pack does not know.
fn complete(manifest: &Path, more: &Path) -> Outcome<()> {
    let read = |path: &Path| -> Outcome<Map<String, Value>> {
        let text = std::fs::read_to_string(path).map_err(at(path))?;
        serde_json::from_str(&text)
            .map_err(|e| failure(format!("{} is not an object of JSON: {e}.", path.display()), "restore it from git."))
    };
    let mut whole = read(manifest)?;
    whole.extend(read(more)?);
    let text = serde_json::to_string_pretty(&whole).map_err(at(manifest))?;
    std::fs::write(manifest, text + "\n").map_err(at(manifest))
}
