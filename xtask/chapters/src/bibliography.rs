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
    doi: String,
}

/// All publications that chapters may cite, by key.
pub type Bibliography = BTreeMap<String, Entry>;

/// Reads `references.toml`.
pub fn parse(text: &str) -> Outcome<Bibliography> {
    toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| 1 + text[..span.start].matches('\n').count());
        let remedy = "give each [key] authors, year, title, source and doi.";
        Failure::at(line, format!("{}.", error.message()), remedy)
    })
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
        let Entry { authors, year, title, source, doi } = &all[key];
        let [authors, title, source] = [authors, title, source].map(|text| escape(text));
        let _ = writeln!(
            html,
            "<li id=\"ref-{}\">{authors} ({year}). {title}. <cite>{source}</cite>. {}</li>",
            i + 1,
            link(doi)
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
}
