//! Six families of rules on one task, one rule of each.

use super::FIRST;
use crate::lab::compare::scenario::{Lane, Scenario, LANE};

/// The set-up in which all of them were first tried for the notebook: 784-100-10, tanh, pixels from 0 to 1, batches of 50. What takes long is
/// not measured, so that six rules come to their end while a reader waits.
pub const SCENARIO: Scenario = Scenario {
    id: "families",
    title: "Six families",
    doc: "One rule of each family on the same task. What do they read, and what do they pay for it?",
    shared: &[("preset", "plain"), ("epochs", "5")],
    lanes: &[
        Lane { id: "backprop", ..LANE },
        Lane { id: "predictive_coding", ..LANE },
        Lane { id: "equilibrium_propagation", ..LANE },
        Lane { id: "feedback_control", ..LANE },
        Lane { id: "dendritic", ..LANE },
        Lane {
            id: "forward_forward",
            settings: &[("activation", "relu"), ("optimizer", "adam"), ("lr", "0.001")],
            note: "It has units and steps of its own: ReLU and Adam.",
            ..LANE
        },
        Lane { id: "direct_target_propagation", starts: false, ..LANE },
    ],
    open: false,
    ..FIRST
};
