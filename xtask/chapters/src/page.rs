//! A whole page from the template: the menu, the neighbours, the list of chapters.

use crate::chapter::Chapter;
use crate::escape::escape;
use crate::failure::Outcome;
use crate::fill;

/// Puts the parts of a page into the template; a menu is one of chapters and one of guides.
pub fn fill_template(template: &str, title: &str, line: &str, menu: [&str; 2], body: &str) -> Outcome<String> {
    let [menu, guides] = menu;
    let (title, line) = (escape(title), escape(line));
    let version = env!("CARGO_PKG_VERSION");
    let parts = [
        ("title", &*title),
        ("description", &*line),
        ("menu", menu),
        ("guides", guides),
        ("body", body),
        ("version", version),
    ];
    fill::parts(template, &parts)
}

/// The chapters, or the guides, as links; the one that is open is marked.
pub fn menu(chapters: &[Chapter], numbered: bool, open: Option<&Chapter>) -> String {
    let line = |chapter: &Chapter| {
        let here = open.is_some_and(|open| open.page == chapter.page);
        let mark = if here { " aria-current=\"page\"" } else { "" };
        format!("<li><a href=\"{}\"{mark}>{}</a></li>\n", chapter.page, escape(&chapter.front.title))
    };
    chapters.iter().filter(|chapter| chapter.numbered == numbered).map(line).collect()
}

/// The list on the front page: each chapter, or each guide, with a line and its time.
pub fn list(chapters: &[Chapter], numbered: bool) -> String {
    let line = |chapter: &Chapter| {
        let Chapter { page, front, .. } = chapter;
        format!(
            "<li><a href=\"{page}\">{}</a> <span class=\"facts\">about {} minutes</span><p>{}</p></li>\n",
            escape(&front.title),
            front.minutes,
            escape(&front.line)
        )
    };
    chapters.iter().filter(|chapter| chapter.numbered == numbered).map(line).collect()
}

/// Links to the chapters before and after; guides follow the last chapter.
pub fn turn(chapters: &[Chapter], at: usize) -> String {
    let link = |chapter: Option<&Chapter>, rel: &str, words: &str| match chapter {
        Some(Chapter { page, front, .. }) => {
            let title = escape(&front.title);
            format!("<a rel=\"{rel}\" href=\"{page}\"><span>{words}</span> {title}</a>\n")
        }
        None => String::new(),
    };
    let before = at.checked_sub(1).and_then(|before| chapters.get(before));
    let links = link(before, "prev", "Before this:") + &link(chapters.get(at + 1), "next", "Next:");
    if links.is_empty() {
        return links;
    }
    format!("<nav class=\"turn\" aria-label=\"Other chapters\">\n{links}</nav>\n")
}
