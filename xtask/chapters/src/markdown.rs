//! Markdown → HTML: sections with ids, equations, rule cards; raw HTML stays as it is.

use crate::card;
use crate::course::Course;
use crate::diagram;
use crate::escape::{escape, slug};
use crate::failure::{Failure, Outcome};
use crate::math;
use crate::plots;
use crate::symbols::Symbols;
use pulldown_cmark::{html, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// A chapter's text.
#[derive(Debug, Default)]
pub struct Body {
    /// Text above the first section.
    pub opening: String,
    /// All sections.
    pub sections: String,
    /// The sections' ids and titles.
    pub contents: Vec<(String, String)>,
}

/// Renders the text; `symbols` are known in every equation, and tables of the `course` may stand anywhere.
pub fn render(text: &str, symbols: &Symbols, course: &Course) -> Outcome<Body> {
    let options = Options::ENABLE_MATH
        | Options::ENABLE_TABLES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut writer = Writer { symbols, course, body: Body::default(), events: vec![] };
    let mut events = Parser::new_ext(text, options).into_offset_iter();
    while let Some((event, range)) = events.next() {
        let line = 1 + text[..range.start].matches('\n').count();
        let inside = events.by_ref().map(|(event, _)| event);
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let code = words(&mut inside.take_while(|e| *e != Event::End(TagEnd::CodeBlock)));
                writer.fenced(&info, &code, line)?;
            }
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => {
                let remedy = "begin sections with ##; the title stands at the top of the file.";
                return Err(Failure::at(line, "a heading of level 1 stands in the text.", remedy));
            }
            Event::Start(Tag::Heading { level: HeadingLevel::H2, id, .. }) => {
                let end = Event::End(TagEnd::Heading(HeadingLevel::H2));
                let title: Vec<_> = inside.take_while(|e| *e != end).collect();
                writer.section(id.as_deref(), title, line)?;
            }
            Event::InlineMath(tex) => writer.math(&tex, false, line)?,
            Event::DisplayMath(tex) => writer.math(&tex, true, line)?,
            Event::Text(text) if text.contains('$') => {
                let remedy = "close the formula and its braces, or write &#36; for the mark itself.";
                return Err(Failure::at(line, format!("a $ begins no formula: {text}"), remedy));
            }
            // A table may be wider than a phone.
            Event::Start(Tag::Table(_)) => {
                writer.html("<div class=\"table-box\" tabindex=\"0\">".into());
                writer.events.push(event);
            }
            Event::End(TagEnd::Table) => {
                writer.events.push(event);
                writer.html("</div>\n".into());
            }
            event => writer.events.push(event),
        }
    }
    Ok(writer.finish())
}

struct Writer<'a> {
    symbols: &'a Symbols,
    course: &'a Course,
    body: Body,
    events: Vec<Event<'a>>,
}

impl<'a> Writer<'a> {
    fn html(&mut self, html: String) {
        self.events.push(Event::Html(html.into()));
    }

    fn math(&mut self, tex: &str, display: bool, line: usize) -> Outcome<()> {
        let html = math::equation(tex.trim(), display).map_err(|what| bad_tex(line, what))?;
        self.events.push(Event::InlineHtml(html.into()));
        Ok(())
    }

    /// Begins a section, and with the first one ends the opening.
    fn section(&mut self, id: Option<&str>, title: Vec<Event<'a>>, line: usize) -> Outcome<()> {
        let plain = words(&mut title.iter().cloned());
        let id = id.map_or_else(|| slug(&plain), str::to_owned);
        if self.body.contents.iter().any(|(other, _)| *other == id) {
            let what = format!("a second section is called {id}.");
            return Err(Failure::at(line, what, "give it another title, or an id of its own: ## Title {#id}."));
        }
        self.flush();
        self.html(format!("<section id=\"{id}\" aria-labelledby=\"{id}-title\">\n<h2 id=\"{id}-title\">"));
        self.events.extend(title);
        self.html("</h2>\n".into());
        self.body.contents.push((id, plain));
        Ok(())
    }

