//! The Rust that builds for wasm32: rustup's own if it has the target or can fetch it, else Debian's.

use super::{apt, wasm_std};
use crate::step::{failure, step, Outcome};
use crate::{paths, shell, versions};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The target triple of everything that runs in the browser.
pub const WASM32: &str = "wasm32-unknown-unknown";

/// Rust that builds for wasm32 here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WasmRust {
    /// The active toolchain has the target.
    Active,
    /// Debian's packages at /usr/bin, with a standard library built by `wasm_std`.
    Debian,
}

impl WasmRust {
    /// Gives a command (cargo, wasm-pack) the environment in which it builds for wasm32.
    pub fn prepare(self, command: &mut Command) {
        // RUSTFLAGS would replace the flags in .cargo/config.toml, and simd128 with them.
        command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
        command.env("CARGO_TARGET_DIR", paths::wasm_target()).current_dir(paths::root());
        // Added to those flags.
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", plain_paths());
        if self == WasmRust::Debian {
            debian_environment(command);
        }
    }

    /// Makes sure of clippy for the code that only wasm32 compiles.
    pub fn ensure_clippy(self) -> Outcome<()> {
        if self == WasmRust::Active {
            return ensure_component("cargo-clippy", "clippy");
        }
        if Path::new("/usr/bin/cargo-clippy").exists() {
            return Ok(());
        }
        step("Installing clippy for Debian's Rust", || {
            apt::install(&[versions::DEBIAN_CLIPPY], "lints of the wasm32 code")
        })
    }

    /// Cargo for wasm32.
    pub fn cargo(self) -> Command {
        let mut cargo = match self {
            WasmRust::Active => Command::new("cargo"),
            WasmRust::Debian => Command::new(wasm_std::CARGO),
        };
        self.prepare(&mut cargo);
        cargo
    }
}

/// Flags that leave out of a module where on this machine the sources of packages lie: messages of panics name files.
fn plain_paths() -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo"))).unwrap_or_default();
    let registries = std::fs::read_dir(home.join("registry/src")).into_iter().flatten().flatten();
    let flags = registries.map(|registry| format!("--remap-path-prefix={}=crates", registry.path().display()));
    // Cargo splits at blanks.
    flags.filter(|flag| !flag.contains(' ')).collect::<Vec<_>>().join(" ")
}

/// Puts /usr/bin ahead of rustup's shims and drops what rustup and cargo left in the environment.
pub fn debian_environment(command: &mut Command) {
    let old = std::env::var_os("PATH").unwrap_or_default();
    let paths = std::iter::once(PathBuf::from("/usr/bin")).chain(std::env::split_paths(&old));
    if let Ok(joined) = std::env::join_paths(paths) {
        command.env("PATH", joined);
    }
    for name in ["RUSTUP_TOOLCHAIN", "LD_LIBRARY_PATH", "CARGO", "RUSTC", "RUSTC_WRAPPER"] {
        command.env_remove(name);
    }
}

/// Makes sure of a component of the active toolchain: the program that it brings, and its name.
pub fn ensure_component(program: &str, component: &str) -> Outcome<()> {
    let sysroot = sysroot()?;
    let program = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    if sysroot.join("bin").join(program).is_file() {
        return Ok(());
    }
    step(&format!("Adding {component} by rustup"), || {
        let remedy = format!("check the network, or install {component} for the Rust in use.");
        let mut rustup = Command::new("rustup");
        shell::quiet(rustup.args(["component", "add", component]), "rustup", &remedy)
    })
}

/// Folder of the active toolchain.
fn sysroot() -> Outcome<PathBuf> {
    let printed = shell::text("rustc", &["--print", "sysroot"]).map(PathBuf::from);
    let remedy = format!("install Rust {} or newer from rustup.rs.", versions::RUST);
    printed.ok_or_else(|| failure("rustc does not run.", remedy))
}

/// The Rust for wasm32, made ready if nothing on the machine is.
pub fn ensure() -> Outcome<WasmRust> {
    let sysroot = sysroot()?;
    if has_std(&sysroot) {
        return Ok(WasmRust::Active);
    }
    if wasm_std::is_current() {
        return Ok(WasmRust::Debian);
    }
    if add_target(&sysroot) {
        return Ok(WasmRust::Active);
    }
    wasm_std::install()?;
    Ok(WasmRust::Debian)
}

/// True if a toolchain has a standard library for wasm32.
pub fn has_std(sysroot: &Path) -> bool {
    let libraries = sysroot.join("lib/rustlib").join(WASM32).join("lib");
    let Ok(entries) = std::fs::read_dir(libraries) else { return false };
    entries.flatten().any(|e| e.file_name().to_string_lossy().starts_with("libstd-"))
}

/// Asks rustup for the target; that it cannot is no failure, as there is another way.
fn add_target(sysroot: &Path) -> bool {
    if shell::find("rustup").is_none() {
        return false;
    }
    let added = step("Adding the wasm32 target by rustup", || {
        let mut rustup = Command::new("rustup");
        shell::quiet(rustup.args(["target", "add", WASM32]), "rustup-target", "see the next step.")
    });
    if added.is_err() {
        println!("  rustup could not fetch it here, so Debian's packages come next.");
    }
    has_std(sysroot)
}
