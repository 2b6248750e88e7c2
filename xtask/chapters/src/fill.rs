//! Holes in a text, `{{key}}`, and what is put into them.

use crate::failure::{Failure, Outcome};

/// The text with every `{{key}}` replaced by what `of` says of the key, the text so far and the line; lines stay where
/// they are.
pub fn fill(text: &str, mut of: impl FnMut(&str, &str, usize) -> Outcome<String>) -> Outcome<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let line = 1 + out.matches('\n').count();
        let Some((key, after)) = after.split_once("}}").filter(|(key, _)| !key.contains('\n')) else {
            return Err(Failure::at(line, "{{ has no }} on its line.", "close it, or write the braces otherwise."));
        };
        let put = of(key.trim(), &out, line)?;
        out.push_str(&put);
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

/// The parts of a page put into its template.
pub fn parts(text: &str, parts: &[(&str, &str)]) -> Outcome<String> {
    fill(text, |key, _, line| {
        let part = parts.iter().find(|(name, _)| *name == key);
        part.map(|(_, html)| (*html).to_owned()).ok_or_else(|| {
            let known: Vec<_> = parts.iter().map(|(name, _)| *name).collect();
            Failure::at(
                line,
                format!("{{{{{key}}}}} is no part of a page."),
                format!("write one of {}.", known.join(", ")),
            )
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_are_filled_and_lines_stay() {
        let text = parts("a\n{{one}} and {{ two }}\n{{one}}", &[("one", "1"), ("two", "2")]);
        assert_eq!(text.unwrap(), "a\n1 and 2\n1");
    }

    #[test]
    fn an_unknown_part_and_an_open_hole_are_named_with_their_line() {
        let failure = parts("a\n\n{{three}}", &[("one", "1")]).unwrap_err();
        assert!(failure.line == 3 && failure.what.contains("{{three}}") && failure.remedy.contains("one"), "{failure}");
        assert_eq!(parts("{{never closed\n}}", &[]).unwrap_err().line, 1);
    }
}
