//! The one table of measures: what the page's menu offers and the command line's report holds.

use super::measure::{Better, Cost, Lines, Measure, Value};
use super::probe::Probe;
use super::robustness::{EPSILONS, SIGMAS};
use crate::lab::run::report::Epoch;

const NO_FEEDBACK: &str = "the rule keeps no feedback weights of its own";
const NO_DIRECTION: &str = "one of the two is all zero, which is no direction";
const OTHER_SHAPE: &str = "B does not have the shape of this W: it leads from the output straight to the layer";
const NO_INVERSE: &str = "W has lost rank, so that W⁺ is not defined";
const NO_TEACHING: &str = "the rule sends this layer no error";
const NO_IMAGES: &str = "there are no validation images";
#[cfg(feature = "workshop")]
const FEW_IMAGES: &str =
    "there are fewer than 1,000 pictures to ask about, and with another number pure noise would score otherwise";
const NO_LATE: &str = "no digit comes late";

/// Reasons for which a run has no value of a measure at any time; other reasons pass.
pub(super) const NEVER: [&str; 4] = [NO_FEEDBACK, OTHER_SHAPE, NO_TEACHING, NO_LATE];

/// All of them, in the order of the menu.
pub const ALL: &[Measure] = &[
    Measure {
        id: "accuracy",
        name: "Accuracy",
        unit: "%",
        doc: "Share of the validation pictures that are read correctly.",
        lines: Lines::Whole,
        range: [Some(0.0), Some(100.0)],
        level: None,
        better: Some(Better::More),
        decimals: 1,
        cost: Cost::Little,
        take: |probe, _| last(probe).and_then(|epoch| epoch.valid_accuracy.ok_or(NO_IMAGES)),
    },
    Measure {
        id: "late",
        name: "Accuracy on late digits",
        unit: "%",
        doc: "Share of the late digits’ validation pictures that are read correctly.",
        lines: Lines::Whole,
        range: [Some(0.0), Some(100.0)],
        level: None,
        better: Some(Better::More),
        decimals: 1,
        cost: Cost::Little,
        take: |probe, _| late(probe, true),
    },
    Measure {
        id: "others",
        name: "Accuracy on the other digits",
        unit: "%",
        doc: "Share of the validation pictures of all digits but the late ones that are read correctly.",
        lines: Lines::Whole,
        range: [Some(0.0), Some(100.0)],
        level: None,
        better: Some(Better::More),
        decimals: 1,
        cost: Cost::Little,
        take: |probe, _| late(probe, false),
    },
    Measure {
        id: "loss",
        name: "Loss",
        unit: "",
        doc: "Mean loss of the validation pictures.",
        lines: Lines::Whole,
        range: [Some(0.0), None],
        level: None,
        better: Some(Better::Less),
        decimals: 3,
        cost: Cost::Little,
        take: |probe, _| last(probe).and_then(|epoch| epoch.valid_loss.ok_or(NO_IMAGES)),
    },
    Measure {
        id: "cosine",
        name: "Cosine to backprop",
        unit: "",
        doc: "Between the rule’s update and the one backprop would make, over 1,000 pictures: 1 is the same direction, 0 has nothing in common with it.",
        lines: Lines::WholeAndEach,
        range: [None, Some(1.0)],
        level: Some((0.0, "unrelated")),
        better: None,
        decimals: 3,
        cost: Cost::Long,
        take: |probe, l| match l {
            None => probe.cosine_of_all().ok_or(NO_DIRECTION),
            Some(l) => probe.cosine()[l].ok_or(NO_DIRECTION),
        },
    },
    #[cfg(feature = "workshop")]
    SNR,
    Measure {
        id: "teaching",
        name: "Angle of δ to backprop’s δ",
        unit: "°",
        doc: "Between the error signals that reach the layer and those that backprop would send, over 1,000 pictures. Below 90° the layer still learns.",
        lines: Lines::Hidden,
        range: [Some(0.0), None],
        level: Some((90.0, "unrelated")),
        better: None,
        decimals: 1,
        cost: Cost::Long,
        take: |probe, l| {
            let (l, [mine, _]) = (l.unwrap_or(0), probe.asked());
            let silent = mine.teaching[l].iter().all(|value| *value == 0.0);
            probe.teaching()[l].ok_or(if silent { NO_TEACHING } else { NO_DIRECTION })
        },
    },
    Measure {
        id: "feedback",
        name: "Angle of B to W",
        unit: "°",
        doc: "Between the feedback weights B and the W they stand in for: at 0° the error comes back as in backprop, through Wᵀ.",
        lines: Lines::AboveFirst,
        range: [Some(0.0), None],
        level: Some((90.0, "unrelated")),
        better: None,
        decimals: 1,
        cost: Cost::Little,
        take: |probe, l| angle(probe, l.unwrap_or(1), false),
    },
    Measure {
        id: "inverse",
        name: "Angle of B to W⁺",
        unit: "°",
        doc: "Between the feedback weights B and the pseudo-inverse of W: at 0° what B sends back undoes what W did.",
        lines: Lines::AboveFirst,
        range: [Some(0.0), None],
        level: Some((90.0, "unrelated")),
        better: None,
        decimals: 1,
        cost: Cost::Little,
        take: |probe, l| angle(probe, l.unwrap_or(1), true),
    },
    Measure {
        id: "norm",
        name: "Weight norm",
        unit: "",
        doc: "Size of W: the root of the sum of its squares.",
        lines: Lines::Each,
        range: [Some(0.0), None],
        level: None,
        better: None,
        decimals: 2,
        cost: Cost::Little,
        take: |probe, l| Ok(probe.norms()[l.unwrap_or(0)]),
    },
    Measure {
        id: "change",
        name: "Weight change",
        unit: "",
        doc: "How far W is from its first weights: the root of the sum of squared differences.",
        lines: Lines::Each,
        range: [Some(0.0), None],
        level: None,
        better: None,
        decimals: 2,
        cost: Cost::Little,
        take: |probe, l| Ok(probe.changes()[l.unwrap_or(0)]),
    },
    Measure {
        id: "noise",
        name: "Accuracy under noise, σ",
        unit: "%",
        doc: "Share of 1,000 validation pictures that are read correctly with noise from N(0, σ²) on every pixel, on a scale on which black is 0 and white is 1.",
        lines: Lines::Strengths(SIGMAS),
        range: [Some(0.0), Some(100.0)],
        level: None,
        better: Some(Better::More),
        decimals: 1,
        cost: Cost::Long,
        take: |probe, i| probe.under_noise(SIGMAS[i.unwrap_or(0)]).ok_or(NO_IMAGES),
    },
    Measure {
        id: "fgsm",
        name: "Accuracy under attack, ε",
        unit: "%",
        doc: "Share of 1,000 validation pictures that are read correctly after the fast gradient sign method: every pixel is ε lighter or darker, whichever raises the loss, on a scale on which black is 0 and white is 1. The gradient is backprop’s, whatever the rule.",
        lines: Lines::Strengths(EPSILONS),
        range: [Some(0.0), Some(100.0)],
        level: None,
        better: Some(Better::More),
        decimals: 1,
        cost: Cost::Long,
        take: |probe, i| probe.under_attack(EPSILONS[i.unwrap_or(0)]).ok_or(NO_IMAGES),
    },
];

