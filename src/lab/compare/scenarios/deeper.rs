//! Three hidden layers: what reaches the first of them.

use super::{COSTLY, FIRST};
use crate::lab::compare::scenario::{Lane, Scenario, LANE};

/// Chosen by trying rates of 0.02, 0.05 and 0.1 on all bundled images: at each, feedback alignment comes last, direct
/// feedback before it, Kolen–Pollack and targets close behind backprop; at this one they lie furthest apart.
pub const SCENARIO: Scenario = Scenario {
    id: "deeper",
    title: "Three hidden layers",
    doc:
        "An error, or a target, has to come down through two hidden layers before it reaches the first. How good is it \
          when it arrives, and how much does that matter?",
    shared: &[
        ("preset", "project"),
        ("convention", "matched"),
        ("hidden", "100,100,100"),
        ("activation", "tanh"),
        ("lr", "0.02"),
        ("epochs", "12"),
    ],
    lanes: &[
        Lane { id: "backprop", ..LANE },
        Lane { id: "feedback_alignment", ..LANE },
        Lane { id: "direct_feedback_alignment", ..LANE },
        Lane { id: "kolen_pollack", ..LANE },
        Lane { id: "target_propagation", ..LANE },
        Lane {
            id: "uncorrected",
            label: "Target propagation, uncorrected",
            short: "TP, raw",
            settings: &[("rule", "target_propagation"), ("p.difference", "0")],
            note: "The inverse’s guess is the target as it is, with all that the inverse misses.",
            starts: false,
            ..LANE
        },
        Lane { id: "direct_target_propagation", starts: false, ..LANE },
        Lane { id: "dendritic", starts: false, ..LANE },
    ],
    open: false,
    asks: COSTLY,
    ..FIRST
};
