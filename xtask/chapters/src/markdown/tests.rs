//! Tests of Markdown: its output, and its errors.

use super::*;

fn html(text: &str) -> Body {
    render(text, &Symbols::default(), &Course::default()).unwrap()
}

fn failure(text: &str) -> Failure {
    render(text, &Symbols::default(), &Course::default()).unwrap_err()
}

#[test]
fn sections_have_ids_and_are_closed() {
    let body = html("Above.\n\n## First one\n\na\n\n## Second {#two}\n\nb\n");
    assert_eq!(body.opening, "<p>Above.</p>\n");
    assert_eq!(body.contents, [("first-one".into(), "First one".into()), ("two".into(), "Second".into())]);
    assert!(body
        .sections
        .contains("<section id=\"two\" aria-labelledby=\"two-title\">\n<h2 id=\"two-title\">Second</h2>"));
    assert_eq!(body.sections.matches("<section").count(), body.sections.matches("</section>").count());
}

#[test]
fn raw_html_stays_and_markdown_inside_it_is_read() {
    let body = html("<details class=\"answer\">\n<summary>Why?</summary>\n\nBecause *so*: $x^2$.\n\n</details>\n");
    assert!(body
        .opening
        .starts_with("<details class=\"answer\">\n<summary>Why?</summary>\n<p>Because <em>so</em>: <math"));
    let lab = "<div class=\"lab\">\n<race-lab scenario=\"feedback\"></race-lab>\n</div>\n";
    assert_eq!(html(lab).opening, lab);
}

#[test]
fn an_equation_names_its_symbols() {
    let body = html("```equation\ny = W x\nwhere\nW: W: the weights\nx: x: the picture\n```\n");
    assert!(body.opening.starts_with("<named-equation><math display=\"block\">"), "{}", body.opening);
    assert!(body.opening.contains("<mi data-name=\"W: the weights\">W</mi>"));
    assert!(body.opening.contains("<dd>the picture</dd>"));
}

#[test]
fn a_rule_is_its_card() {
    let body = html("```rule kolen_pollack\n```\n");
    assert!(body.opening.contains("id=\"rule-kolen_pollack\"") && body.opening.contains("<code>decay</code>"));
}

#[test]
fn failures_name_their_line() {
    let cases = [
        ("a\n\n# Title\n", 3, "level 1"),
        ("a\n\n```rule backdrop\n```\n", 3, "backdrop"),
        ("a\n\nb $\\unheard$ c\n", 3, "unheard"),
        ("a\n\nb $\\frac{x$ c\n", 3, "$"),
        ("```equation\nW x\nwhere\nW: the weights\nB: feedback\n```\n", 4, "no B"),
        ("```equation\nW x\nwhere\nW: the weights\nx the picture\n```\n", 5, "x the picture"),
        ("## Same\n\n## Same\n", 3, "same"),
        ("a\n\n```course nowhere\n```\n", 3, "nowhere"),
    ];
    for (text, line, word) in cases {
        let failure = failure(text);
        assert_eq!(failure.line, line, "{failure}");
        assert!(failure.what.contains(word) && !failure.remedy.is_empty(), "{failure}");
    }
}
