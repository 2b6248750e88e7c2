//! Measured numbers in prose: `{{key}}` becomes the number, which says when pointed at, focused or printed which runs it
//! comes from; and the chapter ends with the list of these runs.

use crate::escape::escape;
use crate::failure::Outcome;
use crate::fill::fill;
use crate::numbers::{Numbers, Source};
use std::fmt::Write;

/// The text with its numbers, and the list of their sources, as HTML; empty without numbers.
pub fn measured(text: &str, numbers: &Numbers) -> Outcome<(String, String)> {
    let mut sources: Vec<&Source> = vec![];
    let mut last_section = None;
    let text = fill(text, |key, before, line| {
        let (source, number) = numbers.find(key).ok_or_else(|| numbers.unknown(line, key))?;
        let known = sources.iter().position(|other| other.words() == source.words());
        let place = known.unwrap_or_else(|| {
            sources.push(source);
            sources.len() - 1
        });
        // Tab stops at the first number of a section only; arrow keys lead on to the others.
        let section = before.matches("\n## ").count();
        let folded = before.matches("<summary").count() > before.matches("</summary>").count();
        let fenced = before.matches("\n```").count() % 2 == 1; // where numbers become a drawing
        let stops = !folded && !fenced && last_section.replace(section) != Some(section);
        Ok(element(key, number, source, place, stops))
    })?;
    Ok((text, list(&sources)))
}

fn element(key: &str, number: &str, source: &Source, place: usize, stops: bool) -> String {
    // No line may end inside "87.0 ± 0.6"; and no column of a table inside a command.
    let (number, from) = (escape(&number.replace(' ', "\u{a0}")), escape(&source.words()).replace('|', "&#124;"));
    let (mark, stop) = (mark(place), if stops { 0 } else { -1 });
    format!(
        "<span class=\"measured\" tabindex=\"{stop}\" data-key=\"{key}\" data-mark=\"{mark}\" data-from=\"{from}\" \
         aria-describedby=\"source-{mark}\">{number}</span>"
    )
}

/// 0, 1, 2 … as a, b, c …, aa, ab …, the marks that lists have.
fn mark(place: usize) -> String {
    let letter = char::from(b'a' + (place % 26) as u8);
    match place / 26 {
        0 => letter.to_string(),
        more => format!("{}{letter}", mark(more - 1)),
    }
}

fn list(sources: &[&Source]) -> String {
    if sources.is_empty() {
        return String::new();
    }
    let mut html = String::from(HEAD);
    for (place, source) in sources.iter().enumerate() {
        let words = source.words();
        let (command, rest) = words.split_once(": ").unwrap_or((&words, ""));
        let _ = writeln!(
            html,
            "<li id=\"source-{}\"><code>{}</code>: {}.</li>",
            mark(place),
            command.split(' ').map(|word| format!("<span>{}</span>", escape(word))).collect::<Vec<_>>().join(" "),
            escape(rest)
        );
    }
    html.push_str("</ol>\n");
    if sources.iter().any(|source| source.command.contains("--data mnist")) {
        html.push_str("<p><code>mnist</code> stands for a folder with the four original files of MNIST.</p>\n");
    }
    html.push_str("</details>\n</section>\n");
    html
}

const HEAD: &str = "<section>\n<details class=\"sources\" id=\"sources\">\n\
    <summary>Where the measured numbers come from</summary>\n\
    <p>A measured number has dots under it, and names its runs when you point at it or tap it. By keyboard, Tab goes to the \
    first in each section and the arrow keys lead to the others. On paper it has the letter that its runs have here. A value \
    after ± is the standard deviation over seeds. Each command runs the first of the seeds, or, if it compares, all of them.\
    </p>\n<ol type=\"a\">\n";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::tests::two;

    #[test]
    fn a_number_says_where_it_comes_from() {
        let (text, list) = measured("a\n{{tutorial.backprop.accuracy3}} %", &two()).unwrap();
        assert!(
            text.starts_with("a\n<span class=\"measured\" tabindex=\"0\"")
                && text.ends_with(">87.0\u{a0}±\u{a0}0.6</span> %")
        );
        let from = "--preset tutorial --seed 1: 50,000 training pictures, 3 epochs, seeds 1 to 5\"";
        assert!(text.contains(from) && text.contains("aria-describedby=\"source-a\""), "{text}");
        assert!(
            list.contains(
                "<li id=\"source-a\"><code><span>microlearning</span> <span>train</span> <span>--rule</span>"
            ),
            "{list}"
        );
        assert!(list.contains("</code>: 50,000 training pictures, 3 epochs, seeds 1 to 5.</li>"), "{list}");
        assert!(list.contains("four original files"), "{list}");
    }

    #[test]
    fn a_source_stands_once_and_tab_stops_once_a_section() {
        let (one, other) = ("{{tutorial.backprop.accuracy3}}", "{{late.backprop.others@6}}");
        let text = format!("{one} {other} {one}\n\n## Two\n\n<summary>{other}?</summary> {one} {one}");
        let (text, list) = measured(&text, &two()).unwrap();
        let stops: Vec<_> = text.split("tabindex=\"").skip(1).map(|rest| &rest[..rest.find('"').unwrap()]).collect();
        assert_eq!(stops, ["0", "-1", "-1", "-1", "0", "-1"], "what a summary holds is no stop of its own");
        assert_eq!(list.matches("<li").count(), 2);
        assert!(!measured(other, &two()).unwrap().1.contains("original files"));
        assert_eq!(measured("none", &two()).unwrap(), ("none".into(), String::new()));
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line() {
        assert_eq!(measured("a\n\nb {{late.backprop.other@6}}", &two()).unwrap_err().line, 3);
    }

    #[test]
    fn marks_are_those_of_a_list() {
        assert_eq!([0, 25, 26, 27, 52].map(mark), ["a", "z", "aa", "ab", "ba"]);
    }
}
