//! What the site keeps on a reader's device: the list that `www/offline.js` reads.

use crate::hash::sha256;
use crate::step::{at, Outcome};
use std::path::{Path, PathBuf};

/// What is kept once somebody has fetched it, not from the start: all digits but the first.
fn comes_later(path: &str) -> bool {
    path.starts_with("data/") && path != "data/manifest.json" && path != "data/mnist-0.gz"
}

/// Writes `files.js`: the paths of all parts of the site in `out`, and a version that changes when one of them does.
pub fn write(out: &Path) -> Outcome<()> {
    let mut files = Vec::new();
    collect(out, out, &mut files)?;
    files.sort();
    let mut sums = String::new();
    for (path, file) in &files {
        sums += &format!("{path} {}\n", sha256(&std::fs::read(file).map_err(at(file))?));
    }
    let names: Vec<_> = files.iter().map(|(path, _)| path.as_str()).filter(|path| !comes_later(path)).collect();
    let list = serde_json::to_string(&names).expect("texts can be written as JSON");
    let version = &sha256(sums.as_bytes())[..16];
    let target = out.join(LIST);
    std::fs::write(&target, format!("self.SITE = {{ version: '{version}', files: {list} }};\n")).map_err(at(&target))
}

const LIST: &str = "files.js";

/// All files under `folder`, with their paths from `root` as an address has them.
fn collect(root: &Path, folder: &Path, into: &mut Vec<(String, PathBuf)>) -> Outcome<()> {
    for entry in std::fs::read_dir(folder).map_err(at(folder))? {
        let path = entry.map_err(at(folder))?.path();
        if path.is_dir() {
            collect(root, &path, into)?;
            continue;
        }
        let inside = path.strip_prefix(root).unwrap_or(&path);
        let name = inside.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        // A worker is never kept: it would never change again.
        if name != LIST && name != "offline.js" {
            into.push((name, path));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_part_makes_another_version_and_later_digits_are_left_out() {
        let out = std::env::temp_dir().join(format!("microlearning-offline-{}", std::process::id()));
        std::fs::create_dir_all(out.join("data")).unwrap();
        let put = |name: &str, text: &str| std::fs::write(out.join(name), text).unwrap();
        let list = || std::fs::read_to_string(out.join(LIST)).unwrap();
        put("index.html", "one");
        put("offline.js", "worker");
        put("data/mnist-0.gz", "first");
        put("data/mnist-1.gz", "second");
        write(&out).unwrap();
        let before = list();
        assert!(before.ends_with("files: [\"data/mnist-0.gz\",\"index.html\"] };\n"), "{before}");
        write(&out).unwrap();
        assert_eq!(list(), before, "the list does not count itself");
        put("data/mnist-1.gz", "changed");
        write(&out).unwrap();
        assert_ne!(list(), before);
        std::fs::remove_dir_all(out).unwrap();
    }
}
