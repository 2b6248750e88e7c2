//! Figures at the head of docs/reliability.md: those of the tables that commands have written beneath.

use std::fs;

/// The part between the marks of a table that a command writes.
fn table<'a>(text: &'a str, name: &str) -> &'a str {
    let (_, rest) = text.split_once(&format!("<!-- {name}: ")).unwrap_or_else(|| panic!("no table {name}"));
    rest.split_once(&format!("<!-- /{name} -->")).unwrap_or_else(|| panic!("no end of table {name}")).0
}

/// Cells of the last line that begins so.
fn cells<'a>(table: &'a str, start: &str) -> Vec<&'a str> {
    let line = table.lines().rev().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("no line {start}"));
    line.trim_matches('|').split('|').map(str::trim).collect()
}

#[test]
fn figures_in_short_are_those_of_the_tables() {
    let text = fs::read_to_string(super::root().join("docs/reliability.md")).expect("the document");
    let [fuzz, faults, policy, bits, soak] =
        ["fuzz", "faults", "policy", "bits", "soak"].map(|name| table(&text, name));
    let all = cells(fuzz, "| all ");
    let deploys = faults.lines().filter(|line| line.contains("| the site, where ")).count();
    let sentence = |table: &str, end: &str| {
        let line = table.lines().find(|line| line.contains(end)).unwrap_or_else(|| panic!("no line with {end}"));
        line.split(end).next().unwrap_or_default().to_owned()
    };
    let figures = [
        format!("| {} | {} panics, {} hangs, at most {} |", all[2], all[4], all[5], all[7]),
        format!("| faults of hosts, workers, tabs, devices | {} |", cells(faults, "| ")[0]),
        format!("| {deploys} of these |"),
        format!("| {} pages |", sentence(policy, " pages: ")),
        format!("| {} |", sentence(bits, " are equal, bit for bit.")),
        format!("| {} |", sentence(soak, " in 30 minutes,")),
    ];
    let (short, _) = text.split_once("The cases run on a host").expect("a head");
    for figure in figures {
        assert!(short.contains(&figure), "the head of docs/reliability.md lacks \"{figure}\", as the tables have it");
    }
}
