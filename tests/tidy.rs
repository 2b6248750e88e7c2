//! Order of the house: the way that data flow, the length of files, the place where JavaScript is known.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

/// Lines in a source file.
const FILE: usize = 250;
/// Lines in a rule's file.
const RULE: usize = 80;
/// Lines in a function.
const FUNCTION: usize = 60;
/// Words that no comment begins with: a noun says at once what it is about.
const NO_NOUNS: [&str; 10] = ["What", "How", "Whether", "Where", "Who", "Whose", "Which", "When", "Why", "Everything"];

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

/// ARCHITECTURE.md's list of rooms: each, and those that it may use.
fn rooms() -> Vec<(String, Vec<String>)> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let list = text.split("```rooms\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a list of rooms");
    let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let lines = list.lines().map(words).filter(|words| !words.is_empty());
    lines.map(|mut words| (words.remove(0), words)).collect()
}

/// The house that a room belongs to: src, lab or js.
fn house(room: &str) -> &str {
    room.split('/').next().unwrap_or_default()
}

#[test]
fn no_arrow_between_rooms_runs_up() {
    let rooms = rooms();
    for (at, (room, uses)) in rooms.iter().enumerate() {
        for used in uses {
            let above = rooms[..at].iter().any(|(above, _)| *above == format!("{}/{used}", house(room)));
            assert!(above, "ARCHITECTURE.md: {room} may use {used}, which does not stand above it");
        }
    }
}

/// What the file under `top` uses of the same house may be used by its room; `used` finds the names of rooms in its text.
fn holds(top: &str, ending: &str, used: impl Fn(&str, &str) -> Vec<String>) {
    let (rooms, base) = (rooms(), root().join(top));
    let known = house(match top {
        "src" => "src",
        "src/lab" => "lab",
        _ => "js",
    });
    let names: Vec<_> = rooms.iter().filter_map(|(room, _)| room.strip_prefix(&format!("{known}/"))).collect();
    let mut seen = std::collections::BTreeSet::new();
    for (path, text) in files(top, ending) {
        let inner = path.strip_prefix(&base).expect("files of this folder");
        let first = inner.components().next().map(|part| part.as_os_str().to_string_lossy().into_owned());
        let own = first.unwrap_or_default().trim_end_matches(&format!(".{ending}")).to_owned();
        if own == "lib" || own == "mod" {
            continue;
        }
        let name = path.display();
        let Some((_, may)) = rooms.iter().find(|(room, _)| *room == format!("{known}/{own}")) else {
            panic!("{name}: give {known}/{own} its line in ARCHITECTURE.md's list of rooms");
        };
        for used in used(&text, &inner.display().to_string()) {
            let fine = used == own || !names.contains(&used.as_str()) || may.contains(&used);
            assert!(fine, "{name} uses {used}, which {known}/{own} may not: see ARCHITECTURE.md's list of rooms");
        }
        seen.insert(own);
    }
    let gone: Vec<_> = names.iter().filter(|name| !seen.contains(**name)).collect();
    assert!(gone.is_empty(), "ARCHITECTURE.md lists rooms of {known} that are not there: {gone:?}");
}

#[test]
fn rooms_use_what_they_may() {
    holds("src", "rs", |text, _| after(text, "crate::"));
    holds("src/lab", "rs", |text, _| after(text, "crate::lab::"));
    holds("www/js", "js", |text, inner| {
        let from =
            text.lines().filter_map(|line| line.split(" from '").nth(1)).filter_map(|rest| rest.split('\'').next());
        let depth = inner.matches('/').count();
        let up = "../".repeat(depth);
        let room = |path: &str| match path.strip_prefix(&up) {
            Some(path) if depth > 0 => Some(path.split(['/', '.']).next().unwrap_or_default().to_owned()),
            _ if depth == 0 => {
                path.strip_prefix("./").and_then(|path| path.split(['/', '.']).next()).map(str::to_owned)
            }
            _ => None,
        };
        from.filter_map(room).collect()
    });
}

/// The names that follow `start` in code: `start::name` and `start::{name, name}`.
fn after(text: &str, start: &str) -> Vec<String> {
    let mut names = Vec::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for rest in line.split(start).skip(1) {
            let list = rest.strip_prefix('{').and_then(|rest| rest.split('}').next()).unwrap_or(rest);
            let many = if rest.starts_with('{') { list.split(',').collect() } else { vec![list] };
            let word =
                |part: &str| part.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next().map(str::to_owned);
            names.extend(many.into_iter().filter_map(word));
        }
    }
    names
}

