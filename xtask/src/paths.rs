//! Paths: the repository, its build folders, and the per-user cache of tools.

use std::path::{Path, PathBuf};

/// The repository's root.
pub fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_path_buf()
}

/// Cargo's target folder, also when CARGO_TARGET_DIR moves it.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}

/// The target folder of wasm32 builds: their own, so that two Rust versions never mix.
pub fn wasm_target() -> PathBuf {
    target().join("wasm")
}

/// The folder of the finished site.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Tools are kept outside the tree, so that a second clone need not build them again.
pub fn tools() -> PathBuf {
    let set = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    if let Some(dir) = set("MICROLEARNING_TOOLS") {
        return root().join(dir);
    }
    let cache =
        set("XDG_CACHE_HOME").or_else(|| set("LOCALAPPDATA")).or_else(|| set("HOME").map(|home| home.join(".cache")));
    cache.unwrap_or_else(target).join("microlearning")
}

/// The folder of one tool in one version.
pub fn tool(name: &str, version: &str) -> PathBuf {
    tools().join(format!("{name}-{version}"))
}
