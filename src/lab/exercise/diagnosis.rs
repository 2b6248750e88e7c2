//! Diagnosis of an attempt: it is compared to the solution, part by part, on small networks that it has not seen.

use std::sync::Arc;

use serde::Serialize;

use super::follows::follow;
use super::judge::{judge, Judged, Kind, ELSEWHERE};
use super::matched::by_name;
use super::parts::{cosine, near, sums, Part, What, ALIKE};
use super::summary::summary;
use super::trials::{wide, Ground, Tried};
use super::varying::UNITS;
use super::Exercise;
use crate::script::{Fault, Script};

/// Verdict on an attempt.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Verdict {
    /// True if it is right.
    pub passed: bool,
    /// Summary, in a sentence or two.
    pub summary: String,
    /// The line that the code stopped at, counted from 1.
    pub line: Option<usize>,
    /// One part after another.
    pub findings: Vec<Finding>,
}

/// Comparison of one part of the update to the solution's.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// `dW[0]`
    pub part: String,
    /// Kind of mistake, if there is one.
    pub kind: Kind,
    /// The cosine to the solution's over all batches and draws; none if one of the two is zero.
    pub cosine: Option<f64>,
    /// Ratio of its length to the solution's; none if one of the two is zero.
    pub ratio: Option<f64>,
    /// The same in words.
    pub text: String,
}

/// Runs an attempt and compares it to the solution.
pub fn check(exercise: &Exercise, code: &str) -> Verdict {
    checked(exercise, code).unwrap_or_else(|fault| Verdict {
        summary: format!("Line {}: {}", fault.line, fault.message),
        line: Some(fault.line),
        ..Verdict::default()
    })
}

fn checked(exercise: &Exercise, code: &str) -> Result<Verdict, Fault> {
    let (solution, attempt) = (Arc::new(Script::new(&exercise.solution())?), Arc::new(Script::new(code)?));
    let ground = Ground::new(exercise.output, &solution, &attempt)?;
    let own = ground.tried(&attempt)?;
    let wanted = ground.tried(&solution)?;
    let mut found = compare(&ground, &own, &wanted);
    follow(&ground, &own, &wanted, &mut found);
    let unnamed = cost(&found);
    let mut findings: Vec<_> =
        found.into_iter().map(|(what, judged)| finding(&Part::new(what, &ground, &own, &wanted), judged)).collect();
    findings.extend(decay(&own, &wanted));
    let passed = findings.iter().all(|finding| finding.kind == Kind::Right);
    let told = if passed { None } else { by_name(exercise, &ground, &own, &wanted, unnamed) };
    let summary = told.unwrap_or_else(|| summary(&findings, &turned(&own, &wanted)));
    Ok(Verdict { passed, summary, line: None, findings })
}

/// Mistakes in each part of an attempt's update, compared to that of other code.
pub fn compare(ground: &Ground, attempt: &Tried, wanted: &Tried) -> Vec<(What, Judged)> {
    let parts = What::all(&wanted.batches[0].proposal);
    let mut found: Vec<_> =
        parts.into_iter().map(|what| (what, judge(&Part::new(what, ground, attempt, wanted)))).collect();
    // A bias has no input by which its unit's error could be identified, so its finding follows that of the weights.
    for i in 0..found.len() {
        let weights = found.iter().find(|(what, _)| *what == What::Weights(found[i].0.layer()));
        let shared = weights.is_some_and(|(_, weights)| weights.text == found[i].1.text);
        if matches!(found[i].0, What::Biases(_)) && found[i].1.text.contains(UNITS) && !shared {
            found[i].1.text = ELSEWHERE.into();
        }
    }
    found
}

/// The layers whose error has the wrong sign, but nothing else is wrong with it.
fn turned(attempt: &Tried, wanted: &Tried) -> Vec<usize> {
    let (own, wanted) = (&attempt.batches[0].proposal.teaching, &wanted.batches[0].proposal.teaching);
    let reversed = |l: &usize| {
        let (own, wanted) = (wide(own[*l].view()), wide(wanted[*l].view()));
        cosine(sums(own.iter().zip(&wanted))) < -ALIKE
    };
    (0..wanted.len()).filter(reversed).collect()
}

/// Cost of these mistakes; a mistake that two parts share counts once.
pub fn cost(found: &[(What, Judged)]) -> f64 {
    let first = |i: usize| !found[..i].iter().any(|(_, other)| other.text == found[i].1.text);
    (0..found.len()).filter(|i| first(*i)).map(|i| found[i].1.cost).sum()
}

fn finding(part: &Part<'_>, Judged { kind, text, .. }: Judged) -> Finding {
    let [aa, ar, rr] = part.total();
    let some = |value: f64| Some(value).filter(|value| value.is_finite());
    Finding { part: part.what.name(), kind, cosine: some(cosine([aa, ar, rr])), ratio: some((aa / rr).sqrt()), text }
}

/// Mistake in the decay that the trainer applies, if there is one.
fn decay(attempt: &Tried, wanted: &Tried) -> Option<Finding> {
    let (own, wanted) = (attempt.decay(), wanted.decay());
    let (kind, text) = match (own > 0.0, wanted > 0.0) {
        (false, false) => return None,
        (true, true) if near(own, wanted) => return None,
        (false, true) => (Kind::Missing, "zero: the trainer lets nothing shrink.".to_owned()),
        (true, false) => (Kind::Extra, "this rule has none: leave it out.".to_owned()),
        (true, true) => {
            (Kind::Scaled, format!("wrong size: ×{} of the reference.", (own / wanted * 100.0).round() / 100.0))
        }
    };
    let ratio = (wanted > 0.0).then(|| own / wanted);
    Some(Finding { part: "decay".into(), kind, cosine: None, ratio, text })
}
