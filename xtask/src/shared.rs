//! Scripts that several pieces of a published site need, gathered into two files. Left to itself, esbuild makes a file of what each set of pieces
//! has in common, and twenty small files are a sixth larger than two, and twenty requests.

use crate::further::scripts;
use crate::step::{at, Outcome};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The scripts that pages name themselves.
pub const PAGES: [&str; 2] = ["main.js", "lab-page.js"];
/// The pieces of laboratories that pages open with.
const LABS: [&str; 3] = ["opening.js", "racing.js", "running.js"];
/// The piece of all other laboratories, which is asked for later.
const LAST: &str = "further.js";

/// Writes `base.js` and `shared.js` into the folder `js` of a site whose scripts are minified, and lets the pieces import them.
pub fn gather(js: &Path) -> Outcome<()> {
    let scripts = scripts(js)?.into_iter().collect();
    for (path, text) in gathered(&scripts) {
        let file = js.join(path);
        fs::write(&file, text).map_err(at(&file))?;
    }
    Ok(())
}

/// The two scripts, and those that import them, as they are to be.
fn gathered(scripts: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let later = scripts.iter().flat_map(|(path, text)| imported(path, text, &["import(\""]));
    let entries: BTreeSet<String> =
        later.chain(PAGES.map(String::from)).filter(|path| scripts.contains_key(path)).collect();
    let mut needing: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for entry in &entries {
        for path in reached(entry, scripts) {
            needing.entry(path).or_default().insert(entry);
        }
    }
    let early = |by: &BTreeSet<&str>| by.iter().filter(|entry| LABS.contains(entry) || **entry == PAGES[0]).count();
    let only_labs = |by: &BTreeSet<&str>| by.iter().all(|entry| LABS.contains(entry) || *entry == LAST);
    let common = needing.iter().filter(|(_, by)| early(by) > 0 && by.len() > 1);
    let (shared, base): (Vec<_>, Vec<_>) = common.partition(|(_, by)| only_labs(by));
    // Scripts of a single one of them and the last are a piece of their own: the others open without it.
    let shared: Vec<_> = shared.into_iter().filter(|(_, by)| early(by) > 1).collect();
    let base_of = |entry: &str| base.iter().any(|(path, _)| reached(entry, scripts).contains(*path));
    let with_base: BTreeSet<_> = entries.iter().filter(|entry| base_of(entry)).collect();
    let imports =
        |list: Vec<(&String, _)>| list.iter().map(|(path, _)| format!("import\"./{path}\";")).collect::<String>();
    let mut made: BTreeMap<_, _> =
        [("base.js".to_owned(), imports(base)), ("shared.js".to_owned(), imports(shared))].into();
    for entry in &entries {
        let up = "../".repeat(entry.matches('/').count());
        let own = if LABS.contains(&&**entry) || entry == LAST {
            format!("import\"./{up}shared.js\";")
        } else {
            String::new()
        };
        // A script of the base may wait for one that needs nothing of it, which must not wait for the base in turn.
        let base = if with_base.contains(entry) { format!("import\"./{up}base.js\";") } else { String::new() };
        made.insert(entry.clone(), format!("{base}{own}{}", scripts[entry]));
    }
    made
}

/// A script and all that it imports before it runs.
fn reached(entry: &str, scripts: &BTreeMap<String, String>) -> BTreeSet<String> {
    let (mut found, mut left) = (BTreeSet::new(), vec![entry.to_owned()]);
    while let Some(path) = left.pop() {
        let Some(text) = scripts.get(&path) else { continue };
        left.extend(imported(&path, text, &["from\"", "import\""]).into_iter().filter(|path| !found.contains(path)));
        found.insert(path);
    }
    found
}

/// The paths behind these words in a script.
fn imported(path: &str, text: &str, words: &[&str]) -> Vec<String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let names = words.iter().flat_map(|word| text.split(word).skip(1)).filter_map(|rest| rest.split('"').next());
    names.filter(|name| name.starts_with('.')).map(|name| joined(folder, name)).collect()
}

/// The path of `name`, which begins with a dot, as it is seen from `folder`.
fn joined(folder: &str, name: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in name.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_pieces_share_is_in_two_scripts() {
        let scripts = [
            ("main.js", "import{a}from\"./page/dom.js\";import\"./page/lone.js\";import(\"./opening.js\");import(\"./racing.js\");import(\"./further.js\")"),
            ("opening.js", "import\"./run/lab.js\";export*from\"./page/dom.js\""),
            ("racing.js", "import\"./run/lab.js\";import\"./run/own.js\""),
            ("further.js", "import\"./run/late.js\""),
            ("page/dom.js", "import(\"./awaited.js\")"),
            ("page/awaited.js", ""),
            ("page/lone.js", ""),
            ("page/later.js", "import\"./dom.js\";import\"../run/late.js\""),
            ("run/lab.js", "import\"../page/dom.js\""),
            ("run/own.js", "import(\"../page/later.js\")"),
            ("run/late.js", ""),
        ];
        let scripts = scripts.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
        let made = gathered(&scripts);
        assert_eq!(made["base.js"], "import\"./page/dom.js\";");
        assert_eq!(made["shared.js"], "import\"./run/lab.js\";");
        assert!(made["racing.js"].starts_with("import\"./base.js\";import\"./shared.js\";import\"./run/lab.js\""));
        assert!(made["main.js"].starts_with("import\"./base.js\";import{a}"));
        assert!(made["page/later.js"].starts_with("import\"./../base.js\";import\"./dom.js\""));
        assert_eq!(made["page/awaited.js"], "");
    }
}
