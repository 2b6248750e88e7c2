//! Trunk, for people who like it: never installed unasked, its configuration always checked.

use super::cargo_tool::CargoTool;
use crate::step::{at, failure, Outcome};
use crate::{paths, shell, versions};
use std::path::{Path, PathBuf};
use std::process::Command;

const TRUNK: CargoTool = CargoTool { package: "trunk", program: "trunk", version: versions::TRUNK, locked: true };

/// Installs Trunk, which takes around ten minutes on two cores.
pub fn ensure() -> Outcome<PathBuf> {
    TRUNK.ensure()
}

/// Trunk, if it is installed.
pub fn find() -> Option<PathBuf> {
    TRUNK.find()
}

/// Check that Trunk.toml still has the settings with which `trunk serve` gives the same site.
pub fn check_configuration() -> Outcome<()> {
    let path = paths::root().join("Trunk.toml");
    let text = std::fs::read_to_string(&path).map_err(at(&path))?;
    check(&text).map_err(|what| failure(format!("Trunk.toml: {what}"), "mend it, then run `trunk build` once."))
}

fn check(text: &str) -> Result<(), String> {
    let table: toml::Table = text.parse().map_err(|e| format!("{e}"))?;
    let field = |section: &str, name: &str| table.get(section).and_then(|s| s.get(name)).cloned();
    let text_of = |section, name| field(section, name).and_then(|v| v.as_str().map(String::from));
    let target = text_of("build", "target").ok_or("[build] target is missing.")?;
    if !paths::root().join(&target).is_file() {
        return Err(format!("[build] target names {target}, which is no file."));
    }
    if text_of("build", "dist").is_none_or(|dist| dist == "dist") {
        return Err("[build] dist must not be dist/, which `cargo xtask build` clears.".into());
    }
    let watched = field("watch", "watch").and_then(|w| w.as_array().cloned()).unwrap_or_default();
    let lost = watched.iter().filter_map(|w| w.as_str()).find(|w| !paths::root().join(w).exists());
    if let Some(lost) = lost {
        return Err(format!("[watch] watch names {lost}, which does not exist."));
    }
    let hooks = table.get("hooks").and_then(|h| h.as_array().cloned()).unwrap_or_default();
    let calls_xtask = |hook: &toml::Value| {
        let words = hook.get("command_arguments").and_then(|w| w.as_array());
        words.is_some_and(|w| w.iter().any(|word| word.as_str() == Some("xtask")))
    };
    if !hooks.iter().any(calls_xtask) {
        return Err("no hook calls `cargo xtask build`.".into());
    }
    Ok(())
}

/// Builds the site by Trunk and looks whether it is all there.
pub fn build(trunk: &Path) -> Outcome<()> {
    let mut command = Command::new(trunk);
    command.arg("build").current_dir(paths::root());
    // Trunk reads NO_COLOR as true or false and stumbles over the customary 1.
    shell::quiet(command.env_remove("NO_COLOR"), "trunk", "read its log; Trunk.toml may no longer fit.")?;
    let out = paths::root().join("target/trunk");
    for file in
        ["index.html", "first-model.html", "wasm/microlearning.js", "wasm/microlearning_bg.wasm", "data/manifest.json"]
    {
        if !out.join(file).is_file() {
            let what = format!("`trunk build` left no {file} in {}.", out.display());
            return Err(failure(what, "see the hook in Trunk.toml."));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_break_the_same_site_is_named() {
        let good = std::fs::read_to_string(paths::root().join("Trunk.toml")).unwrap();
        assert_eq!(check(&good), Ok(()));
        let broken = |from: &str, to: &str| {
            assert!(good.contains(from), "{from}");
            check(&good.replace(from, to)).unwrap_err()
        };
        assert!(broken("template.html", "nothing.html").contains("nothing.html"));
        assert!(broken("\"xtask\"", "\"other\"").contains("hook"));
        assert!(broken("target/trunk", "dist").contains("dist"));
        assert!(broken("[build]", "[build").contains("TOML"));
    }
}
