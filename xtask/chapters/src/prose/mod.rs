//! Tests of the numbers in this repository's chapters: each names its runs, none is typed, and a number quoted of a lab
//! is of that lab.

mod labs;
mod typed;

use crate::numbers::Numbers;
use crate::site;
use serde_json::Value;
use std::path::PathBuf;

/// The tables that the commands write.
const TABLES: [&str; 2] = ["docs/results.json", "docs/comparisons.json"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn numbers() -> Numbers {
    let [results, comparisons] =
        TABLES.map(|path| Numbers::parse(&read(path)).unwrap_or_else(|failure| panic!("{failure}")));
    results.and(comparisons)
}

/// All chapters: the file's name and its text.
fn chapters() -> Vec<(String, String)> {
    let folder = root().join("www/chapters");
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| name.ends_with(".md")).collect();
    names.sort();
    names.into_iter().map(|name| (name.clone(), read(&format!("www/chapters/{name}")))).collect()
}

/// The keys of the numbers in a text, as often as they stand there.
fn keys(text: &str) -> Vec<&str> {
    text.split("{{").skip(1).filter_map(|rest| Some(rest.split_once("}}")?.0.trim())).collect()
}

/// The text without its charts, and the charts' lines.
fn without_charts(text: &str) -> (String, String) {
    let mut parts = text.split("\n```plots\n");
    let mut prose = parts.next().unwrap_or_default().to_owned();
    let mut charts = String::new();
    for part in parts {
        let (chart, rest) = part.split_once("\n```").expect("a chart ends");
        charts.push_str(chart);
        prose.push_str(rest);
    }
    (prose, charts)
}

/// An attribute of an element that begins here.
fn attribute<'a>(element: &'a str, name: &str) -> &'a str {
    let behind = element.split_once(&format!(" {name}=\"")).unwrap_or_else(|| panic!("no {name}: {element}")).1;
    behind.split('"').next().unwrap()
}

#[test]
fn every_measured_number_is_what_its_source_says_and_says_its_source() {
    let tables = TABLES.map(|path| serde_json::from_str::<Value>(&read(path)).unwrap());
    let pages = site::render(&root()).unwrap_or_else(|failure| panic!("{failure}"));
    let mut seen = 0;
    for (name, text) in chapters() {
        let page =
            format!("{}.html", name.trim_start_matches(|c: char| !c.is_ascii_alphabetic()).trim_end_matches(".md"));
        let Some(html) = pages.get(&page) else { continue };
        let (prose, charts) = without_charts(&text);
        let quoted = keys(&prose);
        for key in keys(&charts) {
            assert!(quoted.contains(&key), "{name}: {key} is drawn, and nowhere says its source: quote it, too");
        }
        let shown: Vec<&str> = html.split("<span class=\"measured\"").skip(1).collect();
        assert_eq!(shown.iter().map(|span| attribute(span, "data-key")).collect::<Vec<_>>(), quoted, "{name}");
        for span in shown {
            let key = attribute(span, "data-key");
            let cuts = key.match_indices('.').map(|(at, _)| key.split_at(at));
            let found = cuts.flat_map(|(id, rest)| tables.iter().map(move |table| (&table[id], &rest[1..])));
            let (source, number) = found
                .filter_map(|(source, rest)| Some((source, source["numbers"][rest].as_str()?)))
                .next()
                .unwrap_or_else(|| panic!("{name}: {key}"));
            let printed = span.split_once('>').unwrap().1.split('<').next().unwrap();
            assert_eq!(printed.replace('\u{a0}', " "), number, "{name}: {key}");
            says_all(source, &attribute(span, "data-from").replace(',', ""), &format!("{name}: {key}"));
            let item = html.split_once(&format!("<li id=\"{}\">", attribute(span, "aria-describedby"))).expect(key).1;
            let item = item.split("</li>").next().unwrap().replace(',', "");
            says_all(
                source,
                &["<code>", "</code>", "<span>", "</span>"].iter().fold(item, |item, tag| item.replace(tag, "")),
                &format!("{name}: list, {key}"),
            );
            seen += 1;
        }
    }
    assert!(seen > 100, "only {seen} numbers");
}

/// Check that these words, without commas, hold a source's command, pictures, epochs and seeds.
fn says_all(source: &Value, words: &str, of: &str) {
    let number = |value: &Value| value.as_u64().filter(|n| *n > 0).unwrap_or_else(|| panic!("{of}: {source}"));
    let plural = |n: u64, one: &str, many: &str| if n == 1 { one.to_owned() } else { format!("{many}{n}") };
    let command = source["command"].as_str().unwrap().replace(',', "");
    let [fewest, most] = [0, 1].map(|i| number(&source["pictures"][i]));
    assert!(command.starts_with("microlearning ") && fewest <= most, "{of}: {source}");
    let pictures = if fewest == most { format!("{most}") } else { format!("{fewest} to {most}") };
    let epochs = number(&source["epochs"]);
    let epochs = format!(" {epochs} epoch{}", if epochs == 1 { "" } else { "s" });
    let seeds = plural(number(&source["seeds"]), "seed 1", "seeds 1 to ");
    for part in [&command, &format!("{pictures} training pictures"), &epochs, &seeds] {
        assert!(words.contains(part.as_str()), "{of}: \"{words}\" does not say \"{part}\"");
    }
}
