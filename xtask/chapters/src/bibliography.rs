//! References: `[@key]` in prose becomes a number, and the chapter ends with the list of what it cites.

use crate::escape::escape;
use crate::failure::{Failure, Outcome};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// One publication.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    authors: String,
    year: u32,
    title: String,
    /// Journal, volume, pages.
    source: String,
    doi: Option<String>,
    /// The publication's page, where it has no DOI.
    url: Option<String>,
}

/// All publications that chapters may cite, by key.
pub type Bibliography = BTreeMap<String, Entry>;

/// Reads `references.toml`.
pub fn parse(text: &str) -> Outcome<Bibliography> {
    let line = |place: usize| 1 + text[..place].matches('\n').count();
    let all: Bibliography = toml::from_str(text).map_err(|error| {
        let remedy = "give each [key] authors, year, title, source, and a doi or a url.";
        Failure::at(error.span().map_or(1, |span| line(span.start)), format!("{}.", error.message()), remedy)
    })?;
    if let Some((key, _)) = all.iter().find(|(_, entry)| entry.place().is_none()) {
        let what = format!("[{key}] does not say where the publication is.");
        let remedy = "give it a doi, \"10.…/…\", or, only if it has none, a url, \"https://…\".";
        return Err(Failure::at(line(text.find(&format!("[{key}]")).unwrap_or_default()), what, remedy));
    }
    Ok(all)
}

impl Entry {
    /// Link to the publication. `None` unless there is exactly one address, and a complete one.
    fn place(&self) -> Option<String> {
        match (&self.doi, &self.url) {
            (Some(doi), None) if doi.starts_with("10.") && doi.contains('/') => Some(link(doi)),
            (None, Some(url)) => {
                let (shown, url) = (escape(url.strip_prefix("https://")?), escape(url));
                Some(format!("<a href=\"{url}\">{shown}</a>"))
            }
            _ => None,
        }
    }
}

/// The text with every `[@key]` as a link to its number, and the list of what was cited, as HTML.
pub fn cite(text: &str, all: &Bibliography) -> Outcome<(String, String)> {
    let (mut out, mut cited) = (String::with_capacity(text.len()), Vec::new());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[@") {
        out.push_str(before);
        let (key, after) = after.split_once(']').unwrap_or((after, ""));
        let Some((key, _)) = all.get_key_value(key) else {
            let line = 1 + out.matches('\n').count();
            let what = format!("[@{}] is not in references.toml.", key.lines().next().unwrap_or_default());
            return Err(Failure::at(line, what, "add it there, with its DOI, or mend the key."));
        };
        let place = cited.iter().position(|k| k == key).unwrap_or(cited.len());
        if place == cited.len() {
            cited.push(key.clone());
        }
        // The brackets as entities: Markdown would look for a link between them.
        let number = place + 1;
        let _ = write!(out, "<a class=\"cite\" href=\"#ref-{number}\">&#91;{number}&#93;</a>");
        rest = after;
    }
    out.push_str(rest);
    Ok((out, list(&cited, all)))
}

fn list(cited: &[String], all: &Bibliography) -> String {
    let mut html = String::new();
    for (i, key) in cited.iter().enumerate() {
        let Entry { authors, year, title, source, .. } = &all[key];
        let [authors, title, source] = [authors, title, source].map(|text| escape(text));
        let (number, place) = (i + 1, all[key].place().unwrap_or_default());
        // A title that ends with a mark of its own needs no full stop.
        let stop = if title.ends_with('?') { "" } else { "." };
        let _ = writeln!(
            html,
            "<li id=\"ref-{number}\">{authors} ({year}). {title}{stop} <cite>{source}</cite>. {place}</li>"
        );
    }
    html
}

