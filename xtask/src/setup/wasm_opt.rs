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
    step("Installing wasm-opt", || {
        let folder = folder();
        std::fs::create_dir_all(&folder).map_err(at(&folder))?;
        let package = format!("binaryen@{}", versions::BINARYEN);
        // Without --prefix npm would use a node_modules of any folder further up.
        let prefix = format!("--prefix={}", folder.display());
        node::run_npm(&mut node::npm(&["install", "--no-save", &package, &prefix]), "wasm-opt-install")
    })?;
    Ok(find())
}

/// Makes a module smaller in place; the result is kept, so that the same module costs no time twice.
pub fn shrink(script: &Path, module: &Path) -> Outcome<()> {
    let before = std::fs::read(module).map_err(at(module))?;
    let kept = paths::wasm_target().join("wasm-opt").join(hash::sha256(&before)).with_extension("wasm");
    if !kept.is_file() {
        let folder = kept.parent().unwrap_or(module);
        let _ = std::fs::remove_dir_all(folder);
        std::fs::create_dir_all(folder).map_err(at(folder))?;
        let half = kept.with_extension("part");
        step("Making the module smaller", || {
            let mut command = Command::new("node");
            command.arg(script).args(["-O3", "--strip-debug"]).args(FEATURES);
            command.arg(module).arg("-o").arg(&half);
            shell::quiet(
                &mut command,
                "wasm-opt",
                "remove the tool's folder and run this again, or build with --no-opt.",
            )?;
            std::fs::rename(&half, &kept).map_err(at(&kept))
        })?;
    }
    std::fs::copy(&kept, module).map(drop).map_err(at(&kept))
}
