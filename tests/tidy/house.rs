//! Rooms: the order in which data flow, and the place where JavaScript is known.

use std::fs;

use super::paths;
use super::{files, root};

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
