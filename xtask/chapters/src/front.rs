//! Front matter of a chapter: TOML between two lines of `+++` at the top of its file.

use crate::failure::{Failure, Outcome};
use serde::Deserialize;

/// The mark above and below.
const FENCE: &str = "+++";
const EXAMPLE: &str =
    "begin the file with a line +++, then title, line, minutes, needs and objectives as TOML, then +++.";

/// A chapter's particulars.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Front {
    /// Its title.
    pub title: String,
    /// One sentence: the lead of the chapter and its line on the front page.
    pub line: String,
    /// Reading time, in minutes.
    pub minutes: u32,
    /// Prerequisites, after "You need to know".
    pub needs: String,
    /// Objectives, after "After this chapter you can".
    pub objectives: Vec<String>,
    /// A draft is not built.
    #[serde(default)]
    pub draft: bool,
}

/// Splits a chapter into its particulars, its Markdown, and the number of lines above the Markdown.
pub fn split(text: &str) -> Outcome<(Front, &str, usize)> {
    let missing = || Failure::at(1, "the chapter does not say what it is.", EXAMPLE);
    let rest = text.strip_prefix(FENCE).and_then(|rest| rest.strip_prefix('\n')).ok_or_else(missing)?;
    let end = rest.find("\n+++\n").ok_or_else(missing)?;
    let (head, body) = (&rest[..end], &rest[end + FENCE.len() + 2..]);
    let front = toml::from_str(head).map_err(|error| {
        let line = error.span().map_or(1, |span| 2 + head[..span.start].matches('\n').count());
        Failure::at(line, format!("{}.", error.message()), EXAMPLE)
    })?;
    Ok((front, body, head.lines().count() + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str =
        "+++\ntitle = \"T\"\nline = \"L\"\nminutes = 5\nneeds = \"N\"\nobjectives = [\"O\"]\n+++\nbody\n";

    #[test]
    fn particulars_and_body_part() {
        let (front, body, before) = split(GOOD).unwrap();
        assert_eq!((front.title.as_str(), front.minutes, front.draft), ("T", 5, false));
        assert_eq!((body, before), ("body\n", 7));
    }

    #[test]
    fn what_is_missing_or_misspelt_is_named_with_its_line() {
        assert!(split("# No front matter").unwrap_err().remedy.contains("objectives"));
        let failure = split(&GOOD.replace("needs", "wants")).unwrap_err();
        assert!(failure.what.contains("wants"), "{failure}");
        assert_eq!(failure.line, 5);
    }
}
