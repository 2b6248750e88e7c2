//! Order of the house: the way that data flow, the length of files, the place where JavaScript is known.
#![cfg(not(target_arch = "wasm32"))]

#[path = "tidy/paths.rs"]
mod paths;
#[path = "tidy/reliability.rs"]
mod reliability;

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

/// Rule that the files under `top` use of the rooms of their house only those that their own room may; `used` finds paths from `top` in a
/// file, as lists of names.
fn holds(house: &str, top: &str, ending: &str, used: impl Fn(&str, &[String]) -> Vec<Vec<String>>) {
    let (rooms, base) = (rooms(), root().join(top));
    let names: Vec<_> = rooms.iter().filter_map(|(room, _)| room.strip_prefix(&format!("{house}/"))).collect();
    let mut seen = std::collections::BTreeSet::new();
    for (path, text) in files(top, ending) {
        let inner = path.strip_prefix(&base).expect("files of this folder").with_extension("");
        let inner: Vec<_> = inner.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        let own = inner[0].clone();
        if own == "lib" || own == "mod" {
            continue;
        }
        let name = path.display();
        let Some((_, may)) = rooms.iter().find(|(room, _)| *room == format!("{house}/{own}")) else {
            panic!("{name}: give {house}/{own} its line in ARCHITECTURE.md's list of rooms");
        };
        for used in used(&text, &inner).into_iter().filter_map(|path| path.into_iter().next()) {
            let fine = used == own || !names.contains(&used.as_str()) || may.contains(&used);
            assert!(fine, "{name} uses {used}, which {house}/{own} may not: see ARCHITECTURE.md's list of rooms");
        }
        seen.insert(own);
    }
    let gone: Vec<_> = names.iter().filter(|name| !seen.contains(**name)).collect();
    assert!(gone.is_empty(), "ARCHITECTURE.md lists rooms of {house} that are not there: {gone:?}");
}

/// Paths of a file in the module `top`, without that module. A name that the module's own file hands on counts as the room's that it
/// comes from.
fn within(top: &[&str], handed_on: &[Vec<String>], text: &str, inner: &[String]) -> Vec<Vec<String>> {
    let mut module: Vec<_> = top.iter().map(|name| (*name).to_owned()).collect();
    module.extend(inner.iter().filter(|name| *name != "mod").cloned());
    let of_house = paths::paths(text, &module).into_iter().filter(|path| path.iter().zip(top).all(|(a, b)| a == b));
    let of_house = of_house.filter_map(|path| path.get(top.len()..).map(<[String]>::to_vec));
    let origin = |path: Vec<String>| {
        let from = handed_on.iter().find(|other| other.last() == path.first());
        from.cloned().unwrap_or(path)
    };
    of_house.map(origin).collect()
}

/// Names that a module's file hands on, each with its path in the module.
fn handed_on(file: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(root().join(file)).expect("a module's file");
    let mut found = Vec::new();
    for rest in text.split("pub use ").skip(1) {
        paths::tree(&mut rest.chars().peekable(), Vec::new(), &mut found);
    }
    found
}

