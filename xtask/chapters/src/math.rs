//! TeX → MathML, which browsers draw without any script.

use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::mathml::push_mathml;
use pulldown_latex::{Event, Parser, ParserError, Storage};

/// Elements whose second and later children are set small.
const SCRIPTS: [&str; 3] = ["msub", "msup", "msubsup"];

/// An equation as a `<math>` element. The error is a sentence on the TeX.
pub fn equation(tex: &str, display: bool) -> Result<String, String> {
    Ok(format!("<math display=\"{}\">{}</math>", if display { "block" } else { "inline" }, inner(tex, display)?))
}

/// Content of the `<math>` element.
pub fn inner(tex: &str, display: bool) -> Result<String, String> {
    let storage = Storage::new();
    // The renderer would write an error into the page; here it must stop the build.
    let events: Result<Vec<Event<'_>>, _> = Parser::new(tex, &storage).collect();
    let events = events.map_err(|error| sentence(tex, &error))?;
    let mut html = String::new();
    let display_mode = if display { DisplayMode::Block } else { DisplayMode::Inline };
    let config = RenderConfig { display_mode, ..RenderConfig::default() };
    let events = events.into_iter().map(Ok::<_, ParserError>);
    push_mathml(&mut html, events, config).map_err(|error| format!("{tex}: {error}."))?;
    // The renderer writes the sign < as it is.
    let html = html.replace("<<", "&lt;<");
    let inner = html.split_once('>').and_then(|(_, rest)| rest.rsplit_once("</math>"));
    Ok(tight_scripts(&whole_words(inner.map_or("", |(inner, _)| inner))))
}

fn sentence(tex: &str, error: &ParserError) -> String {
    let error = error.to_string();
    format!("{tex}: {}.", error.lines().next().unwrap_or_default())
}

/// Upright letters in a row as one identifier: they are a word, for the eye and for a screen reader.
fn whole_words(html: &str) -> String {
    const OPEN: &str = "<mi mathvariant=\"normal\">";
    const CLOSE: &str = "</mi>";
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(OPEN) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let mut word = String::new();
        while let Some((letter, after)) = rest.strip_prefix(OPEN).and_then(|r| r.split_once(CLOSE)) {
            let plain = letter.chars().all(|c| c.is_ascii_alphabetic());
            if !plain && !word.is_empty() {
                break;
            }
            word.push_str(letter);
            rest = after;
            if !plain {
                break;
            }
        }
        let tag = if word.chars().count() > 1 { "<mi>" } else { OPEN };
        out.extend([tag, &word, CLOSE]);
    }
    out.push_str(rest);
    out
}

/// Takes the space around operators away inside indices and exponents, and around /, as TeX does: l−1 and not l − 1.
fn tight_scripts(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + 64);
    // The open elements, and how many children each has had.
    let mut open: Vec<(&str, usize)> = vec![];
    for (i, piece) in html.split('<').enumerate() {
        if i == 0 {
            out.push_str(piece);
            continue;
        }
        out.push('<');
        if piece.starts_with('/') {
            open.pop();
            out.push_str(piece);
            continue;
        }
        let name = piece.split([' ', '>', '/']).next().unwrap_or_default();
        if let Some(parent) = open.last_mut() {
            parent.1 += 1;
        }
        let small = open.iter().any(|(parent, child)| SCRIPTS.contains(parent) && *child > 1);
        // A fraction's stroke is no operator that keeps its distance.
        if name == "mo" && (small || piece == "mo>/") {
            out.push_str("mo lspace=\"0\" rspace=\"0\"");
            out.push_str(&piece["mo".len()..]);
        } else {
            out.push_str(piece);
        }
        if !piece.split_once('>').is_some_and(|(tag, _)| tag.ends_with('/')) {
            open.push((name, 0));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_one_identifier() {
        let softmax = inner(r"\mathrm{softmax}(z)", true).unwrap();
        assert!(softmax.contains("<mi>softmax</mi>"), "{softmax}");
        let delta = inner(r"\Delta W", true).unwrap();
        assert!(delta.contains("<mi mathvariant=\"normal\">Δ</mi><mi>W</mi>"), "{delta}");
    }

    #[test]
    fn operators_are_tight_in_indices_only() {
        let html = inner(r"h_{l-1} - 1", true).unwrap();
        assert!(html.contains("<mo lspace=\"0\" rspace=\"0\">−</mo><mn>1</mn></mrow></msub><mo>−</mo>"), "{html}");
    }

    #[test]
    fn the_sign_less_than_is_no_tag() {
        let html = inner("W_{l<L} = 1", true).unwrap();
        assert!(html.contains("&lt;</mo>") && html.ends_with("<mo>=</mo><mn>1</mn>"), "{html}");
    }

    #[test]
    fn a_stroke_is_tight_and_limits_stand_below_a_sum_of_its_own_line() {
        let stroke = "<mo lspace=\"0\" rspace=\"0\">/</mo>";
        assert!(inner("a / b", false).unwrap().contains(stroke));
        assert!(inner(r"\sum_k a", true).unwrap().contains("<munder>"));
        assert!(inner(r"\sum_k a", false).unwrap().contains("<msub>"));
    }

    #[test]
    fn tex_that_cannot_be_read_is_an_error_and_not_a_red_box() {
        for bad in [r"\frac{a", r"\unheard_of", "a^b^c"] {
            let error = equation(bad, true).unwrap_err();
            assert!(error.starts_with(bad) && !error.contains('╭'), "{error}");
        }
    }
}
