//! Installing what is missing, one tool a file; what is there already costs no time.

pub mod apt;
pub mod bindgen;
pub mod cargo_deny;
pub mod cargo_fuzz;
mod cargo_tool;
pub mod chromium;
pub mod esbuild;
pub mod firefox;
pub mod node;
pub mod rust;
pub mod trunk;
pub mod wasm_opt;
pub mod wasm_pack;
pub mod wasm_std;

use crate::arguments::Arguments;
use crate::step::Outcome;

/// Options of `cargo xtask setup`.
pub const OPTIONS: &str = "[--trunk] [--deny]";

/// `cargo xtask setup`: installs everything that any command may want.
pub fn task(mut arguments: Arguments) -> Outcome<()> {
    let [with_trunk, with_deny] = ["--trunk", "--deny"].map(|name| arguments.flag(name));
    arguments.finish(OPTIONS)?;
    let wasm = rust::ensure()?;
    rust::ensure_component("rustfmt", "rustfmt")?;
    rust::ensure_component("cargo-clippy", "clippy")?;
    wasm.ensure_clippy()?;
    bindgen::ensure()?;
    node::ensure()?;
    wasm_opt::ensure()?;
    chromium::ensure()?;
    wasm_pack::ensure()?;
    node::ensure_modules()?;
    if with_trunk {
        trunk::ensure()?;
    }
    if with_deny {
        cargo_deny::ensure()?;
    }
    println!("Everything is there.");
    Ok(())
}
