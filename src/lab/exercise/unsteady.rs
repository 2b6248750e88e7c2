//! Differences from draw to draw of the noise: a single draw cannot tell a wrong sign from chance.

use super::judge::{common_sign, signs_only, Judged, Kind};
use super::parts::{near, Pair, Part};
use super::size::size;
use crate::lab::exercise::rehearsal::Ran;

/// Lengths that vary by a smaller share are called equal; the noise's own length varies a little.
const STEADY: f64 = 0.15;
/// Powers from here on count as growth.
const GROWS: f64 = 0.25;
/// Smallest share of draws that is called "most".
const MOST: f64 = 0.8;

/// Names of the repeated question.
#[derive(Clone, Copy)]
struct Names {
    one: &'static str,
    many: &'static str,
    each: &'static str,
}

const DRAWS: Names = Names { one: "draw of the noise", many: "draws of the noise", each: "from draw to draw" };
const BATCHES: Names = Names { one: "batch", many: "batches", each: "from batch to batch" };

/// A factor that is the same in all numbers, but not in all draws or batches.
pub fn unsteady(part: &Part<'_>) -> Option<Judged> {
    if part.batches.iter().any(|pair| !pair.nothing() && !pair.multiple()) {
        return None;
    }
    if let Some(found) = by_loss(part) {
        return Some(found);
    }
    let some: Vec<_> = part.batches.iter().filter(|pair| !pair.nothing()).map(Pair::factor).collect();
    // The questions about one network differ in the noise alone, but for the last of them.
    let drawn = (0..part.ground.worlds.len()).any(|world| {
        let factors: Vec<_> = part.of_world(world).map(Pair::factor).collect();
        factors[..factors.len() - 1].iter().any(|factor| *factor != factors[0] && !near(*factor, factors[0]))
    });
    let names = if drawn { DRAWS } else { BATCHES };
    if some.len() < part.batches.len() {
        return Some(told(partly(&some, part.batches.len(), names.many)));
    }
    Some(told(match common_sign(some.iter().copied()) {
        0 if signs_only(some.iter().copied()) => format!(
            "the right size in every {}, but the right sign only in {} of {}: the sign is lost, as abs or a square loses it.",
            names.one,
            positive(&some),
            some.len()
        ),
        0 => either(part, &some, names),
        sign => {
            let lead = if sign > 0 { "the right direction" } else { "sign reversed" };
            let and = if sign > 0 { "but the size is not right" } else { "and the size is not right either" };
            format!("{lead} in every {}, {and}: {}, a factor that differs {}.", names.one, span(&some), names.each)
        }
    }))
}

fn told(text: String) -> Judged {
    Judged::new(Kind::Unsteady, text, "the size differs from draw to draw", 3.0)
}

fn positive(factors: &[f64]) -> usize {
    factors.iter().filter(|factor| **factor > 0.0).count()
}

/// Message if some draws give nothing.
fn partly(some: &[f64], all: usize, names: &str) -> String {
    let others = match common_sign(some.iter().copied()) {
        1 if signs_only(some.iter().copied()) => "right in the others",
        1 => "in the right direction in the others, but not in size",
        -1 if signs_only(some.iter().copied()) => "reversed in the others",
        -1 => "reversed in the others, and not right in size",
        _ => "of either sign in the others",
    };
    format!("zero in {} of {all} {names}, and {others}.", all - some.len())
}

/// Message if some draws have the right sign and some the wrong one.
fn either(part: &Part<'_>, some: &[f64], Names { one, many, each }: Names) -> String {
    let share = positive(some) as f64 / some.len() as f64;
    let often = match share {
        share if share >= MOST => ", but not always",
        share if share <= 1.0 - MOST => ", so it is nearly always reversed",
        _ => ", which is chance",
    };
    let why = match grows(part).filter(|_| part.ground.noisy) {
        Some(power) if power > GROWS => {
            "It is the longer, the more the noise changed, but the sign of the change is lost, as abs or a square loses it.".into()
        }
        Some(power) if power.abs() < STEADY => {
            format!("It is about as long in every {one}: what the noise is multiplied by does not follow what it changed.")
        }
        _ => format!("A factor differs {each}, even in its sign: {}.", span(some)),
    };
    format!("the right way in {} of {} {many}{often}. {why}", positive(some), some.len())
}