/// A DOI as a link.
pub fn link(doi: &str) -> String {
    let doi = escape(doi);
    format!("<a href=\"https://doi.org/{doi}\">doi:{doi}</a>")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> Bibliography {
        let entry = |key: &str| {
            format!("[{key}]\nauthors = \"A & B\"\nyear = 2016\ntitle = \"T\"\nsource = \"S\"\ndoi = \"10.1/{key}\"\n")
        };
        parse(&(entry("one") + &entry("two"))).unwrap()
    }

    #[test]
    fn numbers_follow_the_order_of_first_mention() {
        let (text, list) = cite("x [@two], y [@one], z [@two]", &two()).unwrap();
        assert_eq!(text.matches("#ref-1").count(), 2);
        assert!(text.contains("y <a class=\"cite\" href=\"#ref-2\">&#91;2&#93;</a>"));
        let at = |doi: &str| list.find(doi).unwrap();
        assert!(at("10.1/two") < at("10.1/one") && list.contains("A &amp; B (2016)"));
    }

    #[test]
    fn what_is_not_in_the_list_is_named_with_its_line() {
        let failure = cite("a\nb [@three]", &two()).unwrap_err();
        assert_eq!(failure.line, 2);
        assert!(failure.what.contains("[@three]"));
        assert_eq!(parse("[one]\nyear = 2016\nauthor = \"A\"").unwrap_err().line, 3);
    }

    #[test]
    fn an_entry_has_one_whole_address() {
        let entry = |place: &str| {
            parse(&format!("\n[one]\nauthors = \"A\"\nyear = 2016\ntitle = \"T?\"\nsource = \"S\"\n{place}\n"))
        };
        for place in ["", "doi = \"1038/x\"", "url = \"example.org\"", "doi = \"10.1/x\"\nurl = \"https://x\""] {
            let failure = entry(place).expect_err(place);
            assert!(failure.line == 2 && failure.what.starts_with("[one]"), "{place}: {failure}");
        }
        let (_, list) = cite("[@one]", &entry("url = \"https://example.org/a\"").unwrap()).unwrap();
        assert!(
            list.contains("T? <cite>") && list.contains("<a href=\"https://example.org/a\">example.org/a</a>"),
            "{list}"
        );
    }

    /// A file of this repository.
    fn file(name: &str) -> String {
        std::fs::read_to_string(format!("{}/../../{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
    }

    #[test]
    fn every_entry_is_cited() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../www/chapters");
        let chapters = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path());
        let prose = chapters.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
        let prose: String = prose.map(|path| std::fs::read_to_string(path).unwrap()).collect();
        for key in parse(&file("www/chapters/references.toml")).unwrap().keys() {
            assert!(prose.contains(&format!("[@{key}]")), "[{key}] is cited nowhere: cite it, or take it out");
        }
    }

    #[test]
    fn the_record_says_where_each_newer_entry_was_looked_up() {
        let all = parse(&file("www/chapters/references.toml")).unwrap();
        let record = file("docs/references-checked.md");
        let mut rows = BTreeMap::new();
        for line in record.lines().filter(|line| line.starts_with("| ")) {
            let cells: Vec<_> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            assert!(cells[0] == "key" || all.contains_key(cells[0]), "{}: no such entry", cells[0]);
            assert!(rows.insert(cells[0], cells.clone()).is_none_or(|cells| cells[0] == "key"), "{}: twice", cells[0]);
        }
        for (key, Entry { authors, year, title, source, doi, url }) in &all {
            let cells =
                rows.get(key.as_str()).unwrap_or_else(|| panic!("{key}: docs/references-checked.md has no row"));
            if *year < 2022 && cells.len() == 2 {
                continue;
            }
            let address = doi.as_ref().or(url.as_ref()).unwrap();
            assert_eq!(cells[..6], [key, title, authors, &year.to_string(), source, address], "not as in the list");
            assert!(cells.len() == 9 && cells[6] != cells[7], "{key}: two sources, and what is claimed: {cells:?}");
            assert!(cells.iter().all(|cell| !cell.is_empty()), "{key}: an empty cell");
        }
    }
}
