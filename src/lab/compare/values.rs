//! Values that take a measure more than a line, and the reasons for which there is none.

use super::measure::Value;
use super::probe::Probe;
use crate::lab::run::report::Epoch;

const NO_FEEDBACK: &str = "the rule keeps no feedback weights of its own";
pub(super) const NO_DIRECTION: &str = "one of the two is all zero, which is no direction";
const OTHER_SHAPE: &str = "B does not have the shape of this W: it leads from the output straight to the layer";
const NO_INVERSE: &str = "W has lost rank, so that W⁺ is not defined";
pub(super) const NO_TEACHING: &str = "the rule sends this layer no error";
pub(super) const NO_IMAGES: &str = "there are no validation images";
#[cfg(feature = "workshop")]
pub(super) const FEW_IMAGES: &str =
    "there are fewer than 1,000 pictures to ask about, and with another number pure noise would score otherwise";
const NO_LATE: &str = "no digit comes late";

/// Reasons for which a run has no value of a measure at any time; other reasons pass.
pub(super) const NEVER: [&str; 4] = [NO_FEEDBACK, OTHER_SHAPE, NO_TEACHING, NO_LATE];

/// The epoch that ended last.
pub(super) fn last<'a>(probe: &Probe<'a>) -> std::result::Result<&'a Epoch, &'static str> {
    probe.run.epochs().last().ok_or(NO_IMAGES)
}

/// Accuracy on the late digits, or on all others.
pub(super) fn late(probe: &Probe<'_>, late: bool) -> Value {
    let run = probe.run;
    let asked: Vec<_> = run.plan().late().into_iter().map(|comes_late| comes_late == late).collect();
    if run.plan().config.late.is_empty() {
        return Err(NO_LATE);
    }
    run.validation().accuracy_of(&asked).ok_or(NO_IMAGES)
}

/// The angle of B to the W of layer l, or to its pseudo-inverse.
pub(super) fn angle(probe: &Probe<'_>, l: usize, inverse: bool) -> Value {
    let trainer = probe.run.trainer();
    let b = trainer.rule().feedback().get(l - 1).ok_or(NO_FEEDBACK)?;
    if b.dim() != trainer.net().layers[l].w.dim() {
        return Err(OTHER_SHAPE);
    }
    let angles = &probe.feedback()[l - 1];
    match (inverse, angles.weights) {
        (_, None) => Err(NO_DIRECTION),
        (true, _) => angles.inverse.ok_or(NO_INVERSE),
        (false, Some(angle)) => Ok(angle),
    }
}
