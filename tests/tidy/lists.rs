//! Lists of the files of tests, and the platforms that these are for.

use std::fs;
use std::path::Path;

use super::{files, root};

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
