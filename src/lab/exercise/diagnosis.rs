//! What is told about an attempt: it is compared to the solution, layer by layer, on small networks that it has not seen.

use serde::Serialize;

use super::{Exercise, Slip};
use crate::lab::rehearsal::{run, small};
use crate::net::Activation;
use crate::rule::Proposal;
use crate::Real;

/// The networks that are tried: sizes, examples, activation. No two numbers are the same.
const TRIALS: [(&[usize], usize, Activation); 2] =
    [(&[20, 8, 6, 4], 12, Activation::Sigmoid), (&[17, 9, 7, 5], 10, Activation::Tanh)];

/// σ of the perturbation rules unless another is asked for.
const SIGMA: f64 = 0.1;

/// Cosines from here on are called 1.
const ALIKE: f64 = 0.9995;
/// From here on they are called nearly 1.
const NEARLY: f64 = 0.8;
/// Sizes that differ by less are called equal.
const CLOSE: f64 = 0.01;

/// What an attempt is answered with.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Verdict {
    /// Whether it is right.
    pub passed: bool,
    /// What to know, in a sentence or two.
    pub summary: String,
    /// The line that the code stopped at, counted from 1.
    pub line: Option<usize>,
    /// One part after another.
    pub findings: Vec<Finding>,
}

/// How one part of the update compares to the solution's.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// `dW[0]`
    pub part: String,
    /// What kind of mistake it is, if any.
    pub kind: Kind,
    /// The cosine to the solution's; none if one of the two is zero.
    pub cosine: Option<f64>,
    /// How many times as large it is.
    pub ratio: Option<f64>,
    /// The same in words.
    pub text: String,
}

/// The kinds of mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// None.
    Right,
    /// It points the opposite way.
    Reversed,
    /// It points the right way and is too large or too small.
    Scaled,
    /// It is zero.
    Missing,
    /// It points another way.
    Other,
}

/// Runs an attempt and says what is right and what is not.
pub fn check(exercise: &Exercise, code: &str) -> Verdict {
    let findings = match against(exercise, code, &exercise.solution()) {
        Ok(findings) => findings,
        Err(verdict) => return verdict,
    };
    let passed = right(&findings);
    let same = |slip: &&Slip| against(exercise, code, &exercise.filled(slip.fills)).is_ok_and(|found| right(&found));
    let slip = if passed { None } else { exercise.slips.iter().find(same) };
    let summary = slip.map_or_else(|| summary(&findings), |slip| slip.told.into());
    Verdict { passed, summary, line: None, findings }
}

/// How an attempt's update compares to that of other code, which runs.
fn against(exercise: &Exercise, code: &str, wanted: &str) -> Result<Vec<Finding>, Verdict> {
    let mut parts: Vec<Part> = Vec::new();
    for (sizes, examples, activation) in TRIALS {
        let (net, batch) = small(sizes, examples, activation, exercise.output);
        let (_, attempt) = run(code, &net, &batch).map_err(|fault| {
            let summary = format!("Line {}: {}", fault.line, fault.message);
            Verdict { summary, line: Some(fault.line), ..Verdict::default() }
        })?;
        let (_, wanted) = run(wanted, &net, &batch).map_err(|_| Verdict {
            summary: "The solution itself does not run: a mistake of ours.".into(),
            ..Verdict::default()
        })?;
        compare(&attempt, &wanted, examples, &mut parts);
    }
    Ok(parts.iter().map(Part::finding).collect())
}

fn right(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.kind == Kind::Right)
}

/// A part of the update, over all trials.
struct Part {
    name: String,
    /// a·a, a·b, b·b of attempt and solution, and the number of examples.
    trials: Vec<([f64; 3], usize)>,
}

fn compare(attempt: &Proposal, wanted: &Proposal, examples: usize, parts: &mut Vec<Part>) {
    let mut part = |name: String, a: &mut dyn Iterator<Item = &Real>, b: &mut dyn Iterator<Item = &Real>| {
        let sums = a.zip(b).fold([0.0; 3], |[aa, ab, bb], (a, b)| {
            let (a, b) = (f64::from(*a), f64::from(*b));
            [aa + a * a, ab + a * b, bb + b * b]
        });
        match parts.iter_mut().find(|part| part.name == name) {
            Some(part) => part.trials.push((sums, examples)),
            None => parts.push(Part { name, trials: vec![(sums, examples)] }),
        }
    };
    for (l, (a, b)) in attempt.delta.iter().zip(&wanted.delta).enumerate() {
        part(format!("dW[{l}]"), &mut a.w.iter(), &mut b.w.iter());
        part(format!("db[{l}]"), &mut a.b.iter().flatten(), &mut b.b.iter().flatten());
    }
    for (l, b) in (1..).zip(&wanted.feedback) {
        // Feedback that is never set does not learn, and the proposal has no place for it.
        match attempt.feedback.get(l - 1) {
            Some(a) => part(format!("dB[{l}]"), &mut a.iter(), &mut b.iter()),
            None => part(format!("dB[{l}]"), &mut std::iter::repeat(&0.0), &mut b.iter()),
        }
    }
}