#[test]
fn rooms_use_what_they_may() {
    holds("src", "src", "rs", |text, inner| within(&[], &[], text, inner));
    let of_lab = handed_on("src/lab/mod.rs");
    holds("lab", "src/lab", "rs", |text, inner| within(&["lab"], &of_lab, text, inner));
    holds("js", "www/js", "js", |text, inner| {
        let to = |path: String| {
            let mut place = inner[..inner.len() - 1].to_vec();
            for part in path.split('/') {
                match part {
                    "." => {}
                    ".." => drop(place.pop()),
                    name => place.push(name.trim_end_matches(".js").to_owned()),
                }
            }
            place
        };
        paths::imports(text).into_iter().map(to).collect()
    });
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

/// Functions that each platform computes in its own way, to the last bit; those of libm are the same everywhere. `sqrt` is exact by IEEE 754.
const OF_THE_PLATFORM: [&str; 20] = [
    ".powf(",
    ".exp()",
    ".exp2()",
    ".exp_m1()",
    ".ln()",
    ".ln_1p()",
    ".log2()",
    ".log10()",
    ".sin()",
    ".cos()",
    ".tan()",
    ".asin()",
    ".acos()",
    ".atan()",
    ".atan2(",
    ".sinh()",
    ".cosh()",
    ".tanh()",
    ".hypot(",
    ".cbrt()",
];

#[test]
fn numbers_come_from_functions_that_are_the_same_everywhere() {
    for (path, text) in ["src", "kernel/src"].into_iter().flat_map(|folder| files(folder, "rs")) {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for word in OF_THE_PLATFORM.iter().chain(&[".mul_add("]) {
            assert!(
                !code.contains(word),
                "{} has {word}: browsers would get another last bit; take libm's",
                path.display()
            );
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

/// First line of each function and number of its lines, going by indentation.
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
    let rust = ["src", "kernel/src", "cli", "xtask", "fuzz", "tests"].map(|folder| (folder, "rs"));
    let others = [("www", "js"), ("www", "css"), ("tests", "mjs"), ("benches", "mjs")];
    for (folder, ending) in rust.into_iter().chain(others) {
        for (path, text) in files(folder, ending) {
            let mut before = "";
            for (at, line) in text.lines().map(str::trim_start).enumerate() {
                let mark = ["//! ", "/// ", "// ", "/** ", "/* "].into_iter().find(|mark| line.starts_with(mark));
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

/// Ways of code to ask for one id, without any space: comparisons, arms and lists. `name` is the id in quotes.
fn branches(code: &str, name: &str, rust: bool) -> Option<String> {
    let before = ["==", "!=", "case", "starts_with(", "startsWith("].map(|sign| format!("{sign}{name}"));
    let after = ["==", "!="].map(|sign| format!("{name}{sign}"));
    // An arm of a match; of several alternatives the last stands before the arrow, and the others before a bar.
    let arms = if rust { vec![format!("{name}=>"), format!("{name}|"), format!("{name}if")] } else { Vec::new() };
    let asked = before.into_iter().chain(after).chain(arms).find(|branch| code.contains(&**branch));
    asked.or_else(|| {
        code.match_indices(name).map(|(at, _)| (&code[..at], &code[at..])).find_map(|(before, rest)| {
            let list = rest.split(']').next().unwrap_or_default();
            let quoted = list.chars().all(|c| c.is_alphanumeric() || "_-'\",".contains(c));
            let behind = &rest[list.len()..];
            let listed = quoted && ["].contains(", "].includes("].iter().any(|asks| behind.starts_with(asks));
            let matched = before.rsplit("matches!(").next().is_some_and(|inner| {
                inner.len() < before.len() && !inner.contains([';', '{']) && inner.ends_with([',', '|', '('])
            });
            (listed || rust && matched).then(|| rest.chars().take(40).collect())
        })
    })
}

#[test]
fn nobody_branches_on_a_rule_or_an_experiment() {
    let rules = microlearning::rules::every().map(|card| card.id);
    let ids: Vec<_> = rules.chain(microlearning::lab::experiments::IDS).collect();
    for (folder, ending) in [("src", "rs"), ("cli/src", "rs"), ("xtask", "rs"), ("www", "js")] {
        for (path, text) in files(folder, ending) {
            let (rust, name) = (ending == "rs", path.display());
            let code: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            for (id, quote) in ids.iter().flat_map(|id| ["\"", "'", "`"].map(|quote| (id, quote))) {
                if let Some(branch) = branches(&code, &format!("{quote}{id}{quote}"), rust) {
                    panic!(
                        "{name} branches on the id {id} ({branch}): let the card or the experiment say what differs"
                    );
                }
            }
            // Only the room of rules as code tells its own card from the others: its build wants a script.
            let elsewhere = rust && !path.starts_with(root().join("src/script"));
            assert!(!elsewhere || !asks_a_card(&code), "{name} branches on the id of a rule's card");
        }
    }
}

/// True for a comparison with the id of one rule's card: `== backprop::CARD.id`.
fn asks_a_card(code: &str) -> bool {
    ["==", "!="].iter().flat_map(|sign| code.split(sign).skip(1)).any(|rest| {
        let other = rest.find(|c: char| !(c.is_alphanumeric() || "_:&".contains(c))).unwrap_or(rest.len());
        rest[..other].ends_with("CARD") && rest[other..].starts_with(".id")
    })
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
        // A folder with a main.rs is one program, whose first lines speak for all of its files.
        let program = |path: &Path| path.ends_with("main.rs") || !path.with_file_name("main.rs").exists();
        for (path, text) in files(folder, "rs").into_iter().filter(|(path, _)| program(path)) {
            let out = text.contains("#![cfg(not(target_arch = \"wasm32\"))]");
            assert!(out, "{}: `wasm-pack test` at the root would compile it for a browser", path.display());
        }
    }
}

#[test]
fn every_file_of_a_program_of_tests_is_listed() {
    for folder in ["tests/suite", "cli/tests/suite"] {
        let list = fs::read_to_string(root().join(folder).join("main.rs")).expect("the list of these tests");
        for (path, _) in files(folder, "rs").into_iter().filter(|(path, _)| !path.ends_with("main.rs")) {
            let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
            assert!(list.contains(&format!("\nmod {name};")), "{folder}/main.rs does not list {name}: nothing runs it");
        }
    }
}