/// Its n is fixed, because the ratios of different numbers of pictures cannot be compared.
#[cfg(feature = "workshop")]
const SNR: Measure = Measure {
    id: "snr",
    name: "Signal-to-noise ratio",
    unit: "",
    doc: "How much of a single picture’s update is signal: |mean| / (std + ε) over 1,000 pictures, one by one, averaged over the layer’s weights. It depends on the number of pictures n: pure noise scores √(2/πn), which is 0.025 for 1,000.",
    lines: Lines::Each,
    range: [None, None],
    level: Some((0.025_231, "noise floor")),
    better: None,
    decimals: 3,
    cost: Cost::Longest,
    take: |probe, l| probe.snr().map(|ratios| ratios[l.unwrap_or(0)]).ok_or(FEW_IMAGES),
};

fn last<'a>(probe: &Probe<'a>) -> std::result::Result<&'a Epoch, &'static str> {
    probe.run.epochs().last().ok_or(NO_IMAGES)
}

/// Accuracy on the late digits, or on all others.
fn late(probe: &Probe<'_>, late: bool) -> Value {
    let run = probe.run;
    let asked: Vec<_> = run.plan().late().into_iter().map(|comes_late| comes_late == late).collect();
    if run.plan().config.late.is_empty() {
        return Err(NO_LATE);
    }
    run.validation().accuracy_of(&asked).ok_or(NO_IMAGES)
}

/// The angle of B to the W of layer l, or to its pseudo-inverse.
fn angle(probe: &Probe<'_>, l: usize, inverse: bool) -> Value {
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
