//! Files of the site that a reader's device keeps: the list that `www/offline.js` reads.

use crate::hash::sha256;
use crate::notices;
use crate::step::{at, Outcome};
use serde_json::{json, Map};
use std::path::{Path, PathBuf};

/// True for files that are kept only once somebody has fetched them: all digits but the first, and the notices.
fn comes_later(path: &str) -> bool {
    path == notices::FILE || path.starts_with("data/") && path != "data/manifest.json" && path != "data/mnist-0.gz"
}

/// The service worker's file in the site.
const WORKER: &str = "offline.js";
/// First words of the line that is put in front of it.
const SITE: &str = "self.SITE =";

/// Puts a line in front of the service worker in `out`: a version that changes when a part of the site does, and the sha256 of each part
/// by its path. It stands in the worker itself, so that a browser's cache can never hold the list of another build than the worker's.
pub fn write(out: &Path) -> Outcome<()> {
    let mut files = Vec::new();
    collect(out, out, &mut files)?;
    files.sort();
    let (mut sums, mut first, mut later) = (String::new(), Map::new(), Map::new());
    for (path, file) in files {
        let sum = sha256(&std::fs::read(&file).map_err(at(&file))?);
        sums += &format!("{path} {sum}\n");
        let list = if comes_later(&path) { &mut later } else { &mut first };
        list.insert(path, sum.into());
    }
    let site = json!({ "version": &sha256(sums.as_bytes())[..16], "files": first, "later": later });
    let target = out.join(WORKER);
    let text = std::fs::read_to_string(&target).map_err(at(&target))?;
    let script = match text.split_once('\n') {
        Some((line, rest)) if line.starts_with(SITE) => rest,
        _ => &text,
    };
    std::fs::write(&target, format!("{SITE} {site};\n{script}")).map_err(at(&target))
}

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
        if name != WORKER {
            into.push((name, path));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_part_makes_another_version_and_each_part_has_its_sum() {
        let out = std::env::temp_dir().join(format!("microlearning-offline-{}", std::process::id()));
        std::fs::create_dir_all(out.join("data")).unwrap();
        let put = |name: &str, text: &str| std::fs::write(out.join(name), text).unwrap();
        let worker = || std::fs::read_to_string(out.join(WORKER)).unwrap();
        put("index.html", "one");
        put("offline.js", "worker;\nmore;\n");
        put("data/mnist-0.gz", "first");
        put("data/mnist-1.gz", "second");
        write(&out).unwrap();
        let before = worker();
        let (line, script) = before.split_once('\n').unwrap();
        assert_eq!(script, "worker;\nmore;\n");
        let list = line.strip_prefix("self.SITE = ").and_then(|list| list.strip_suffix(';')).expect("a statement");
        let site: serde_json::Value = serde_json::from_str(list).unwrap();
        assert_eq!(site["files"], json!({ "data/mnist-0.gz": sha256(b"first"), "index.html": sha256(b"one") }));
        assert_eq!(site["later"], json!({ "data/mnist-1.gz": sha256(b"second") }));
        write(&out).unwrap();
        assert_eq!(worker(), before, "written again, it stays as it is");
        put("data/mnist-1.gz", "changed");
        write(&out).unwrap();
        assert_ne!(worker(), before);
        std::fs::remove_dir_all(out).unwrap();
    }
}