#[test]
fn the_library_lists_its_rooms_in_their_order() {
    let text = fs::read_to_string(root().join("src/lib.rs")).expect("src/lib.rs");
    let told: Vec<_> = text
        .lines()
        .filter(|line| line.starts_with("//! "))
        .flat_map(|line| line.split('`').skip(1).step_by(2))
        .collect();
    let rooms = rooms();
    let known: Vec<_> = rooms.iter().filter_map(|(room, _)| room.strip_prefix("src/")).collect();
    assert_eq!(told, known, "src/lib.rs and ARCHITECTURE.md name the rooms in another order");
}

#[test]
fn javascript_is_known_only_at_the_boundary() {
    for (path, text) in files("src", "rs").into_iter().filter(|(path, _)| !path.starts_with(root().join("src/wasm"))) {
        for word in ["wasm_bindgen", "js_sys", "web_sys", "JsValue", "serde_wasm_bindgen"] {
            assert!(!text.contains(word), "{} knows {word}", path.display());
        }
    }
}

/// Ways from a text to markup or code. Only `js/site.js` makes addresses of code, and nothing makes markup of texts.
const DOORS: [&str; 9] = [
    "innerHTML",
    "insertAdjacentHTML",
    "outerHTML =",
    "createContextualFragment",
    "parseFromString",
    "document.write",
    "srcdoc",
    "new Function",
    "createPolicy",
];

#[test]
fn no_text_becomes_markup_or_code_on_the_page() {
    let door = root().join("www/js/site.js");
    for (path, text) in files("www", "js").into_iter().filter(|(path, _)| *path != door) {
        for word in DOORS.iter().chain(&["new Worker(", "setHTML"]) {
            assert!(!text.contains(word), "{} has {word}: elements are made by page/dom.js", path.display());
        }
    }
}

#[test]
fn every_element_is_in_a_piece_of_the_page() {
    let scripts = files("www/js", "js");
    for (path, _) in files("www/js/elements", "js").iter().filter(|(_, text)| text.contains("customElements.define(")) {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let named = [format!("elements/{file}'"), format!("'./{file}'")];
        let taken = scripts.iter().any(|(_, text)| named.iter().any(|name| text.contains(name)));
        assert!(taken, "nothing imports www/js/elements/{file}: give it its line in www/js/further.js");
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
fn comments_begin_with_a_noun() {
    for folder in ["src", "kernel/src", "cli/src", "xtask"] {
        for (path, text) in files(folder, "rs") {
            let mut before = "";
            for (at, line) in text.lines().map(str::trim_start).enumerate() {
                let mark = ["//! ", "/// "].into_iter().find(|mark| line.starts_with(mark));
                if let Some(mark) = mark.filter(|mark| !before.starts_with(mark.trim_end())) {
                    let word = line[mark.len()..].split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
                    let place = format!("{}:{}", path.display(), at + 1);
                    assert!(
                        !NO_NOUNS.contains(&word),
                        "{place} begins with \"{word}\": begin with a noun (\"Number of …\", \"True if …\")"
                    );
                }
                before = line;
            }
        }
    }
}

#[test]
fn nothing_is_left_unfinished() {
    let unfinished = ["TO\u{44}O", "FIX\u{4d}E", "to\u{64}o!(", "unimplemente\u{64}!(", "db\u{67}!("];
    for folder in ["src", "cli/src", "xtask/src"] {
        for (path, text) in files(folder, "rs") {
            for word in unfinished {
                assert!(!text.contains(word), "{} holds {word}", path.display());
            }
        }
    }
}

#[test]
fn nobody_branches_on_a_rule() {
    let cards: Vec<_> = microlearning::rules::every().collect();
    for (folder, ending) in [("src", "rs"), ("cli/src", "rs"), ("xtask", "rs"), ("www", "js")] {
        for (path, text) in files(folder, ending) {
            for card in &cards {
                let (id, quoted) = (card.id, if ending == "js" { '\'' } else { '"' });
                let name = format!("{quoted}{id}{quoted}");
                let before = ["== ", "!= ", "=== ", "!== ", "case "].map(|sign| format!("{sign}{name}"));
                let after = [" ==", " !=", " ===", " !=="].map(|sign| format!("{name}{sign}"));
                // An arm of a match; of several alternatives the last stands before the arrow, and the others before a bar.
                let arms = [" =>", " |"].map(|sign| format!("{name}{sign}"));
                let arms = if ending == "rs" { &arms[..] } else { &[] };
                for branch in before.iter().chain(&after).chain(arms) {
                    assert!(!text.contains(branch.as_str()), "{} branches on the rule {id}: {branch}", path.display());
                }
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

#[test]
fn tests_of_programs_are_left_out_where_no_program_can_run() {
    for folder in ["cli/tests", "fuzz/tests"] {
        for (path, text) in files(folder, "rs") {
            let out = text.contains("#![cfg(not(target_arch = \"wasm32\"))]");
            assert!(out, "{}: `wasm-pack test` at the root would compile it for a browser", path.display());
        }
    }
}
