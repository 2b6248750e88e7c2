//! Which layers are wrong only because the error that is handed down to them is.

use ndarray::{Array2, Axis};

use super::judge::{Judged, Kind};
use super::parts::{cosine, near, sums, Part, What, ALIKE};
use super::size::size;
use super::trials::{wide, Ground, Tried};
use crate::convention::MATCHED;
use crate::data::Batch;
use crate::lab::rehearsal::Ran;
use crate::net::Activation;
use crate::Real;

/// Replaces what is said about such parts; those above them, which they follow, keep it.
pub fn follow(ground: &Ground, attempt: &Tried, wanted: &Tried, found: &mut [(What, Judged)]) {
    for (what, judged) in found {
        let unclear = matches!(judged.kind, Kind::Uneven | Kind::Other);
        let layered = !matches!(what, What::Feedback(_)) && what.layer() + 1 < ground.worlds[0].net.layers.len();
        if !unclear || !layered {
            continue;
        }
        let part = Part::new(*what, ground, attempt, wanted);
        let factors = (0..ground.worlds.len()).map(|world| taken_up(&part, world)).collect::<Option<Vec<_>>>();
        if let Some(factors) = factors {
            *judged = told(&part, &factors);
        }
    }
}

fn told(part: &Part<'_>, factors: &[f64]) -> Judged {
    let lengths: Vec<_> = factors.iter().map(|factor| factor.abs()).collect();
    let size = size(part, &lengths).map(|size| size.brief);
    let sign = (factors[0] < 0.0).then(|| "the sign is reversed".to_owned());
    let beside: Vec<_> = sign.into_iter().chain(size).collect();
    if beside.is_empty() {
        return Judged::new(Kind::Follows, "wrong only because the error that comes down from above is.", "", 0.0);
    }
    let text =
        format!("wrong because the error that comes down from above is. Beside that, {}.", beside.join(", and "));
    Judged::new(Kind::Follows, text, beside.join(", and "), beside.len() as f64)
}

/// How many times what follows from its wrong error the update is on this network; none if it does not follow.
fn taken_up(part: &Part<'_>, world: usize) -> Option<f64> {
    let l = part.what.layer();
    let at = part.ground.batches.iter().position(|trial| trial.world == world)?;
    let (own, wanted) = (&part.own.batches[at], &part.wanted.batches[at]);
    let activation = part.ground.worlds[world].net.activation;
    if !handed_down(activation, own, l) || !handed_down(activation, wanted, l) {
        return None;
    }
    let above = sums(signal(own, l + 1).iter().zip(&signal(wanted, l + 1)));
    if cosine(above) > ALIKE && near(above[1] / above[2], 1.0) {
        return None;
    }
    let due = due(part.what, own, &part.ground.batches[at].batch);
    let found = part.what.of(&own.proposal).filter(|found| found.dim() == due.dim())?;
    let sums = sums(found.iter().zip(&due));
    (cosine(sums).abs() > ALIKE).then(|| sums[1] / sums[2])
}

fn signal(ran: &Ran, l: usize) -> Array2<f64> {
    wide(ran.proposal.teaching[l].view())
}

/// Whether a layer's error is that of the layer above, through B and times f′.
fn handed_down(activation: Activation, ran: &Ran, l: usize) -> bool {
    let above = signal(ran, l + 1);
    let wanted = (above.ncols(), ran.pass.z[l].ncols());
    let Some(b) = ran.feedback.get(l).filter(|b| b.dim() == wanted) else { return false };
    let slope = |h: Real| f64::from(activation.slope(h, MATCHED.relu_threshold as Real));
    let passed = above.dot(&wide(b.view())) * ran.pass.h[l].mapv(slope);
    let sums = sums(signal(ran, l).iter().zip(&passed));
    cosine(sums) > ALIKE && near(sums[1] / sums[2], 1.0)
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
