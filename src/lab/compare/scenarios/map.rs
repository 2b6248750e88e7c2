//! Rules on one map: cosine to backprop against signal-to-noise ratio, epoch by epoch.

use super::FIRST;
use crate::lab::compare::scenario::{Lane, Scenario, LANE};

/// The race of the front page, shorter, and weight perturbation at the rate at which it does not wander off.
pub const SCENARIO: Scenario = Scenario {
    id: "map",
    title: "Bias and variance while rules learn",
    doc: "After each epoch every rule is asked for its updates: one for 1,000 pictures together, whose direction is \
          compared with backprop’s, and 1,000 for single pictures, which say how much of an update is signal.",
    shared: &[("preset", "project"), ("convention", "matched"), ("lr", "0.02"), ("epochs", "6")],
    lanes: &[
        Lane { id: "backprop", ..LANE },
        Lane { id: "feedback_alignment", ..LANE },
        Lane { id: "kolen_pollack", ..LANE },
        Lane { id: "node_perturbation", ..LANE },
        Lane {
            id: "weight_perturbation",
            settings: &[("rule", "weight_perturbation"), ("lr", "0.001")],
            note: "Its rate is 0.001; at that of the others its weights wander off.",
            ..LANE
        },
        Lane {
            id: "hebbian",
            settings: &[("rule", "hebbian"), ("lr", "0.00002")],
            note: "It has no error to point along: its cosine is an honest number and no verdict.",
            starts: false,
            ..LANE
        },
    ],
    open: false,
    measure: "cosine.1",
    asks: &["cosine", "snr"],
    ..FIRST
};
