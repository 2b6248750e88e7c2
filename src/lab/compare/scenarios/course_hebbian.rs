//! Section 4.4 of the course's project in one press: variance and bias of Hebbian updates beside backprop's.

use super::FIRST;
use crate::lab::compare::scenario::{Lane, Scenario, LANE};

/// The notebook counts ten epochs and does not train in the first. Its rates: 0.01 for backprop, 0.0001 for Hebb's rule.
pub const SCENARIO: Scenario = Scenario {
    id: "course-hebbian",
    title: "Hebbian updates, layer by layer",
    doc: "784-100-10 and the rates of the project notebook. After each epoch both rules are asked for their updates: \
          for 1,000 pictures together, to be compared with backprop’s, and for each of them alone.",
    shared: &[("preset", "project"), ("epochs", "9")],
    lanes: &[
        Lane { id: "backprop", ..LANE },
        Lane {
            id: "hebbian",
            label: "Hebbian, clamped",
            short: "Hebb",
            settings: &[("rule", "hebbian"), ("lr", "0.0001")],
            note: "While learning, the output is held at the right answer.",
            ..LANE
        },
        Lane {
            id: "unclamped",
            label: "Hebbian, unclamped",
            short: "Hebb, free",
            settings: &[("rule", "hebbian"), ("lr", "0.0001"), ("p.clamp", "0")],
            note: "Both layers learn from what they say themselves.",
            starts: false,
            ..LANE
        },
        Lane {
            id: "hybrid",
            settings: &[("rule", "hebbian_backprop"), ("lr", "0.00002,0.01")],
            note: "The output layer learns from its error: its cosine is 1.",
            starts: false,
            ..LANE
        },
        Lane {
            id: "backprop_two",
            label: "Backprop, two digits",
            short: "BP, 0 and 1",
            settings: &[("rule", "backprop"), ("classes", "0,1")],
            note: "Zeros and ones only.",
            starts: false,
            ..LANE
        },
        Lane {
            id: "hebbian_two",
            label: "Hebbian, two digits",
            short: "Hebb, 0 and 1",
            settings: &[("rule", "hebbian"), ("classes", "0,1"), ("lr", "0.0001")],
            note: "Zeros and ones only, clamped.",
            starts: false,
            ..LANE
        },
    ],
    open: false,
    pictures: 24_001,
    measure: "cosine.1",
    asks: &["cosine", "snr"],
    ..FIRST
};
