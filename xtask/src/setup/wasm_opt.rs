//! wasm-opt, from npm: it makes the module smaller, so a first page need not wait for it.

use super::node;
use crate::step::{at, step, Outcome};
use crate::{hash, paths, shell, versions};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The baseline of browsers that the page asks for. relaxed-simd is left out on purpose: with it
/// the same seed could give other bits in another browser.
const FEATURES: [&str; 8] = [
    "--mvp-features",
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Options of wasm-opt: smaller, and then easier to compress. Functions that are called once stay apart: put into their
/// caller, they would have variables of other numbers there, and gzip would find less that repeats (a tenth of the
/// first module). In the order of their names, forms of one function lie together (a hundredth).
const OPTIONS: [&str; 9] = [
    "-Os",
    "--gufa",
    "-Os",
    "--converge",
    "--one-caller-inline-max-function-size=0",
    "--reorder-functions-by-name",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// The script, if it is installed.
pub fn find() -> Option<PathBuf> {
    let script = folder().join("node_modules/binaryen/bin/wasm-opt");
    (script.is_file() && node::is_there()).then_some(script)
}

fn folder() -> PathBuf {
    paths::tool("binaryen", versions::BINARYEN)
}

/// The script, installed if Node.js is there to run it.
pub fn ensure() -> Outcome<Option<PathBuf>> {
    if find().is_some() || !node::is_there() {
        return Ok(find());
    }
    step("Installing wasm-opt", || node::install_locked("binaryen", &folder()))?;
    Ok(find())
}

/// Path of a module's smaller form, kept to spend the time once. It is alone in its folder, which is named after the
/// module's own folder and name: those of the site and of the package do not meet.
fn kept(path: &Path, module: &[u8]) -> PathBuf {
    let folder = paths::wasm_target().join(format!("wasm-opt-{}", versions::BINARYEN));
    let whose = path.parent().and_then(Path::file_name).unwrap_or_default();
    let folder = folder.join(whose).join(path.file_stem().unwrap_or_default());
    let how = OPTIONS.iter().chain(&FEATURES).flat_map(|option| option.bytes());
    let key: Vec<u8> = module.iter().copied().chain(how).collect();
    folder.join(hash::sha256(&key)).with_extension("wasm")
}

/// Replaces a module by its smaller form if an earlier build has left one; tells whether it has.
pub fn reuse(module: &Path) -> Outcome<bool> {
    let before = std::fs::read(module).map_err(at(module))?;
    Ok(std::fs::copy(kept(module, &before), module).is_ok())
}

/// Makes a module smaller in place.
pub fn shrink(script: &Path, module: &Path) -> Outcome<()> {
    if reuse(module)? {
        return Ok(());
    }
    let kept = kept(module, &std::fs::read(module).map_err(at(module))?);
    let folder = kept.parent().unwrap_or(module);
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder).map_err(at(folder))?;
    let half = kept.with_extension("part");
    step("Making the module smaller", || {
        let mut command = Command::new("node");
        command.arg(script).args(OPTIONS).args(FEATURES);
        let remedy = "remove the tool's folder and run this again, or build with --no-opt.";
        shell::quiet(command.arg(module).arg("-o").arg(&half), "wasm-opt", remedy)?;
        std::fs::rename(&half, &kept).map_err(at(&kept))
    })?;
    reuse(module).map(drop)
}
