//! The course's two notebooks, entry by entry, as tables: what stands there, and where we answer it.

use crate::failure::{Failure, Outcome};
use pulldown_cmark::{html, Parser};
use serde::Deserialize;

/// First words of an answer that refers to no place here.
const ABSENT: &str = "Not here";

/// All entries, in the notebooks' order.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Course {
    entry: Vec<Entry>,
}

/// A section, an exercise or an open question.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// Notebook: the table that it belongs to.
    notebook: String,
    /// Title in the notebook, as Markdown.
    title: String,
    /// Number of headings that it stands under.
    #[serde(default)]
    depth: u8,
    /// Answer, as Markdown: a link to the place here, or the reason why there is none.
    here: String,
}

impl Course {
    /// Reads `course.toml`, and insists on a place for each entry.
    pub fn parse(text: &str) -> Outcome<Self> {
        let remedy = "give each [[entry]] a notebook, a title and here.";
        let course: Self = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| 1 + text[..span.start].matches('\n').count());
            Failure::at(line, format!("{}.", error.message()), remedy)
        })?;
        if let Some(Entry { title, .. }) = course.entry.iter().find(|entry| !entry.has_place()) {
            let line = 1 + text.lines().position(|line| line.contains(title.as_str())).unwrap_or(0);
            let remedy = format!("link to the place where it is answered, or begin with \"{ABSENT}\".");
            return Err(Failure::at(line, format!("\"{title}\" has no place."), remedy));
        }
        Ok(course)
    }

    /// The table of one notebook.
    pub fn table(&self, notebook: &str, line: usize) -> Outcome<String> {
        let rows: String = self.of(notebook).map(Entry::row).collect();
        if rows.is_empty() {
            let remedy = "write ```course and the name of a notebook in www/chapters/course.toml.";
            return Err(Failure::at(line, format!("no entry belongs to the notebook \"{notebook}\"."), remedy));
        }
        Ok(format!(
            "<div class=\"table-box\" tabindex=\"0\"><table class=\"course\">\n<thead><tr><th scope=\"col\">there</th>\
             <th scope=\"col\">here</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n"
        ))
    }

    fn of<'a>(&'a self, notebook: &'a str) -> impl Iterator<Item = &'a Entry> {
        self.entry.iter().filter(move |entry| entry.notebook == notebook)
    }
}

impl Entry {
    fn has_place(&self) -> bool {
        self.here.starts_with(ABSENT) || self.here.contains("](")
    }

    fn row(&self) -> String {
        let Self { title, depth, here, .. } = self;
        format!("<tr><th scope=\"row\" class=\"depth-{depth}\">{}</th><td>{}</td></tr>\n", inline(title), inline(here))
    }
}

/// One line of Markdown, without the paragraph around it; quotation marks stay as they are written.
fn inline(text: &str) -> String {
    let mut out = String::new();
    html::push_html(&mut out, Parser::new(text));
    out.trim_end().trim_start_matches("<p>").trim_end_matches("</p>").to_owned()
}

#[cfg(test)]
mod tests;
