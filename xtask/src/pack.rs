//! `cargo xtask pack`: the npm package, as wasm-pack writes it, in `pkg/`.

use crate::arguments::Arguments;
use crate::setup::{rust, wasm_pack};
use crate::site::PROFILE;
use crate::step::{at, step, Outcome};
use crate::{paths, shell};

/// `cargo xtask pack`.
pub fn task(arguments: Arguments) -> Outcome<()> {
    arguments.finish("")?;
    let wasm = rust::ensure()?;
    let tools = wasm_pack::ensure()?;
    let (built, goal) = (paths::wasm_target().join("pkg"), paths::root().join("pkg"));
    step("Building the npm package", || {
        let mut pack = tools.command(|command| wasm.prepare(command));
        pack.args(["build", "--profile", PROFILE, "--target", "web", "--no-opt", "--mode", "no-install"]);
        shell::loud(pack.arg("--out-dir").arg(&built), "mend the error above.")?;
        for entry in std::fs::read_dir(&built).map_err(at(&built))?.flatten() {
            let name = entry.file_name();
            // pkg/README.md is the tracked file, and says what the package is.
            if name != "README.md" && name != ".gitignore" {
                std::fs::copy(entry.path(), goal.join(&name)).map_err(at(&goal))?;
            }
        }
        Ok(())
    })
}
