//! Numbers in prose: `{{key}}` is what `docs/results.json` or `docs/comparisons.json` says, so that no number is
//! typed.

use crate::failure::{Failure, Outcome};
use std::collections::BTreeMap;

/// Key → the words to print.
pub type Numbers = BTreeMap<String, String>;

/// Reads the table that `cargo xtask results` writes.
pub fn parse(json: &str) -> Outcome<Numbers> {
    let remedy = "let `cargo xtask results` write it again: one flat object of strings.";
    let numbers: Numbers =
        serde_json::from_str(json).map_err(|error| Failure::at(error.line(), format!("{error}."), remedy))?;
    // No line may end inside "87.0 ± 0.6".
    Ok(numbers.into_iter().map(|(key, words)| (key, words.replace(' ', "\u{a0}"))).collect())
}

/// The text with every `{{key}}` replaced; lines stay where they are.
pub fn fill(text: &str, numbers: &Numbers) -> Outcome<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let line = 1 + out.matches('\n').count();
        let Some((key, after)) = after.split_once("}}").filter(|(key, _)| !key.contains('\n')) else {
            return Err(Failure::at(line, "{{ has no }} on its line.", "close it, or write the braces otherwise."));
        };
        let number = numbers.get(key.trim()).ok_or_else(|| unknown(line, key.trim(), numbers))?;
        out.push_str(number);
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

fn unknown(line: usize, key: &str, numbers: &Numbers) -> Failure {
    let stem = key.rsplit_once('.').map_or(key, |(stem, _)| stem);
    let near: Vec<&str> = numbers.keys().filter(|k| k.starts_with(stem)).map(String::as_str).take(8).collect();
    let what = format!("{{{{{key}}}}} is no result that docs/results.json or docs/comparisons.json knows.");
    if near.is_empty() {
        return Failure::at(line, what, "let `cargo xtask results` measure it, or mend the key.");
    }
    Failure::at(line, what, format!("mend the key; near it are {}.", near.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers() -> Numbers {
        parse(r#"{"tutorial.backprop.accuracy3": "87.0 ± 0.6"}"#).unwrap()
    }

    #[test]
    fn keys_become_numbers() {
        let text = fill("a\n{{tutorial.backprop.accuracy3}} % and {{ tutorial.backprop.accuracy3 }}", &numbers());
        assert_eq!(text.unwrap(), "a\n87.0\u{a0}±\u{a0}0.6 % and 87.0\u{a0}±\u{a0}0.6");
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line_and_its_neighbours() {
        let failure = fill("a\n\nb {{tutorial.backprop.acuracy3}}", &numbers()).unwrap_err();
        assert_eq!(failure.line, 3);
        assert!(failure.what.contains("acuracy3") && failure.remedy.contains("tutorial.backprop.accuracy3"));
        assert_eq!(fill("{{never closed\n}}", &numbers()).unwrap_err().line, 1);
        assert_eq!(parse("{\n\"a\": 1}").unwrap_err().line, 2);
    }
}
