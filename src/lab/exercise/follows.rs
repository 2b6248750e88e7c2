//! Layers that are wrong only because their error is, or because the error that they receive from above is.

use ndarray::{Array2, Axis};

use super::judge::{Judged, Kind};
use super::parts::{cosine, near, sums, Part, What, ALIKE};
use super::size::size;
use super::trials::{wide, Ground, Tried};
use super::varying::UNITS;
use crate::data::Batch;
use crate::lab::exercise::rehearsal::Ran;
use crate::net::Activation;
use crate::rule::convention::MATCHED;
use crate::Real;

/// Messages about a layer that receives a wrong error: without and with another mistake beside it.
const ABOVE: [&str; 2] = [
    "wrong only because the error that comes down from above is.",
    "wrong because the error that comes down from above is.",
];
/// Message about a layer whose own error is wrong.
const OWN: [&str; 2] = ["another direction: delta[l] is wrong, and the update follows from it."; 2];

/// Replaces the judgement of such parts; those above them, from which the error comes, keep theirs.
pub fn follow(ground: &Ground, attempt: &Tried, wanted: &Tried, found: &mut [(What, Judged)]) {
    for (what, judged) in found {
        if matches!(what, What::Feedback(_)) || !matches!(judged.kind, Kind::Uneven | Kind::Other) {
            continue;
        }
        let part = Part::new(*what, ground, attempt, wanted);
        let factors = (0..ground.worlds.len()).map(|world| taken_up(&part, world)).collect::<Option<Vec<_>>>();
        let Some(factors) = factors else { continue };
        if (0..ground.worlds.len()).all(|world| handed_down(&part, world)) {
            *judged = told(&part, &factors, ABOVE, Kind::Follows);
        } else if judged.text.contains(UNITS) {
            let cost = judged.cost;
            *judged = Judged { cost, ..told(&part, &factors, OWN, Kind::Other) };
        }
    }
}

fn told(part: &Part<'_>, factors: &[f64], [alone, joint]: [&str; 2], kind: Kind) -> Judged {
    let lengths: Vec<_> = factors.iter().map(|factor| factor.abs()).collect();
    let size = size(part, &lengths).map(|size| size.brief);
    let sign = (factors[0] < 0.0).then(|| "the sign is reversed".to_owned());
    let beside: Vec<_> = sign.into_iter().chain(size).collect();
    if beside.is_empty() {
        return Judged::new(kind, alone, "", 0.0);
    }
    let text = format!("{joint} Beside that, {}.", beside.join(", and "));
    Judged::new(kind, text, beside.join(", and "), beside.len() as f64)
}

/// Ratio of the update to the one that follows from the layer's own error, on this network; none if that error is right
/// or the update does not follow from it.
fn taken_up(part: &Part<'_>, world: usize) -> Option<f64> {
    let l = part.what.layer();
    let at = part.ground.batches.iter().position(|trial| trial.world == world)?;
    let (own, wanted) = (&part.own.batches[at], &part.wanted.batches[at]);
    let found = part.what.of(&own.proposal)?;
    let sums = sums(found.iter().zip(&due(part.what, own, &part.ground.batches[at].batch)));
    (!same(&signal(own, l), &signal(wanted, l)) && cosine(sums).abs() > ALIKE).then(|| sums[1] / sums[2])
}

/// True if the error of the layer above is wrong, and this layer's error is propagated from it correctly.
fn handed_down(part: &Part<'_>, world: usize) -> bool {
    let l = part.what.layer();
    let Some(at) = part.ground.batches.iter().position(|trial| trial.world == world) else { return false };
    let (own, wanted) = (&part.own.batches[at], &part.wanted.batches[at]);
    let activation = part.ground.worlds[world].net.activation;
    l + 1 < own.proposal.teaching.len()
        && passed(activation, own, l)
        && passed(activation, wanted, l)
        && !same(&signal(own, l + 1), &signal(wanted, l + 1))
}

fn same(a: &Array2<f64>, b: &Array2<f64>) -> bool {
    let sums = sums(a.iter().zip(b));
    cosine(sums) > ALIKE && near(sums[1] / sums[2], 1.0)
}

fn signal(ran: &Ran, l: usize) -> Array2<f64> {
    wide(ran.proposal.teaching[l].view())
}

/// True if a layer's error is that of the layer above, through B and times f′.
fn passed(activation: Activation, ran: &Ran, l: usize) -> bool {
    let above = signal(ran, l + 1);
    let wanted = (above.ncols(), ran.pass.z[l].ncols());
    let Some(b) = ran.feedback.get(l).filter(|b| b.dim() == wanted) else { return false };
    let slope = |h: Real| f64::from(activation.slope(h, MATCHED.relu_threshold as Real));
    same(&signal(ran, l), &(above.dot(&wide(b.view())) * ran.pass.h[l].mapv(slope)))
}

/// The update that follows from a layer's own error.
fn due(what: What, ran: &Ran, batch: &Batch) -> Array2<f64> {
    let error = signal(ran, what.layer());
    let examples = error.nrows() as f64;
    match what {
        What::Weights(l) => error.t().dot(&wide(ran.pass.below(l, &batch.x).view())) / -examples,
        _ => error.sum_axis(Axis(0)).insert_axis(Axis(1)) / -examples,
    }
}
