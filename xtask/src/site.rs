//! The static site: the wasm module, its JavaScript, and everything in `www/`.

use crate::setup::{bindgen, rust};
use crate::step::{at, step, Outcome};
use crate::{paths, shell};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds the site into `out`.
pub fn build(out: &Path) -> Outcome<()> {
    // The two do not depend on each other, and each leaves a core idle at times.
    let (wasm_rust, generator) = std::thread::scope(|scope| {
        let generator = scope.spawn(bindgen::ensure);
        let wasm_rust = rust::ensure();
        (wasm_rust, generator.join().expect("the generator's thread does not panic"))
    });
    let (wasm_rust, generator) = (wasm_rust?, generator?);
    let module = step("Compiling for the browser", || compile(wasm_rust))?;
    step("Writing the site", || {
        empty(out)?;
        let remedy = "run `cargo xtask setup`; Cargo.lock may have changed.";
        shell::quiet(Command::new(&generator).arg(&module).arg(out.join("wasm")), "wasm-bindgen", remedy)?;
        copy(&paths::root().join("www"), out)
    })
}

/// Compiles the library for wasm32 and returns the module's path.
fn compile(wasm_rust: rust::WasmRust) -> Outcome<PathBuf> {
    let mut cargo = wasm_rust.cargo();
    cargo.args(["build", "--release", "--package", "microlearning", "--lib", "--target", rust::WASM32]);
    shell::loud(&mut cargo, "mend the error above.")?;
    Ok(paths::wasm_target().join(rust::WASM32).join("release/microlearning.wasm"))
}

/// Makes the folder, and clears it if it is the default one; a folder of the user's choice is
/// written over file by file, so that a mistyped `--out` destroys nothing.
fn empty(out: &Path) -> Outcome<()> {
    if out == paths::dist() && out.exists() {
        std::fs::remove_dir_all(out).map_err(at(out))?;
    }
    std::fs::create_dir_all(out).map_err(at(out))
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) -> Outcome<()> {
    std::fs::create_dir_all(to).map_err(at(to))?;
    for entry in std::fs::read_dir(from).map_err(at(from))? {
        let entry = entry.map_err(at(from))?;
        let (source, goal) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy(&source, &goal)?;
        } else {
            std::fs::copy(&source, &goal).map_err(at(&source))?;
        }
    }
    Ok(())
}
