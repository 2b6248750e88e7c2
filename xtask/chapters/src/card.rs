//! A rule's card in a chapter: the registry's card as HTML.

use crate::bibliography::link;
use crate::diagram;
use crate::escape::escape;
use crate::symbols::Symbols;
use microlearning::charts::line::dash_pattern;
use microlearning::charts::rule_style;
use microlearning::rule::{Card, Param};
use std::fmt::Write;

/// The card. The error is a sentence on its equation.
pub fn html(card: &Card, symbols: &Symbols) -> Result<String, String> {
    let Card { id, name, plain, .. } = card;
    let short = rule_style(id, false).short;
    let mut equations = String::new();
    for part in parts(card.equation) {
        equations.push_str(&symbols.name(&part)?.html);
    }
    let swatch = format!("{}{}", swatch(id, false), swatch(id, true));
    Ok(format!(
        "<section class=\"card\" aria-labelledby=\"rule-{id}\">\n\
         <h3 id=\"rule-{id}\">{swatch} {name} <small>{short}</small></h3>\n\
         <named-equation>{equations}</named-equation>\n{}\
         <p class=\"plain\">As text: <code>{plain}</code></p>\n{}{}\
         <p class=\"paper\">{}</p>\n</section>\n",
        diagram::figure(card),
        also(card.also),
        params(card.params),
        paper(card.paper)
    ))
}

/// An equation cut where it says `, \quad` or `,\ `, so that a phone can show one part a line.
fn parts(tex: &str) -> Vec<String> {
    let tex = tex.split_whitespace().collect::<Vec<_>>().join(" ").replace(r",\quad", ",\0").replace(r",\ ", ",\0");
    tex.split('\0').map(|part| part.trim().trim_end_matches(['\\', ' ']).to_owned()).filter(|p| !p.is_empty()).collect()
}

/// A piece of the rule's line, as charts draw it on light or on dark paper.
fn swatch(id: &str, dark: bool) -> String {
    let style = rule_style(id, dark);
    let dashes: Vec<String> = dash_pattern(style.dash).iter().map(f64::to_string).collect();
    format!(
        "<svg class=\"swatch {}\" viewBox=\"0 0 32 10\" aria-hidden=\"true\"><line x1=\"0\" x2=\"32\" y1=\"5\" y2=\"5\" \
         stroke-width=\"2.2\" stroke=\"{}\" stroke-dasharray=\"{}\"></line></svg>",
        if dark { "on-dark" } else { "on-light" },
        style.color,
        dashes.join(" ")
    )
}

/// Other names, by which somebody may search.
fn also(names: &[&str]) -> String {
    let names = names.iter().map(|name| escape(name)).collect::<Vec<_>>().join("; ");
    if names.is_empty() {
        return names;
    }
    format!("<p class=\"also\">Also known as, or with these settings: {names}.</p>\n")
}

fn params(params: &[Param]) -> String {
    let mut rows = String::new();
    for param in params {
        let Param { id, name, min, max, default, doc, choices, .. } = param;
        let range = match choices {
            [] => format!("From {min} to {max}; the default is {default}."),
            _ => format!("{}; the default is {}.", named(choices), param.text(*default)),
        };
        let _ =
            writeln!(rows, "<div><dt>{} <code>{id}</code></dt><dd>{} {range}</dd></div>", escape(name), escape(doc));
    }
    if rows.is_empty() {
        return "<p class=\"quiet\">It has no parameters of its own.</p>\n".into();
    }
    format!("<dl class=\"params\">\n{rows}</dl>\n")
}

/// The choices of a parameter, each by its two names.
fn named(choices: &[(&str, &str)]) -> String {
    let one = |(id, name): &(&str, &str)| format!("<code>{id}</code>: {}", escape(name));
    choices.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The paper, its DOI and arXiv numbers as links.
fn paper(text: &str) -> String {
    let word = |word: &str| {
        let (name, tail) = word.split_at(word.trim_end_matches([';', ',']).len());
        let tail = escape(tail);
        match (name.strip_prefix("doi:"), name.strip_prefix("arXiv:")) {
            (Some(doi), _) => link(doi) + &tail,
            (_, Some(number)) => format!("<a href=\"https://arxiv.org/abs/{0}\">arXiv:{0}</a>{tail}", escape(number)),
            _ => escape(word),
        }
    };
    text.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_of_the_registry_has_a_card() {
        for card in microlearning::rules::ALL {
            let html = html(card, &Symbols::default()).unwrap();
            assert!(html.contains(card.name) && html.contains("<math") && html.contains("https://"), "{html}");
            for param in card.params {
                assert!(html.contains(&format!("<code>{}</code>", param.id)), "{html}");
            }
        }
    }

    #[test]
    fn an_equation_is_cut_between_its_parts() {
        assert_eq!(parts("a = b,\\quad\n   c = d,\\ e"), ["a = b,", "c = d,", "e"]);
    }

    #[test]
    fn papers_are_linked_up_to_the_semicolon() {
        let html = paper("A & B (1994), T, doi:10.1/x; C (2019), arXiv:1904.05391");
        assert!(
            html.starts_with("A &amp; B (1994), T, <a href=\"https://doi.org/10.1/x\">doi:10.1/x</a>; C"),
            "{html}"
        );
        assert!(html.ends_with("<a href=\"https://arxiv.org/abs/1904.05391\">arXiv:1904.05391</a>"));
    }
}
