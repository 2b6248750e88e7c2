//! Checks of the finished pages: every link inside the site leads somewhere, every element exists.

use crate::failure::{Failure, Outcome};
use std::collections::BTreeMap;

/// Checks all pages; `exists` tells whether there is a script for a custom element.
pub fn pages(pages: &BTreeMap<String, String>, exists: impl Fn(&str) -> bool) -> Outcome<()> {
    for (name, html) in pages {
        let failure =
            |what: String, remedy: &str| Err(Failure { file: name.clone(), line: 0, what, remedy: remedy.into() });
        for tag in tags(html).filter(|tag| tag.contains('-')) {
            if !exists(tag) {
                let what = format!("the page has a <{tag}>, and www/js/elements/{tag}.js is missing.");
                return failure(what, "write that element, mend its name, or mark the chapter `draft = true`.");
            }
        }
        for id in values(html, "id") {
            if values(html, "id").filter(|other| *other == id).count() > 1 {
                return failure(format!("the id {id} stands there twice."), "give one of the two another id.");
            }
        }
        for link in values(html, "href") {
            if !opens(link) {
                let what = format!("the link to {link} opens no page.");
                return failure(what, "write https://, http://, or the name of a page of the site.");
            }
            let (page, id) = link.split_once('#').unwrap_or((link, ""));
            let there = if page.is_empty() { Some(html) } else { pages.get(page) };
            let ours = page.is_empty() || (page.ends_with(".html") && !page.contains("://"));
            if ours && !there.is_some_and(|html| id.is_empty() || values(html, "id").any(|other| other == id)) {
                return failure(format!("the link to {link} leads nowhere."), "mend it where it is written.");
            }
        }
    }
    Ok(())
}

/// True if a link opens a page: on the web, or of the site; never a script, nor a document that is written in the link
/// itself.
fn opens(link: &str) -> bool {
    let path = link.split(['?', '#']).next().unwrap_or("");
    link.starts_with("https://") || link.starts_with("http://") || !path.contains([':', '&'])
}

/// The names of all elements that are opened.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).filter_map(|tag| {
        let name = tag.split([' ', '>', '/', '\n']).next()?;
        name.starts_with(|c: char| c.is_ascii_lowercase()).then_some(name)
    })
}

/// The values of all attributes with this name.
fn values<'a>(html: &'a str, attribute: &str) -> impl Iterator<Item = &'a str> {
    let start = format!(" {attribute}=\"");
    let places: Vec<_> = html.match_indices(&start).map(|(at, _)| at + start.len()).collect();
    places.into_iter().filter_map(move |at| html[at..].split('"').next())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str) -> Outcome<()> {
        pages(&[("a.html".to_owned(), html.to_owned())].into(), |tag| tag == "race-lab")
    }

    #[test]
    fn what_leads_nowhere_is_named() {
        assert!(check(
            "<race-lab></race-lab> <p id=\"x\"> <a href=\"#x\"> <a href=\"a.html#x\"> <a href=\"http://b/c.html\"> \
             <a href=\"https://b/c:d&amp;e\"> <a href=\"a.html?v=1&amp;x=1:2#x\">"
        )
        .is_ok());
        let cases = [
            ("<snr-lab></snr-lab>", "snr-lab"),
            ("<a href=\"#y\">", "#y"),
            ("<a href=\"b.html\">", "b.html"),
            ("<a href=\"javascript:x()\">", "javascript"),
            ("<a href=\"java&#10;script:x()\">", "script"),
            ("<a href=\"data:text/html,x\">", "data:"),
            ("<p id=\"x\"><p id=\"x\">", "id x"),
        ];
        for (html, word) in cases {
            let failure = check(html).unwrap_err();
            assert!(failure.what.contains(word) && failure.file == "a.html", "{failure}");
        }
    }
}
