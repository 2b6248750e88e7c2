//! Rules whose networks settle before they learn: two that go down an energy, and two in which a controller pushes.

use super::{COSTLY, FIRST};
use crate::lab::compare::scenario::{Lane, Scenario, LANE};

/// One hidden layer, so that a run takes seconds though each step settles.
pub const ENERGIES: Scenario = Scenario {
    id: "energies",
    title: "Networks that settle",
    doc: "Before each update the network settles, with its output held nearer to the right answer. What do its synapses make of the \
          difference?",
    shared: &[("preset", "project"), ("convention", "matched"), ("lr", "0.02"), ("epochs", "8")],
    lanes: &[
        Lane { id: "backprop", ..LANE },
        Lane { id: "predictive_coding", ..LANE },
        Lane {
            id: "strong",
            label: "Predictive coding, β = 1",
            short: "PC, β = 1",
            settings: &[("rule", "predictive_coding"), ("p.beta", "1")],
            note: "The output’s error counts as much as all others, and a part of it is explained away before anything is learned.",
            ..LANE
        },
        Lane { id: "equilibrium_propagation", ..LANE },
        Lane {
            id: "one_sided",
            label: "Equilibrium propagation, one nudge",
            short: "EP, one-sided",
            settings: &[("rule", "equilibrium_propagation"), ("p.centred", "0")],
            note: "The nudged state beside the free one, as it was first published.",
            starts: false,
            ..LANE
        },
    ],
    open: false,
    asks: COSTLY,
    ..FIRST
};

/// Two hidden layers: with one, Hebbian learning under control is feedback control.
pub const CONTROL: Scenario = Scenario {
    id: "control",
    title: "Networks under control",
    doc: "A controller pushes all layers until the output is nearer to the right answer. Can the layers learn to do without it?",
    shared: &[
        ("preset", "project"),
        ("convention", "matched"),
        ("hidden", "100,50"),
        ("activation", "tanh"),
        ("lr", "0.02"),
        ("epochs", "8"),
    ],
    lanes: &[
        Lane { id: "backprop", ..LANE },
        Lane { id: "direct_feedback_alignment", ..LANE },
        Lane { id: "feedback_control", ..LANE },
        Lane {
            id: "fixed_control",
            label: "Deep feedback control, fixed feedback",
            short: "DFC, fixed",
            settings: &[("rule", "feedback_control"), ("p.rate", "0")],
            note: "The controller’s weights stay as they were drawn.",
            starts: false,
            ..LANE
        },
        Lane { id: "hebbian_control", ..LANE },
    ],
    open: false,
    asks: COSTLY,
    ..FIRST
};
