//! Third-party notices: names, licences and licence texts of the module's dependencies, as one text beside the module.

use crate::paths;
use crate::setup::rust::WASM32;
use crate::step::{at, failure, Outcome};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

/// File name in the site and in the package.
pub const FILE: &str = "third-party-notices.txt";
/// Licences that fit our own.
pub const LICENCES: [&str; 5] = ["MIT", "Apache-2.0", "Unicode-3.0", "Zlib", "0BSD"];
/// Names of files with a licence's words; the first that is there is taken.
const WORDS: [&str; 5] = ["LICENSE-MIT", "LICENSE-MIT.md", "LICENSE", "LICENSE.md", "LICENSE.txt"];
/// The digits are no code, and have a licence of their own.
const DIGITS: &str = "The digits are a selection of MNIST, by Yann LeCun, Corinna Cortes and Christopher J. C. Burges, unchanged, under CC BY-SA 3.0:
https://creativecommons.org/licenses/by-sa/3.0/
Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: Gradient-based learning applied to document recognition. Proceedings of the IEEE 86(11),
2278-2324, 1998.
";

/// One package of others.
pub struct Package {
    name: String,
    version: String,
    licence: String,
    manifest: String,
}

/// Writes the text into a folder.
pub fn write(folder: &Path) -> Outcome<()> {
    let mut text = String::from("What this contains that others have written.\n\n");
    text.push_str(DIGITS);
    // Many have the same words: these are told once, below the names of all who use them.
    let mut users: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages()? {
        let Package { name, version, licence, manifest } = package;
        let folder = Path::new(&manifest).parent().unwrap_or(Path::new("."));
        let words = WORDS.iter().find_map(|file| std::fs::read_to_string(folder.join(file)).ok());
        let words =
            words.ok_or_else(|| failure(format!("{name} {version} brings no licence."), "add its words to WORDS."))?;
        users.entry(words.trim().to_owned()).or_default().push(format!("{name} {version} ({licence})"));
    }
    for (words, names) in users {
        text.push_str(&format!("\n{}\n{}\n\n{words}\n", "=".repeat(80), names.join("\n")));
    }
    let file = folder.join(FILE);
    std::fs::write(&file, text).map_err(at(&file))
}

/// Every package that the modules are compiled of, but for our own.
pub fn packages() -> Outcome<Vec<Package>> {
    let all = metadata()?;
    let list = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let nodes = list(&all["resolve"], "nodes");
    let own = list(&all, "packages").into_iter().find(|package| package["name"] == "microlearning");
    let mut waiting = vec![own.map(|package| text(&package, "id")).unwrap_or_default()];
    let mut seen = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        let Some(node) = nodes.iter().find(|node| node["id"] == id.as_str()).filter(|_| seen.insert(id.clone())) else {
            continue;
        };
        // A crate that only tests or build scripts use is not in the module.
        let used = |dep: &Value| list(dep, "dep_kinds").iter().any(|kind| kind["kind"].is_null());
        waiting.extend(list(node, "deps").iter().filter(|dep| used(dep)).map(|dep| text(dep, "pkg")));
    }
    let foreign = list(&all, "packages")
        .into_iter()
        .filter(|package| !package["source"].is_null() && seen.contains(&text(package, "id")));
    Ok(foreign
        .map(|package| Package {
            name: text(&package, "name"),
            version: text(&package, "version"),
            licence: text(&package, "license"),
            manifest: text(&package, "manifest_path"),
        })
        .collect())
}

fn metadata() -> Outcome<Value> {
    let mut cargo = Command::new("cargo");
    cargo
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", WASM32])
        .current_dir(paths::root());
    let output = cargo.output().map_err(at(Path::new("cargo")))?;
    let wrong = |why: &str| {
        failure(format!("cargo cannot list what the module is made of: {why}"), "mend Cargo.lock or the network.")
    };
    if !output.status.success() {
        return Err(wrong(&String::from_utf8_lossy(&output.stderr)));
    }
    serde_json::from_slice(&output.stdout).map_err(|e| wrong(&e.to_string()))
}

/// True if a licence such as "MIT OR (Apache-2.0 AND Zlib)" can be met by those of the list.
pub fn fits(licence: &str) -> bool {
    let words = licence.replace(['(', ')'], " ").replace('/', " OR ");
    words.split(" AND ").all(|all| all.split(" OR ").any(|one| LICENCES.contains(&one.trim())))
}

/// Names a package whose licence does not fit.
pub fn check() -> Outcome<usize> {
    let packages = packages()?;
    match packages.iter().find(|package| !fits(&package.licence)) {
        None => Ok(packages.len()),
        Some(Package { name, licence, .. }) => {
            let what = format!("{name} is under \"{licence}\", which is not among {}.", LICENCES.join(", "));
            Err(failure(what, "do without it, or read its licence and add it to the list and to deny.toml."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_are_read_as_they_are_written() {
        for fine in
            ["MIT", "MIT/Apache-2.0", "GPL-3.0 OR MIT", "(MIT OR Apache-2.0) AND Unicode-3.0", "Unlicense OR MIT"]
        {
            assert!(fits(fine), "{fine}");
        }
        for not in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR Apache-2.0) AND LGPL-3.0"] {
            assert!(!fits(not), "{not}");
        }
    }

    #[test]
    fn the_list_is_that_of_deny_toml() {
        let text = std::fs::read_to_string(paths::root().join("deny.toml")).expect("deny.toml");
        let line = text.lines().find(|line| line.starts_with("allow = ")).expect("a list of licences");
        let listed: Vec<_> = line.split('"').skip(1).step_by(2).collect();
        assert_eq!(listed, LICENCES);
    }

    #[test]
    fn everything_in_the_module_is_named_with_its_licence() {
        let folder = paths::target().join("notices");
        std::fs::create_dir_all(&folder).expect("the target folder can be written to");
        write(&folder).unwrap_or_else(|e| panic!("{e}"));
        let text = std::fs::read_to_string(folder.join(FILE)).expect("the notices");
        for name in ["ndarray 0.", "plotters 0.", "zip ", "MNIST", "CC BY-SA 3.0"] {
            assert!(text.contains(name), "{name} is not in the notices");
        }
        assert!(!text.contains("xtask") && !text.contains("clap "));
        assert!(check().unwrap_or_else(|e| panic!("{e}")) > 20);
    }

    #[test]
    fn actions_are_pinned_by_their_commit() {
        for entry in std::fs::read_dir(paths::root().join(".github/workflows")).expect("workflows").flatten() {
            let text = std::fs::read_to_string(entry.path()).expect("a workflow");
            for (_, action) in text.lines().filter_map(|line| line.split_once("uses: ")) {
                let commit = action.split('@').nth(1).unwrap_or_default().split(' ').next().unwrap_or_default();
                assert!(
                    commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit()),
                    "{action} in {:?}",
                    entry.path()
                );
            }
        }
    }
}
