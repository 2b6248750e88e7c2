//! What keeps the house in order: which way facts flow, how long files may be, where JavaScript is known.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

/// Modules in the order that facts flow; each uses only those before it.
const ORDER: [&str; 30] = [
    "decimal",
    "map",
    "order",
    "error",
    "named",
    "real",
    "mat",
    "random",
    "noise",
    "npz",
    "data",
    "net",
    "convention",
    "feedback",
    "rule",
    "credit",
    "perturb",
    "mirror",
    "inverse",
    "hebb",
    "script",
    "rules",
    "observe",
    "optimiser",
    "trainer",
    "metrics",
    "analysis",
    "lab",
    "charts",
    "wasm",
];
/// Lines in a source file.
const FILE: usize = 250;
/// Lines in a rule's file.
const RULE: usize = 80;
/// Lines in a function.
const FUNCTION: usize = 60;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())).flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == ending) {
                let text = fs::read_to_string(&path).expect("source files are UTF-8");
                found.push((path, text));
            }
        }
    }
    found
}

/// The module of a file under src/, if it has a place in the order.
fn module(path: &Path) -> Option<usize> {
    let inner = path.strip_prefix(root().join("src")).ok()?;
    let name = inner.components().next()?.as_os_str().to_str()?.trim_end_matches(".rs");
    ORDER.iter().position(|module| *module == name)
}

#[test]
fn facts_flow_one_way() {
    for (path, text) in files("src", "rs") {
        let Some(own) = module(&path) else {
            assert!(path.ends_with("src/lib.rs"), "{}: give this module a place in ORDER", path.display());
            continue;
        };
        for (later, name) in ORDER.iter().enumerate().skip(own + 1) {
            let uses = text.lines().any(|line| !line.trim_start().starts_with("//") && uses(line, name));
            assert!(!uses, "{} uses {name}, which stands after {} (place {later})", path.display(), ORDER[own]);
        }
    }
}

fn uses(line: &str, module: &str) -> bool {
    let word_ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    let from_root = line.split(&format!("crate::{module}")).skip(1).any(word_ends);
    // `use crate::{a, b}` on one line.
    let listed = line
        .trim_start()
        .strip_prefix("use crate::{")
        .is_some_and(|list| list.split([',', '}', ' ']).any(|name| name.split("::").next() == Some(module)));
    from_root || listed
}

#[test]
fn javascript_is_known_only_at_the_boundary() {
    for (path, text) in files("src", "rs").into_iter().filter(|(path, _)| !path.starts_with(root().join("src/wasm"))) {
        for word in ["wasm_bindgen", "js_sys", "web_sys", "JsValue", "serde_wasm_bindgen"] {
            assert!(!text.contains(word), "{} knows {word}", path.display());
        }
    }
}

#[test]
fn files_and_functions_are_short_and_say_what_they_are() {
    for folder in ["src", "cli/src", "xtask/src", "xtask/chapters/src"] {
        for (path, text) in files(folder, "rs") {
            let lines = text.lines().count();
            assert!(lines <= FILE, "{} has {lines} lines; at most {FILE}", path.display());
            assert!(text.starts_with("//! "), "{} does not begin by saying what lives there", path.display());
            for (at, length) in functions(&text) {
                assert!(length <= FUNCTION, "{}:{at}: a function of {length} lines", path.display());
            }
        }
    }
    for (path, text) in files("www/js", "js") {
        assert!(text.lines().count() <= FILE, "{} is too long", path.display());
    }
}

/// Where each function begins and how many lines it has, going by indentation.
fn functions(text: &str) -> Vec<(usize, usize)> {
    let lines: Vec<_> = text.lines().collect();
    let begins = |line: &str| {
        let line = line
            .trim_start()
            .trim_start_matches("pub ")
            .trim_start_matches("pub(super) ")
            .trim_start_matches("pub(crate) ");
        line.starts_with("fn ") || line.starts_with("const fn ")
    };
    let indent = |line: &str| line.len() - line.trim_start().len();
    let end = |from: usize| {
        lines[from..].iter().position(|line| line.trim_start().starts_with('}') && indent(line) == indent(lines[from]))
    };
    let starts = (0..lines.len()).filter(|i| begins(lines[*i]) && !lines[*i].ends_with([';', '}']));
    starts.filter_map(|i| end(i).map(|length| (i + 1, length + 1))).collect()
}

#[test]
fn a_rule_is_one_short_file_that_begins_with_its_equation_and_its_paper() {
    for (path, text) in files("src/rules", "rs").into_iter().filter(|(path, _)| !path.ends_with("mod.rs")) {
        let lines: Vec<_> = text.lines().collect();
        let name = path.display();
        assert!((25..=RULE).contains(&lines.len()), "{name} has {} lines; 25 to {RULE}", lines.len());
        assert!(lines[0].starts_with("//! ") && lines[0].contains('Δ'), "{name}: line 1 is not the equation");
        assert!(lines[1].starts_with("//! ") && lines[1].contains('('), "{name}: line 2 is not the paper and its year");
    }
}

#[test]
fn nothing_is_left_unfinished_and_no_rule_is_named_outside_its_file() {
    let unfinished = ["TO\u{44}O", "FIX\u{4d}E", "to\u{64}o!(", "unimplemente\u{64}!(", "db\u{67}!("];
    for folder in ["src", "cli/src", "xtask/src"] {
        for (path, text) in files(folder, "rs") {
            for word in unfinished {
                assert!(!text.contains(word), "{} holds {word}", path.display());
            }
            for card in microlearning::rules::ALL {
                let branch = format!("== \"{}\"", card.id);
                assert!(!text.contains(&branch), "{} branches on the rule {}", path.display(), card.id);
            }
        }
    }
}

#[test]
fn tests_of_the_rules_run_in_browsers_too() {
    let list = fs::read_to_string(root().join("tests/rules/mod.rs")).expect("the list of these tests");
    for (path, text) in files("tests/rules", "rs").into_iter().filter(|(path, _)| !path.ends_with("mod.rs")) {
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        assert!(list.contains(&format!("mod {name};")), "tests/rules/mod.rs does not list {name}: nothing runs it");
        let shared = text.split("use crate::common::").skip(1).filter_map(|rest| rest.split(';').next());
        let takes_test = shared.flat_map(|names| names.split(['{', ',', '}'])).any(|name| name.trim() == "test");
        assert!(takes_test, "{}: its #[test] is not `crate::common::test`, which a browser runs", path.display());
    }
}
