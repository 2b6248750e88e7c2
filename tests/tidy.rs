//! Order of the house: the way that data flow, the length of files and functions, and words that none of them holds.
#![cfg(not(target_arch = "wasm32"))]

#[path = "tidy/branches.rs"]
mod branches;
#[path = "tidy/house.rs"]
mod house;
#[path = "tidy/lists.rs"]
mod lists;
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
