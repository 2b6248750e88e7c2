//! Factors that differ from number to number. In the mean over a batch they can hardly be told apart, so they are looked
//! for in single examples, where a layer's update is the product of what its units have and of what they see.

use ndarray::{ArrayView1, ArrayView2};

use super::judge::{common_sign, lead, signs_only, Judged, Kind};
use super::parts::{constant, near, sums, Pair, Part, ALIKE};
use super::signals::{signals, Signal};
use super::size::size;

/// The share of an update's square that may stay unexplained by rounding.
const ROUNDING: f64 = 1e-5;
/// Numbers whose square is a smaller share of the largest are too near zero for a quotient.
const SEEN: f64 = 1e-6;
/// Smallest magnitude at which a value has enough digits to divide by.
const TINY: f64 = 1e-4;
/// Quotients that differ by less are called equal: 1 - y has few digits where y is nearly 1.
const EQUAL: f64 = 0.02;

/// Message if the factor of a unit is another one altogether.
pub const UNITS: &str = "what the units have is wrong, the first value in outer(post, pre); what they see is right.";

/// The factor of each row or column of a part, one example after another; none for what is too small.
pub struct Factors {
    /// One list an example.
    pub each: Vec<Vec<Option<f64>>>,
}

impl Factors {
    fn all(&self) -> impl Iterator<Item = f64> + Clone + '_ {
        self.each.iter().flatten().flatten().copied()
    }

    /// True if each place has the same factor in all examples of one network.
    fn same_in_all(&self, part: &Part<'_>) -> bool {
        (0..part.ground.worlds.len()).all(|world| {
            let examples: Vec<_> = self
                .each
                .iter()
                .zip(&part.alone)
                .filter(|(_, pair)| pair.world == world)
                .map(|(each, _)| each)
                .collect();
            let places = examples.first().map_or(0, |first| first.len());
            (0..places).all(|i| {
                let mut found = examples.iter().filter_map(|each| each[i]);
                found.next().is_none_or(|first| found.all(|other| near(first, other)))
            })
        })
    }
}

/// Judgement of a part whose factor is not one number.
pub fn varying(part: &Part<'_>) -> Option<Judged> {
    if part.alone.is_empty() {
        return None;
    }
    if let Some(factors) = one_each(part, |world| constant(part.alone.iter().filter(|pair| pair.world == world))) {
        return mixed(part, &factors);
    }
    if part.alone.iter().all(|pair| pair.nothing() || pair.multiple()) {
        let each = part.alone.iter().map(|pair| vec![Some(pair.factor())]).collect();
        return Some(told(part, "from example to example", &Factors { each }));
    }
    if let Some(factors) = along(part, false) {
        let scope = if factors.same_in_all(part) {
            "from unit to unit"
        } else {
            "from unit to unit and from example to example"
        };
        return Some(told(part, scope, &factors));
    }
    let factors = along(part, true)?;
    let text = "what the units see is wrong, the second value in outer(post, pre); what they have is right.";
    let lead = lead(part, common_sign(factors.all()));
    Some(Judged::new(Kind::Uneven, format!("{lead} {text}"), "what the units see is wrong", 2.0))
}

fn one_each(part: &Part<'_>, factor: impl Fn(usize) -> Option<f64>) -> Option<Vec<f64>> {
    (0..part.ground.worlds.len()).map(factor).collect()
}

/// A mistake that single examples do not show.
fn mixed(part: &Part<'_>, factors: &[f64]) -> Option<Judged> {
    let lengths: Vec<_> = factors.iter().map(|factor| factor.abs()).collect();
    let alone = match (factors[0] > 0.0, size(part, &lengths)) {
        (true, None) => "right for one example alone".into(),
        (true, Some(size)) => format!("right for one example alone but for its size ({})", size.brief),
        (false, None) => "sign reversed for one example alone".into(),
        (false, Some(size)) => format!("sign reversed for one example alone, its size wrong ({})", size.brief),
    };
    let text = format!(
        "{alone}, and another direction for a batch: examples are mixed before they should be. Keep one row for each \
         example; the mean over the batch comes last, after the product."
    );
    Some(Judged::new(Kind::Uneven, text, "examples are mixed too early", 3.0))
}

/// The factors of rows, which are units, or of columns, which are what they see, if there is nothing else.
fn along(part: &Part<'_>, columns: bool) -> Option<Factors> {
    let each = |pair: &Pair| {
        let (a, r) = if columns { (pair.a.t(), pair.r.t()) } else { (pair.a.view(), pair.r.view()) };
        if a.ncols() == 1 && columns {
            return None;
        }
        let rows: Vec<_> = a.rows().into_iter().zip(r.rows()).map(|(a, r)| sums(a.iter().zip(r))).collect();
        let most = rows.iter().fold(0.0_f64, |most, [.., rr]| most.max(*rr));
        let left: f64 = (0..rows.len()).map(|i| left(a.row(i), r, rows[i], most)).sum();
        let factor = |[_, ar, rr]: &[f64; 3]| (*rr > SEEN * most).then(|| ar / rr);
        (left <= ROUNDING * pair.sums[0]).then(|| rows.iter().map(factor).collect())
    };
    Some(Factors { each: part.alone.iter().map(each).collect::<Option<_>>()? })
}

