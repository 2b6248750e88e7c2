//! Mistakes that have a name, alone, two at a time, or with another mistake beside them.

use std::sync::Arc;

use super::diagnosis::{compare, cost};
use super::judge::{Judged, Kind};
use super::parts::{constant, near, Pair, What};
use super::trials::{Ground, Trial, Tried};
use super::{Exercise, Slip};
use crate::rule::Proposal;
use crate::script::Script;

/// Number of candidates that are compared in full.
const CLOSELY: usize = 6;
/// Cost of a named mistake, beside those that are found from numbers: a name tells more than they do.
const NAMED: f64 = 0.9;
/// Largest cost of the mistakes beside a named one.
const CLEAR: f64 = 2.0;

/// Message about an attempt if mistakes with a name explain more than the numbers do, whose cost is `most`.
pub fn by_name(exercise: &Exercise, ground: &Ground, attempt: &Tried, wanted: &Tried, most: f64) -> Option<String> {
    let few = ground.few();
    let of = |tried: &'_ Tried| {
        few.iter().map(|i| (ground.batches[*i].world, tried.batches[*i].proposal.clone())).collect::<Vec<_>>()
    };
    let own = of(attempt);
    let plain = distance(&own, &of(wanted)).0;
    let mut close: Vec<_> = sets(exercise)
        .into_iter()
        .filter_map(|slips| {
            let script = Arc::new(Script::new(&filled(exercise, &slips)).ok()?);
            let ask = |trial: &Trial| Some((trial.world, ground.ask(&script, trial).ok()?.proposal));
            let asked = |i: &usize| ask(&ground.batches[*i]);
            let (unlike, exact) = distance(&own, &few.iter().map(asked).collect::<Option<Vec<_>>>()?);
            (exact || unlike < plain).then_some((unlike, slips, script))
        })
        .collect();
    close.sort_by_key(|(unlike, slips, _)| (*unlike, slips.len()));
    let judged = close.into_iter().take(CLOSELY).filter_map(|(_, slips, script)| {
        let mut found = compare(ground, attempt, &ground.tried(&script).ok()?);
        if slips.iter().any(|slip| slip.whole) {
            found.iter_mut().filter(|(_, judged)| matches!(judged.kind, Kind::Scaled | Kind::Reversed)).for_each(
                |(_, judged)| {
                    *judged = Judged::right();
                },
            );
        }
        let clear = found.iter().all(|(_, judged)| judged.cost < CLEAR);
        clear.then(|| (cost(&found) + NAMED * slips.len() as f64, slips, found))
    });
    let best = judged.min_by(|(a, ..), (b, ..)| a.total_cmp(b)).filter(|(cost, ..)| *cost < most);
    best.map(|(_, slips, found)| slips.iter().map(|slip| slip.told).collect::<Vec<_>>().join(" ") + &beside(&found))
}

/// One slip in one blank, or one in each of two.
fn sets(exercise: &Exercise) -> Vec<Vec<&'static Slip>> {
    let slips = exercise.slips;
    let pairs = slips.iter().flat_map(|a| slips.iter().filter(|b| b.blank > a.blank).map(move |b| vec![a, b]));
    slips.iter().map(|slip| vec![slip]).chain(pairs).collect()
}

fn filled(exercise: &Exercise, slips: &[&Slip]) -> String {
    let fill = |(blank, right): (usize, &&'static str)| {
        slips.iter().find(|slip| slip.blank == blank).map_or(*right, |slip| slip.fill)
    };
    exercise.filled(&exercise.fills.iter().enumerate().map(fill).collect::<Vec<_>>())
}

/// Number of parts in which an attempt is no multiple of this code's answers to a few questions, and whether it is the
/// same.
fn distance(attempt: &[(usize, Proposal)], other: &[(usize, Proposal)]) -> (usize, bool) {
    let (mut unlike, mut exact) = (0, true);
    for what in What::all(&other[0].1) {
        let pairs: Vec<_> = attempt
            .iter()
            .zip(other)
            .map(|((world, attempt), (_, other))| Pair::new(what, *world, attempt, other))
            .filter(|pair| !(pair.nothing() && pair.sums[2] == 0.0))
            .collect();
        let of_world = |world: usize| pairs.iter().filter(move |pair| pair.world == world);
        let worlds =
            || (0..=pairs.iter().map(|pair| pair.world).max().unwrap_or(0)).filter(|w| of_world(*w).count() > 0);
        unlike += usize::from(worlds().any(|world| constant(of_world(world)).is_none()));
        exact &= worlds().all(|world| constant(of_world(world)).is_some_and(|factor| near(factor, 1.0)));
    }
    (unlike, exact)
}

/// Mistakes beside those that have a name.
fn beside(found: &[(What, Judged)]) -> String {
    let mut groups: Vec<(&str, Vec<String>)> = Vec::new();
    for (what, judged) in found.iter().filter(|(_, judged)| !judged.brief.is_empty()) {
        match groups.iter_mut().find(|(brief, _)| *brief == judged.brief) {
            Some((_, parts)) => parts.push(what.name()),
            None => groups.push((&judged.brief, vec![what.name()])),
        }
    }
    let one = |(brief, parts): &(&str, Vec<String>)| {
        let place = if parts.len() == found.len() { String::new() } else { format!(" in {}", parts.join(", ")) };
        format!(" Beside that,{place} {brief}.")
    };
    groups.iter().map(one).collect()
}
