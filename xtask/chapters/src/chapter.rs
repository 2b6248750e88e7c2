//! One chapter: read from its file, and turned into what its page shows.

use crate::bibliography::{cite, Bibliography};
use crate::course::Course;
use crate::escape::escape;
use crate::failure::Outcome;
use crate::front::{split, Front};
use crate::markdown::{render, Body};
use crate::measured::measured;
use crate::numbers::Numbers;
use crate::symbols::Symbols;

/// Data that all chapters may refer to.
#[derive(Debug, Default)]
pub struct Shared {
    /// Numbers that runs have given.
    pub numbers: Numbers,
    /// Publications.
    pub references: Bibliography,
    /// Symbols of the rules' equations.
    pub symbols: Symbols,
    /// The course's notebooks.
    pub course: Course,
}

/// A chapter, or a guide, which is a page like a chapter but none of their number; ready to be put on its page.
pub struct Chapter {
    /// Its address, `slug.html`, beside the front page.
    pub page: String,
    /// True if it is one of the chapters: its file's name begins with a number.
    pub numbered: bool,
    /// Front matter.
    pub front: Front,
    body: Body,
    /// The list of the runs that its numbers come from.
    sources: String,
    references: String,
}

impl Chapter {
    /// Reads the chapter of a file called `NN-slug.md`, or the guide of a file called `slug.md`; `None` if it is a draft.
    pub fn read(name: &str, text: &str, shared: &Shared) -> Outcome<Option<Self>> {
        let (front, text, before) = split(text).map_err(|failure| failure.within(name, 0))?;
        if front.draft {
            return Ok(None);
        }
        let inside = || -> Outcome<_> {
            let (text, sources) = measured(text, &shared.numbers)?;
            let (text, references) = cite(&text, &shared.references)?;
            Ok((render(&text, &shared.symbols, &shared.course)?, sources, references))
        };
        let (body, sources, references) = inside().map_err(|failure| failure.within(name, before))?;
        Ok(Some(Self { page: address(name), numbered: is_numbered(name), front, body, sources, references }))
    }

    /// The article; `number` counts the chapters from 1.
    pub fn article(&self, number: usize) -> String {
        let Front { title, line, .. } = &self.front;
        let kind = if self.numbered { format!("Chapter {number}") } else { "Guide".into() };
        let mut html = format!(
            "<article>\n<header class=\"opening\">\n<p class=\"number\">{kind}</p>\n<h1>{}</h1>\n\
             <p class=\"lead\">{}</p>\n",
            escape(title),
            escape(line)
        );
        if self.has_labs() {
            html.push_str(NOTICES);
        }
        html.push_str(&self.body.opening);
        html.push_str(&self.aims());
        html.push_str(&self.contents());
        html.push_str("</header>\n");
        html.push_str(&self.body.sections);
        html.push_str(&self.sources);
        if !self.references.is_empty() {
            html.push_str("<section id=\"references\" aria-labelledby=\"references-title\">\n");
            html.push_str("<h2 id=\"references-title\">References</h2>\n<ol class=\"references\">\n");
            html.push_str(&self.references);
            html.push_str("</ol>\n</section>\n");
        }
        html.push_str("</article>\n");
        html
    }

    /// True if something on the page is interactive and needs the training code.
    fn has_labs(&self) -> bool {
        [&self.body.opening, &self.body.sections].iter().any(|html| html.contains("class=\"lab\""))
    }

    fn aims(&self) -> String {
        let Front { minutes, needs, objectives, .. } = &self.front;
        let when = if self.numbered { "After this chapter" } else { "With this page" };
        let aims: String = objectives.iter().map(|aim| format!("<li>{};</li>\n", escape(aim))).collect();
        let aims = aims.strip_suffix(";</li>\n").map(|aims| format!("{aims}.</li>\n")).unwrap_or_default();
        format!(
            "<p class=\"facts\">About {minutes} minutes. You need to know {}.</p>\n\
             <p>{when} you can:</p>\n<ul>\n{aims}</ul>\n",
            escape(needs)
        )
    }

    fn contents(&self) -> String {
        let line = |(id, title): &(String, String)| format!("<li><a href=\"#{id}\">{}</a></li>\n", escape(title));
        let lines: String = self.body.contents.iter().map(line).collect();
        format!("<nav class=\"contents\" aria-label=\"In this chapter\">\n<ol>\n{lines}</ol>\n</nav>\n")
    }
}

/// Places on the page for errors, and for the note that the training code is being loaded.
const NOTICES: &str = "<notice-box id=\"notices\" role=\"alert\"></notice-box>\n<p id=\"boot\" class=\"status\"></p>\n\
     <noscript><p class=\"quiet\">Training needs JavaScript, which is off. The chapter reads without it.</p></noscript>\n";

/// "02-perturbation.md" → "perturbation.html".
fn address(name: &str) -> String {
    format!("{}.html", stem(name).trim_start_matches(|c: char| c.is_ascii_digit() || c == '-'))
}

fn is_numbered(name: &str) -> bool {
    stem(name).starts_with(|c: char| c.is_ascii_digit())
}

fn stem(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name).trim_end_matches(".md")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "+++\ntitle = \"T & U\"\nline = \"L.\"\nminutes = 5\nneeds = \"N\"\nobjectives = [\"o\", \"p\"]\n+++\n\
                        Above.\n\n## One\n\n<div class=\"lab\">\n</div>\n";

    fn read(text: &str) -> Outcome<Option<Chapter>> {
        Chapter::read("www/chapters/02-a-title.md", text, &Shared::default())
    }

    #[test]
    fn an_article_has_its_parts_in_order() {
        let chapter = read(TEXT).unwrap().unwrap();
        assert_eq!(chapter.page, "a-title.html");
        let html = chapter.article(2);
        let parts =
            ["Chapter 2", "<h1>T &amp; U</h1>", "L.", "id=\"boot\"", "Above.", "About 5 minutes", "<li>p.</li>"];
        let places: Vec<_> =
            parts.iter().map(|part| html.find(part).unwrap_or_else(|| panic!("{part}: {html}"))).collect();
        assert!(places.is_sorted(), "{html}");
        assert!(html.contains("<li><a href=\"#one\">One</a></li>"));
    }

    #[test]
    fn a_file_without_a_number_is_a_guide() {
        let guide = Chapter::read("www/chapters/a-title.md", TEXT, &Shared::default()).unwrap().unwrap();
        assert!(guide.page == "a-title.html" && !guide.numbered);
        let html = guide.article(3);
        assert!(
            html.contains(">Guide<") && html.contains("With this page you can") && !html.contains("Chapter"),
            "{html}"
        );
    }

    #[test]
    fn a_draft_is_left_out() {
        assert!(read(&TEXT.replace("minutes", "draft = true\nminutes")).unwrap().is_none());
    }

    #[test]
    fn failures_name_file_and_line() {
        let failure = read(&TEXT.replace("Above.", "{{none}}")).err().unwrap();
        assert!(failure.to_string().starts_with("www/chapters/02-a-title.md, line 8: {{none}}"), "{failure}");
        let failure = read(&TEXT.replace("Above.", "$\\frac$")).err().unwrap();
        assert_eq!(failure.line, 8);
    }
}
