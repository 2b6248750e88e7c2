//! Origin of a factor that is the same in all numbers: it is measured on two networks that share no number.

use super::parts::{near, Part};

/// A number that may have been left out or put in once too often.
struct Known {
    name: String,
    /// Its value on each network.
    values: Vec<f64>,
    /// The highest power that is looked for.
    most: i32,
    kind: Origin,
}

#[derive(Clone, Copy, PartialEq)]
enum Origin {
    Two,
    Examples,
    Param,
    Width,
}

/// Explanation of a wrong size.
pub struct Size {
    /// "×12 of the reference, the number of examples: you sum over the batch where the mean is taken"
    pub long: String,
    /// "you sum over the batch where the mean is taken"
    pub brief: String,
}

/// Words for these factors, one for each network and all positive; none if they are 1.
pub fn size(part: &Part<'_>, factors: &[f64]) -> Option<Size> {
    if factors.iter().all(|factor| near(*factor, 1.0)) {
        return None;
    }
    let times = times(factors[0]);
    if let Some(text) = number(part, factors) {
        return Some(Size { long: text.clone(), brief: text });
    }
    Some(match explained(part, factors) {
        Some(causes) => {
            let brief = causes.iter().map(|(known, power)| said(known, *power)).collect::<Vec<_>>().join(", and ");
            let examples = matches!(causes[..], [(ref known, 1 | -1)] if known.kind == Origin::Examples);
            let joint = match causes[0].1 {
                1 if examples => ", the number of examples:",
                -1 if examples => ", one over the number of examples:",
                _ => ";",
            };
            Size { long: format!("{times} of the reference{joint} {brief}"), brief }
        }
        None => Size { long: format!("{times} of the reference"), brief: format!("the size is {times}") },
    })
}

/// Words for a number that stands in a formula: "lam", "2 * lam", "0.1".
pub fn term(part: &Part<'_>, factors: &[f64]) -> String {
    let known = known(part);
    let params = known.iter().filter(|known| known.kind == Origin::Param);
    let named = params.clone().find(|known| factors.iter().zip(&known.values).all(|(f, v)| near(*f, *v)));
    named.map_or_else(|| digits(factors[0]), |known| known.name.clone())
}

/// "×0.5"
fn times(factor: f64) -> String {
    format!("×{}", digits(factor))
}

/// Three digits are enough, and hide the rounding of the rest.
fn digits(number: f64) -> String {
    if !(5e-5..1e6).contains(&number) {
        return format!("{number:.1e}");
    }
    let places = 2 - libm::log10(number).floor() as i32;
    let scale = 10_f64.powi(places.abs());
    let short = if places < 0 { (number / scale).round() * scale } else { (number * scale).round() / scale };
    format!("{short}")
}

fn said(known: &Known, power: i32) -> String {
    let name = match (known.kind, power.abs()) {
        (Origin::Two, power) => format!("{}", 2_i32.pow(power.unsigned_abs())),
        (_, 1) => known.name.clone(),
        (_, power) => format!("{} ** {power}", known.name),
    };
    match (known.kind, power) {
        (Origin::Examples, 1) => "you sum over the batch where the mean is taken".into(),
        (Origin::Examples, -1) => "the mean over the batch is taken twice".into(),
        (Origin::Param, 1..) => format!("a factor {name} is one too many: divide by it"),
        (Origin::Width, -1) => format!("you divide by {name}"),
        (Origin::Width, _) => format!("you multiply by {name}"),
        (_, 1..) => format!("a factor {name} is one too many"),
        (_, _) => format!("a factor {name} is missing"),
    }
}

/// A number that stands where a parameter should: right for its default alone.
fn number(part: &Part<'_>, factors: &[f64]) -> Option<String> {
    let worlds = &part.ground.worlds;
    if !near(factors[0], 1.0) {
        return None;
    }
    let known = known(part);
    let mut params = known.iter().filter(|known| known.kind == Origin::Param);
    params.find_map(|Known { name, values, most, .. }| {
        let share = values[1] / values[0];
        (-*most..=*most).find(|power| *power != 0 && near(factors[1], share.powi(*power)))?;
        let value = |world: usize| digits(worlds[world].values.get(name).copied().unwrap_or(f64::NAN));
        Some(format!(
            "right where {name} is {}, but {} of the reference where it is {}: a number stands in place of {name}",
            value(0),
            times(factors[1]),
            value(1)
        ))
    })
}

fn known(part: &Part<'_>) -> Vec<Known> {
    let ground = part.ground;
    let l = part.what.layer();
    let each = |value: &dyn Fn(usize) -> f64| (0..ground.worlds.len()).map(value).collect::<Vec<_>>();
    let examples = |world: usize| {
        let trial = ground.batches.iter().find(|trial| trial.world == world);
        trial.map_or(f64::NAN, |trial| trial.batch.len() as f64)
    };
    let width = |axis: usize| move |world: usize| ground.worlds[world].net.layers[l].w.shape()[axis] as f64;
    let mut all = vec![
        Known { name: "2".into(), values: each(&|_| 2.0), most: 3, kind: Origin::Two },
        Known { name: "n".into(), values: each(&examples), most: 2, kind: Origin::Examples },
    ];
    for (name, _) in ground.worlds[0].values.iter() {
        let value = |world: usize| ground.worlds[world].values.get(name).copied().unwrap_or(f64::NAN);
        all.push(Known { name: name.clone(), values: each(&value), most: 4, kind: Origin::Param });
    }
    let widths = [("the number of units", 0), ("the number of what a unit sees", 1)];
    all.extend(widths.map(|(name, axis)| Known {
        name: name.into(),
        values: each(&width(axis)),
        most: 1,
        kind: Origin::Width,
    }));
    all
}

/// The fewest numbers and the lowest powers whose product is the factor on every network.
fn explained(part: &Part<'_>, factors: &[f64]) -> Option<Vec<(Known, i32)>> {
    let mut known = known(part);
    let powers = |i: usize| {
        let most = known[i].most;
        (1..=most).flat_map(|power| [power, -power]).map(move |power| (i, power))
    };
    let fits = |causes: &[(usize, i32)]| {
        let product = |world: usize| causes.iter().map(|(i, power)| known[*i].values[world].powi(*power)).product();
        factors.iter().enumerate().all(|(world, factor)| near(*factor, product(world)))
    };
    let single = (0..known.len()).flat_map(powers).map(|cause| vec![cause]);
    let pairs = (0..known.len()).flat_map(|i| (0..i).map(move |j| (j, i)));
    let double = pairs.flat_map(|(j, i)| powers(j).flat_map(move |a| powers(i).map(move |b| vec![a, b])));
    let found: Vec<_> = single.chain(double).filter(|causes| fits(causes)).collect();
    let height = |causes: &Vec<(usize, i32)>| (causes.len(), causes.iter().map(|(_, power)| power.abs()).sum::<i32>());
    let mut best = found.into_iter().min_by_key(height)?;
    // From the last on, so that places stay what they are.
    best.sort_by_key(|(i, _)| std::cmp::Reverse(*i));
    let mut causes: Vec<_> = best.into_iter().map(|(i, power)| (known.swap_remove(i), power)).collect();
    causes.reverse();
    Some(causes)
}