/// The power of the solution's length that the whole update's goes with from draw to draw, if it goes with one.
fn grows(part: &Part<'_>) -> Option<f64> {
    let powers = (0..part.ground.worlds.len()).map(|world| {
        let trials = (0..part.batches.len()).filter(|i| part.batches[*i].world == world);
        let lengths =
            trials.map(|i| (libm::log(length(&part.wanted.batches[i])), libm::log(length(&part.own.batches[i]))));
        slope(&lengths.collect::<Vec<_>>())
    });
    let powers = powers.collect::<Option<Vec<_>>>()?;
    Some(powers.iter().sum::<f64>() / powers.len() as f64)
}

/// The slope of a line, if points lie on it.
fn slope(points: &[(f64, f64)]) -> Option<f64> {
    let count = points.len() as f64;
    let mean = |value: &dyn Fn(&(f64, f64)) -> f64| points.iter().map(value).sum::<f64>() / count;
    let (x, y) = (mean(&|(x, _)| *x), mean(&|(_, y)| *y));
    let slope = mean(&|(px, py)| (px - x) * (py - y)) / mean(&|(px, _)| (px - x).powi(2));
    let left = mean(&|(px, py)| (py - y - slope * (px - x)).powi(2)).sqrt();
    (left < STEADY).then_some(slope)
}

fn length(ran: &Ran) -> f64 {
    let layers = ran.proposal.delta.iter().flat_map(|delta| delta.w.iter().chain(delta.b.iter().flatten()));
    layers.map(|v| f64::from(*v).powi(2)).sum::<f64>().sqrt()
}

/// A factor that is the batch's loss.
fn by_loss(part: &Part<'_>) -> Option<Judged> {
    [-1, 1].into_iter().find_map(|power| {
        let rest = |world: usize| {
            let pairs = part.batches.iter().zip(&part.wanted.batches).filter(|(pair, _)| pair.world == world);
            let mut rest = pairs.map(|(pair, ran)| pair.factor() / ran.loss.powi(power));
            let first = rest.next()?;
            rest.all(|other| near(first, other)).then_some(first)
        };
        let rest = (0..part.ground.worlds.len()).map(rest).collect::<Option<Vec<_>>>()?;
        let sign = common_sign(rest.iter().copied());
        let lead = match sign {
            0 => return None,
            1 => "the right direction, but",
            _ => "sign reversed, and",
        };
        let what = if power < 0 { "missing" } else { "one too many" };
        let lengths: Vec<_> = rest.iter().map(|rest| rest.abs()).collect();
        let beside = size(part, &lengths).map_or_else(String::new, |size| format!(" Beside that, {}.", size.brief));
        let text = format!("{lead} a factor is {what} that differs from batch to batch: loss.{beside}");
        Some(Judged::new(Kind::Unsteady, text, format!("the factor loss is {what}"), 1.5))
    })
}

/// The smallest and the largest factor.
fn span(factors: &[f64]) -> String {
    let sizes = factors.iter().map(|factor| factor.abs());
    let (least, most) = sizes.fold((f64::MAX, 0.0_f64), |(least, most), size| (least.min(size), most.max(size)));
    format!("×{} to ×{} of the reference", short(least), short(most))
}

/// Two digits are enough.
fn short(number: f64) -> String {
    if number >= 1e5 {
        return format!("{number:.0e}");
    }
    if number >= 10.0 {
        return format!("{}", number.round());
    }
    let digits = (1.0 - libm::log10(number).floor()).clamp(0.0, 6.0) as usize;
    format!("{number:.digits$}")
}
