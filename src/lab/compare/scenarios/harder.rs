//! Harder worlds: one picture at a time, pictures that are disturbed, digits that come late.

use super::{COSTLY, FIRST};
use crate::lab::compare::scenario::{Lane, Scenario, LANE};

/// Rates from 0.001 to 0.03 were tried, seed 1: at 0.03 backprop ends higher than at 0.003, but Kolen–Pollack and node
/// perturbation lower. With a hidden rate of 0.000001 the Hebbian lane falls again before the end.
pub const ONLINE: Scenario = Scenario {
    id: "online",
    title: "One picture at a time",
    doc: "Every picture changes the weights at once. Which rules need a batch to average over?",
    shared: &[("preset", "project"), ("convention", "matched"), ("batch", "1"), ("lr", "0.003"), ("epochs", "4")],
    lanes: &[
        Lane { id: "backprop", ..LANE },
        Lane {
            id: "backprop_batches",
            label: "Backprop, batches of 32",
            short: "BP, 32",
            settings: &[("rule", "backprop"), ("batch", "32"), ("lr", "0.096")],
            note: "One step for 32 pictures, at 32 times the rate.",
            ..LANE
        },
        Lane { id: "feedback_alignment", ..LANE },
        Lane { id: "kolen_pollack", ..LANE },
        Lane { id: "node_perturbation", ..LANE },
        Lane {
            id: "hebbian_backprop",
            settings: &[("rule", "hebbian_backprop"), ("lr", "0.0000001,0.003"), ("activation", "tanh")],
            note:
                "Its hidden layer learns at a rate of 0.0000001, with tanh: at ten times that rate it collapses before \
                   the end.",
            ..LANE
        },
    ],
    open: false,
    ..FIRST
};

/// The race of the front page, whose networks are read under noise and attack.
pub const NOISY: Scenario = Scenario {
    id: "noisy",
    title: "Disturbed pictures",
    doc: "All learn from clean pictures. How many disturbed ones do they read?",
    measure: "noise.0.4",
    asks: COSTLY,
    ..FIRST
};

/// Eights and nines, because they look most like what is there before.
pub const LATE: Scenario = Scenario {
    id: "late",
    title: "Two digits come late",
    doc: "For six epochs nothing is learned from eights and nines. In the seventh they come.",
    shared: &[
        ("preset", "project"),
        ("convention", "matched"),
        ("lr", "0.02"),
        ("epochs", "12"),
        ("late", "8,9"),
        ("late_from", "7"),
    ],
    lanes: &[
        Lane { id: "backprop", ..LANE },
        Lane {
            id: "backprop_alone",
            label: "Backprop, others leave",
            short: "BP, others leave",
            settings: &[("rule", "backprop"), ("late_alone", "1")],
            note: "From the seventh epoch it sees eights and nines only.",
            ..LANE
        },
        Lane { id: "feedback_alignment", ..LANE },
        Lane { id: "kolen_pollack", ..LANE },
        Lane { id: "node_perturbation", ..LANE },
    ],
    open: false,
    measure: "others",
    ..FIRST
};