    fn fenced(&mut self, info: &str, code: &str, line: usize) -> Outcome<()> {
        match info.split_once(' ').unwrap_or((info, "")) {
            ("rule", id) => {
                let card = microlearning::rules::find(id.trim()).map_err(|error| {
                    Failure::at(line, error.to_string(), "write ```rule and the id of one of these.")
                })?;
                self.html(card::html(card, self.symbols).map_err(|what| bad_tex(line, what))?);
            }
            ("equation", _) => self.equation(code, line)?,
            ("diagrams", _) => self.diagrams(code, line)?,
            ("plots", _) => self.html(plots::html(code, line)?),
            ("course", notebook) => self.html(self.course.table(notebook.trim(), line)?),
            _ => self.html(format!(
                "<pre class=\"table-box\" tabindex=\"0\" role=\"group\" aria-label=\"Code\"><code>{}</code></pre>\n",
                escape(code)
            )),
        }
        Ok(())
    }

    /// TeX, then perhaps a line `where` and a line `TeX: words` for each symbol.
    fn equation(&mut self, code: &str, line: usize) -> Outcome<()> {
        let (tex, rest) = code.split_once("\nwhere\n").unwrap_or((code, ""));
        let first = line + tex.lines().count() + 2;
        let remedy = "write `symbol: what it is` after `where`, with the symbol as the equation has it.";
        let own = Symbols::lines(rest).map_err(|(i, what)| Failure::at(first + i, what, remedy))?;
        let named = own.name(tex.trim()).map_err(|what| bad_tex(line, what))?;
        if let [missing, ..] = own.missing(&named)[..] {
            return Err(Failure::at(first, format!("the equation has no {missing}."), remedy));
        }
        let list: String = named.found.iter().map(|(symbol, words)| described(symbol, words)).collect();
        let list =
            if list.is_empty() { list } else { format!("<noscript><dl class=\"symbols\">{list}</dl></noscript>") };
        self.html(format!("<named-equation>{}{list}</named-equation>\n", named.html));
        Ok(())
    }

    /// Lines `rule: words`, each of which becomes a drawing of that rule.
    fn diagrams(&mut self, code: &str, line: usize) -> Outcome<()> {
        let mut cards = Vec::new();
        for (i, text) in code.lines().enumerate() {
            let at = |what: String| Failure::at(line + 1 + i, what, "write the id of a rule, a colon, and a sentence.");
            let (id, words) = text.split_once(':').ok_or_else(|| at(format!("no rule is named in: {text}")))?;
            let card = microlearning::rules::find(id.trim()).map_err(|error| at(error.to_string()))?;
            cards.push((card, words.trim().to_owned()));
        }
        self.html(diagram::row(&cards));
        Ok(())
    }

    /// Writes down what has been gathered since the last section began.
    fn flush(&mut self) {
        let mut out = String::new();
        html::push_html(&mut out, self.events.drain(..));
        if self.body.contents.is_empty() {
            self.body.opening = out;
        } else {
            self.body.sections.push_str(&out);
            self.body.sections.push_str("</section>\n");
        }
    }

    fn finish(mut self) -> Body {
        self.flush();
        self.body
    }
}

/// A symbol and its meaning, for readers without JavaScript.
fn described(symbol: &str, words: &str) -> String {
    // The name often begins with the symbol itself.
    let words = words.split_once(": ").map_or(words, |(_, rest)| rest);
    format!("<dt><math>{symbol}</math></dt><dd>{}</dd>", escape(words))
}

/// The text of some events, without their marks.
fn words<'a>(events: &mut dyn Iterator<Item = Event<'a>>) -> String {
    let text = |event| match event {
        Event::Text(text) | Event::Code(text) => Some(text.to_string()),
        _ => None,
    };
    events.filter_map(text).collect()
}

fn bad_tex(line: usize, what: String) -> Failure {
    Failure::at(line, what, "mend the TeX; docs.rs/pulldown-latex lists the commands it knows.")
}

#[cfg(test)]
mod tests;