impl Part {
    fn finding(&self) -> Finding {
        let cosines: Vec<f64> = self.trials.iter().map(|([aa, ab, bb], _)| ab / (aa * bb).sqrt()).collect();
        let ratios: Vec<f64> = self.trials.iter().map(|([aa, _, bb], _)| (aa / bb).sqrt()).collect();
        let (kind, text) = self.judge(&cosines, &ratios);
        let some = |values: &[f64]| values.first().copied().filter(|value| value.is_finite());
        let cosine = if kind == Kind::Missing { None } else { some(&cosines) };
        Finding { part: self.name.clone(), kind, cosine, ratio: some(&ratios), text }
    }

    fn judge(&self, cosines: &[f64], ratios: &[f64]) -> (Kind, String) {
        let sized = ratios.iter().all(|ratio| (ratio - 1.0).abs() < CLOSE);
        if self.trials.iter().all(|([aa, _, bb], _)| *aa == 0.0 && *bb > 0.0) {
            return (Kind::Missing, "zero: never set, or set to nothing.".into());
        }
        if cosines.iter().all(|cosine| *cosine > ALIKE) {
            if sized {
                return (Kind::Right, "right.".into());
            }
            return (Kind::Scaled, format!("right direction, wrong size: {}.", self.size(ratios)));
        }
        if cosines.iter().all(|cosine| *cosine < -ALIKE) {
            let size =
                if sized { String::new() } else { format!(" The size is wrong as well: {}.", self.size(ratios)) };
            return (Kind::Reversed, format!("sign reversed: cosine −1 to the reference.{size}"));
        }
        let cosine = cosines.iter().copied().fold(1.0, f64::min);
        let text = if cosine > NEARLY {
            "nearly the right direction: a factor is missing or wrong that differs from unit to unit or from example to example."
        } else {
            "another direction; the cosines below say how far off."
        };
        (Kind::Other, text.into())
    }

    /// "×12, the number of examples: …"
    fn size(&self, ratios: &[f64]) -> String {
        let is = |wanted: &dyn Fn(f64) -> f64| {
            let mut trials = ratios.iter().zip(&self.trials);
            trials.all(|(ratio, (_, examples))| (ratio / wanted(*examples as f64) - 1.0).abs() < CLOSE)
        };
        let first = ratios.first().copied().unwrap_or(f64::NAN);
        let times = if (0.01..1000.0).contains(&first) {
            format!("×{}", (first * 100.0).round() / 100.0)
        } else {
            format!("×{first:.1e}")
        };
        let reason = if is(&|n| n) {
            ", the number of examples: you sum over the batch where the mean is taken"
        } else if is(&|n| 1.0 / n) {
            ", one over the number of examples: the mean over the batch is taken twice"
        } else if is(&|_| 2.0) || is(&|_| 0.5) {
            ": a factor 2 is missing or one too many"
        } else if is(&|_| SIGMA) || is(&|_| 1.0 / SIGMA) {
            ": a factor sigma is missing or one too many"
        } else if is(&|_| SIGMA * SIGMA) || is(&|_| 1.0 / (SIGMA * SIGMA)) {
            ": a factor sigma ** 2 is missing or one too many"
        } else {
            ""
        };
        format!("{times} of the reference{reason}")
    }
}

fn summary(findings: &[Finding]) -> String {
    let (right, wrong): (Vec<_>, Vec<_>) = findings.iter().partition(|finding| finding.kind == Kind::Right);
    let Some(first) = wrong.first() else {
        return "Right: in every layer your update has cosine 1 to the reference, and its size.".into();
    };
    let alike = wrong.iter().all(|finding| finding.kind == first.kind);
    if right.is_empty() && alike && first.kind == Kind::Reversed {
        return "The sign is reversed: in every layer your update has cosine −1 to the reference. It goes up where it should \
                go down."
            .into();
    }
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for finding in findings {
        match groups.iter_mut().find(|(text, _)| *text == finding.text) {
            Some((_, parts)) => parts.push(&finding.part),
            None => groups.push((&finding.text, vec![&finding.part])),
        }
    }
    if let [(text, _)] = groups[..] {
        return format!("In every layer: {text}");
    }
    groups.iter().map(|(text, parts)| format!("{}: {text}", parts.join(", "))).collect::<Vec<_>>().join(" ")
}
