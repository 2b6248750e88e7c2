//! A standard library for wasm32 from Debian's sources, for machines where rustup cannot fetch one.

use super::{apt, rust};
use crate::step::{at, failure, step, Outcome};
use crate::{paths, shell, versions};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Debian's cargo.
pub const CARGO: &str = "/usr/bin/cargo";
const RUSTC: &str = "/usr/bin/rustc";
/// Lies beside the libraries and names the compiler they were built by.
const STAMP: &str = "microlearning-std.txt";
/// An installed compiler, a library of another one: `cargo` calls that E0463.
const BY_HAND: &str = "look at the log, then run `cargo xtask setup` again.";

/// True if the library is there and was built by the compiler that is there.
pub fn is_current() -> bool {
    let Some(compiler) = compiler() else { return false };
    let stamp = std::fs::read_to_string(libraries(Path::new("/usr")).join(STAMP));
    stamp.is_ok_and(|s| s == compiler)
}

/// Installs Debian's Rust and builds the library.
pub fn install() -> Outcome<()> {
    if !Path::new("/etc/debian_version").exists() {
        return Err(failure(
            "The wasm32 target is missing, and rustup could not fetch it.",
            "check the network and run `rustup target add wasm32-unknown-unknown`.",
        ));
    }
    let why = "building for the browser";
    step("Installing Debian's Rust for wasm32 (about 2 minutes)", || {
        if compiler().is_none() || !Path::new("/usr/bin/rust-lld").exists() {
            apt::install(&versions::DEBIAN_RUST, why)?;
        }
        match linker_package() {
            Some(package) => apt::install(&[&package], why),
            None => Ok(()),
        }
    })?;
    step("Building the wasm32 standard library (about 1.5 minutes)", || {
        let built = build()?;
        copy(&built)
    })
}

fn compiler() -> Option<String> {
    shell::text(RUSTC, &["--version", "--verbose"])
}

fn libraries(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(rust::WASM32).join("lib")
}

/// The package of the linker that `rust-lld` points to, while that link dangles.
fn linker_package() -> Option<String> {
    let sysroot = shell::text(RUSTC, &["--print", "sysroot"])?;
    let inside = Path::new(&sysroot).join("lib/rustlib/x86_64-unknown-linux-gnu/bin/rust-lld");
    let links = [inside, PathBuf::from("/usr/bin/rust-lld")];
    let link = links.iter().find(|l| l.is_symlink() && !l.exists())?;
    // The link reads …/lld-22 or …/llvm-22/bin/lld: either way the version is the last number.
    let goal = std::fs::read_link(link).ok()?.to_string_lossy().into_owned();
    let digits: String = goal.rsplit(|c: char| !c.is_ascii_digit()).find(|d| !d.is_empty())?.into();
    Some(format!("lld-{digits}"))
}

/// Builds the library from an empty crate and returns the folder of its parts.
fn build() -> Outcome<PathBuf> {
    let crate_dir = paths::tools().join("wasm-std");
    let source = crate_dir.join("src");
    std::fs::create_dir_all(&source).map_err(at(&source))?;
    let manifest = "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n";
    std::fs::write(crate_dir.join("Cargo.toml"), manifest).map_err(at(&crate_dir))?;
    std::fs::write(source.join("lib.rs"), "#![no_std]\n").map_err(at(&source))?;
    let target = crate_dir.join("target");
    let _ = std::fs::remove_dir_all(&target);
    let mut cargo = Command::new(CARGO);
    rust::debian_environment(&mut cargo);
    cargo.current_dir(&crate_dir).args(["build", "--release", "--target", rust::WASM32]);
    cargo.arg("-Zbuild-std=std,panic_abort,panic_unwind,test,proc_macro");
    // Without bitcode in the library, every build with `lto = true` fails.
    cargo.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", "-Cembed-bitcode=yes");
    cargo.env("CARGO_TARGET_DIR", &target);
    shell::quiet(&mut cargo, "wasm-std", BY_HAND)?;
    Ok(target.join(rust::WASM32).join("release/deps"))
}

/// Copies the parts into Debian's Rust, and forgets what was built with older ones.
fn copy(built: &Path) -> Outcome<()> {
    let goal = libraries(Path::new("/usr"));
    let goal_text = goal.display().to_string();
    let by_hand = format!("sudo cp {}/*.rlib {goal_text}/", built.display());
    let why = "building for the browser";
    let stamp = built.join(STAMP);
    std::fs::write(&stamp, compiler().unwrap_or_default()).map_err(at(&stamp))?;
    let mut files = vec![stamp.display().to_string()];
    for entry in std::fs::read_dir(built).map_err(at(built))?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libempty-") {
            files.push(entry.path().display().to_string());
        }
    }
    let mut remove = apt::as_root(&["rm", "-rf"], &by_hand, why)?;
    shell::quiet(remove.arg(&goal), "wasm-std-copy", BY_HAND)?;
    let mut make = apt::as_root(&["mkdir", "-p"], &by_hand, why)?;
    shell::quiet(make.arg(&goal), "wasm-std-copy", BY_HAND)?;
    let mut copy = apt::as_root(&["cp"], &by_hand, why)?;
    shell::quiet(copy.args(&files).arg(&goal), "wasm-std-copy", BY_HAND)?;
    let _ = std::fs::remove_dir_all(paths::wasm_target());
    let _ = std::fs::remove_dir_all(built.ancestors().nth(3).unwrap_or(built));
    Ok(())
}
