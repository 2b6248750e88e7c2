//! Summary of the findings about all parts of an update, in a few sentences.

use super::diagnosis::Finding;
use super::judge::Kind;

/// Shortest summary: of every layer at once, or else of each group of parts. `turned`: the layers whose
/// error has the wrong sign.
pub fn summary(findings: &[Finding], turned: &[usize]) -> String {
    let wrong = || findings.iter().filter(|finding| finding.kind != Kind::Right);
    let Some(first) = wrong().next() else {
        return "Right: in every layer your update has cosine 1 to the reference, and its size.".into();
    };
    let alike = findings.iter().all(|finding| finding.text == first.text);
    match (alike, first.kind) {
        (true, Kind::Reversed) => format!(
            "The sign is reversed: in every layer your update has cosine −1 to the reference. It goes up where it should go \
             down.{}",
            first.text.split_once("reference.").map_or("", |(_, rest)| rest)
        ),
        (true, _) => format!("In every layer: {}", first.text),
        (false, _) => grouped(findings) + undone(findings, turned),
    }
}

/// Mistakes first, then what follows from them, then what is right, a line each.
fn grouped(findings: &[Finding]) -> String {
    let rank = |finding: &Finding| match finding.kind {
        Kind::Right => 2,
        Kind::Follows => 1,
        _ => 0,
    };
    let mut groups: Vec<(&Finding, Vec<&str>)> = Vec::new();
    for finding in findings {
        match groups.iter_mut().find(|(first, _)| first.text == finding.text) {
            Some((_, parts)) => parts.push(&finding.part),
            None => groups.push((finding, vec![&finding.part])),
        }
    }
    groups.sort_by_key(|(first, _)| rank(first));
    groups.iter().map(|(first, parts)| format!("{}: {}", parts.join(", "), first.text)).collect::<Vec<_>>().join("\n")
}

/// Note on two wrong signs that undo each other.
fn undone(findings: &[Finding], turned: &[usize]) -> &'static str {
    let right = |l: &usize| findings.iter().any(|one| one.part == format!("dW[{l}]") && one.kind == Kind::Right);
    if turned.iter().any(right) {
        return "\nWhere dW is right, two wrong signs undo each other: that of the error, which db shows, and that of the update.";
    }
    ""
}
