//! The last section of the course's tutorial in one press: its five rules, in its set-up.

use super::FIRST;
use crate::lab::compare::scenario::{Lane, Scenario, LANE};

/// The tutorial's three epochs of 250 updates are 750; six epochs of 120, of the bundled 24,000 pictures, are 720.
pub const SCENARIO: Scenario = Scenario {
    id: "tutorial",
    title: "The tutorial’s five rules",
    doc: "784-500-10, η 0.001, batches of 200, with the steps of the tutorial’s code. It trains three epochs of 250 \
          updates; here are six of 120, so two of them are about one of its own.",
    shared: &[("preset", "tutorial"), ("epochs", "6")],
    lanes: &[
        Lane { id: "backprop", ..LANE },
        Lane { id: "feedback_alignment", ..LANE },
        Lane { id: "kolen_pollack", ..LANE },
        Lane { id: "node_perturbation", ..LANE },
        Lane { id: "weight_perturbation", ..LANE },
    ],
    open: false,
    pictures: 24_000,
    measure: "cosine.1",
    asks: &["cosine"],
    ..FIRST
};