/// Squared residual of a row of the attempt's numbers after projection onto the solution's.
fn left(a: ArrayView1<'_, f64>, r: ArrayView2<'_, f64>, [aa, ar, rr]: [f64; 3], most: f64) -> f64 {
    if rr > SEEN * most {
        return aa - ar * ar / rr;
    }
    // A unit that the solution leaves alone: what it sees is known from the others.
    let longest = r.rows().into_iter().map(|row| sums(a.iter().zip(row))).max_by(|a, b| a[2].total_cmp(&b[2]));
    longest.map_or(aa, |[aa, ar, rr]| if rr > 0.0 { aa - ar * ar / rr } else { aa })
}

/// Ratio of an attempt's update for the whole batch to the mean over single examples, on each network.
fn gathered(part: &Part<'_>) -> Option<Vec<f64>> {
    let factor = |world: usize| {
        let mut alone = part.alone.iter().filter(|pair| pair.world == world);
        let first = alone.next()?.a.clone();
        let count = (part.alone.iter().filter(|pair| pair.world == world).count()) as f64;
        let mean = alone.fold(first, |sum, pair| sum + &pair.a) / count;
        let [aa, ar, rr] = sums(part.of_world(world).next()?.a.iter().zip(&mean));
        (ar * ar > ALIKE * ALIKE * aa * rr && ar > 0.0).then(|| ar / rr)
    };
    one_each(part, factor)
}

/// Says how the factor varies, and which one it is if it is a known one.
fn told(part: &Part<'_>, scope: &str, factors: &Factors) -> Judged {
    let sign = common_sign(factors.all());
    if sign == 0 && signs_only(factors.all()) {
        let text = format!(
            "the right size, but the sign is right for some and reversed for others; it differs {scope}. The sign is lost \
             on the way, as abs or a square loses it."
        );
        return Judged::new(Kind::Uneven, text, "a sign is lost", 2.0);
    }
    if let Some(text) = halved(scope, factors) {
        return Judged::new(Kind::Uneven, text, "some are left out", 2.0);
    }
    if let Some((signal, power, rest)) = known(part, factors) {
        return named(part, scope, &signal, power, &rest);
    }
    let lead = lead(part, sign);
    let beside = gathered(part).and_then(|factors| size(part, &factors));
    let beside = beside.map_or_else(String::new, |size| format!(" Beside that, {}.", size.brief));
    if sign == 0 && lead.starts_with("another") && scope.contains("unit") {
        let text = format!("{lead} {UNITS}{beside}");
        return Judged::new(Kind::Other, text, "what the units have is wrong", 3.5);
    }
    let even = if sign == 0 { ", even in its sign" } else { "" };
    let text = format!("{lead} a factor is missing or wrong that differs {scope}{even}.{beside}");
    Judged::new(Kind::Uneven, text, format!("a factor is wrong that differs {scope}"), 3.0)
}

/// Message if some are left out and the others are right, or reversed.
fn halved(scope: &str, factors: &Factors) -> Option<String> {
    let (none, some): (Vec<_>, Vec<_>) = factors.all().partition(|factor| factor.abs() < SEEN);
    let first = some.first().filter(|first| near(first.abs(), 1.0))?;
    let others = if *first > 0.0 { "right" } else { "reversed" };
    let alike = !none.is_empty() && some.iter().all(|factor| near(*factor, *first));
    alike.then(|| format!("zero for some and {others} for the others; it differs {scope}."))
}

fn named(part: &Part<'_>, scope: &str, signal: &Signal, power: i32, rest: &[f64]) -> Judged {
    // The sign that is left when the known factor is put right.
    let lead = match (lead(part, if rest[0] > 0.0 { 1 } else { -1 }), rest[0] > 0.0) {
        (lead, true) if lead.contains("right") => lead,
        (lead, false) if lead.contains("reversed") => lead,
        (_, true) => "another direction:",
        (_, false) => "another direction: the sign is reversed, and",
    };
    let name = &signal.name;
    let what = match power {
        -1 => format!("a factor is missing that differs {scope}: {name}"),
        _ => format!("a factor is one too many that differs {scope}: {name}"),
    };
    let gathered = gathered(part).unwrap_or_else(|| vec![1.0; rest.len()]);
    let lengths: Vec<_> = rest.iter().zip(gathered).map(|(rest, gathered)| (rest * gathered).abs()).collect();
    let brief =
        if power < 0 { format!("the factor {name} is missing") } else { format!("{name} is one factor too many") };
    match size(part, &lengths) {
        None => Judged::new(Kind::Uneven, format!("{lead} {what}."), brief, 1.5),
        Some(size) => {
            let text = format!("{lead} {what}. Beside that, {}.", size.brief);
            Judged::new(Kind::Uneven, text, brief, 2.0)
        }
    }
}

/// A known factor that is missing (power −1) or one too many (1), and what is left on each network beside it.
fn known(part: &Part<'_>, factors: &Factors) -> Option<(Signal, i32, Vec<f64>)> {
    let signals = signals(part);
    for signal in signals {
        for power in [-1, 1] {
            let rest = |world: usize| {
                let mut common: Option<f64> = None;
                for (i, _) in part.alone.iter().enumerate().filter(|(_, pair)| pair.world == world) {
                    for (factor, value) in factors.each[i].iter().zip(signal.values[i].iter().cycle()) {
                        let Some(factor) = factor else { continue };
                        if value.abs() < TINY {
                            continue;
                        }
                        let rest = factor / value.powi(power);
                        if !rest.is_finite() || common.is_some_and(|common| (rest / common - 1.0).abs() > EQUAL) {
                            return None;
                        }
                        common.get_or_insert(rest);
                    }
                }
                common
            };
            if let Some(rest) = one_each(part, rest).filter(|rest| rest.iter().all(|r| *r != 0.0)) {
                return Some((signal, power, rest));
            }
        }
    }
    None
}
