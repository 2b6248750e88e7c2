//! Kinds of mistake in a part of an update, found from numbers alone: nothing here knows a rule or an exercise.

use serde::Serialize;

use super::added::added;
use super::parts::{cosine, near, Part};
use super::size::size;
use super::unsteady::unsteady;
use super::varying::varying;

/// The kinds of mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// None.
    Right,
    /// Opposite direction.
    Reversed,
    /// Right direction, but too large or too small.
    Scaled,
    /// Zero.
    Missing,
    /// A term too many.
    Extra,
    /// A factor is wrong that differs from number to number.
    Uneven,
    /// A factor is wrong that differs from draw to draw.
    Unsteady,
    /// A mistake that follows from the wrong error that reaches the layer.
    Follows,
    /// Another direction.
    Other,
}

/// Judgement of a part.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// Kind of mistake.
    pub kind: Kind,
    /// Description.
    pub text: String,
    /// Short description, for use beside another mistake.
    pub brief: String,
    /// Cost: the number of mistakes, or more if little is known.
    pub cost: f64,
}

impl Judged {
    /// A mistake.
    pub fn new(kind: Kind, text: impl Into<String>, brief: impl Into<String>, cost: f64) -> Self {
        Self { kind, text: text.into(), brief: brief.into(), cost }
    }

    /// No mistake.
    pub fn right() -> Self {
        Self::new(Kind::Right, "right.", "", 0.0)
    }
}

/// Cosines from here on are called nearly 1.
pub const NEARLY: f64 = 0.8;

/// Message if nothing else is known.
pub const ELSEWHERE: &str = "another direction; the cosines below say how far off.";

/// Judgement of a part.
pub fn judge(part: &Part<'_>) -> Judged {
    if part.batches.iter().all(|pair| pair.nothing() && pair.sums[2] == 0.0) {
        return Judged::right();
    }
    if part.batches.iter().all(|pair| pair.nothing() && pair.sums[2] > 0.0) {
        let text = "zero: never set, set to nothing, or what it is made of cancels.";
        return Judged::new(Kind::Missing, text, "it is zero", 1.0);
    }
    let found = part.factors().and_then(|factors| multiple(part, &factors));
    found.or_else(|| added(part)).or_else(|| unsteady(part)).or_else(|| varying(part)).unwrap_or_else(|| {
        let cosine = cosine(part.total());
        let lead = if cosine > NEARLY {
            "nearly the right direction, but not quite: something differs from number to number."
        } else if cosine < -NEARLY {
            "nearly reversed, and something differs from number to number as well."
        } else {
            ELSEWHERE
        };
        Judged::new(Kind::Other, lead, "the direction is another", 4.0)
    })
}

/// A factor on each network, the same in all numbers.
fn multiple(part: &Part<'_>, factors: &[f64]) -> Option<Judged> {
    let lengths: Vec<_> = factors.iter().map(|factor| factor.abs()).collect();
    let size = size(part, &lengths);
    if factors.iter().all(|factor| *factor > 0.0) {
        return Some(size.map_or_else(Judged::right, |size| {
            let text = format!("right direction, wrong size: {}.", size.long);
            Judged::new(Kind::Scaled, text, size.brief, 1.0)
        }));
    }
    if factors.iter().any(|factor| *factor > 0.0) {
        return None;
    }
    let text = "sign reversed: cosine −1 to the reference.";
    Some(match size {
        None => Judged::new(Kind::Reversed, text, "the sign is reversed", 1.0),
        Some(size) => {
            let text = format!("{text} The size is wrong as well: {}.", size.long);
            Judged::new(Kind::Reversed, text, format!("the sign is reversed, and {}", size.brief), 1.5)
        }
    })
}

/// Direction of a part compared to the solution's if a factor varies; `sign` is the factor's common sign, or 0.
pub fn lead(part: &Part<'_>, sign: i8) -> &'static str {
    let cosine = cosine(part.total());
    match sign {
        _ if cosine > NEARLY => "nearly the right direction, but",
        _ if cosine < -NEARLY => "nearly reversed, and",
        1 => "roughly the right direction, but",
        -1 => "roughly reversed, and",
        _ => "another direction:",
    }
}

/// The sign that all factors have, but for those that are zero, or 0.
pub fn common_sign(factors: impl Iterator<Item = f64>) -> i8 {
    let (more, less) = factors.fold((false, false), |(more, less), f| (more || f > 0.0, less || f < 0.0));
    i8::from(more && !less) - i8::from(less && !more)
}

/// True if all factors are 1 or −1.
pub fn signs_only(mut factors: impl Iterator<Item = f64>) -> bool {
    factors.all(|factor| near(factor.abs(), 1.0))
}
