//! The built-in rules as scripts: to open, to read and to change.

use std::sync::Arc;

use serde::Serialize;

use super::declare::Script;

/// A rule as a script.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Example {
    /// The id of the rule that it is.
    pub rule: &'static str,
    /// The script.
    pub code: &'static str,
}

macro_rules! examples {
    ($($rule:literal),* $(,)?) => {
        &[$(Example { rule: $rule, code: include_str!(concat!("examples/", $rule, ".py")) }),*]
    };
}

/// All of them, in the order that people meet them.
pub const ALL: &[Example] = examples![
    "backprop",
    "weight_perturbation",
    "node_perturbation",
    "feedback_alignment",
    "direct_feedback_alignment",
    "sign_symmetry",
    "kolen_pollack",
    "weight_mirror",
    "information_alignment",
    "target_propagation",
    "hebbian",
    "hebbian_backprop",
    "oja",
];

/// The script that the editor opens with.
pub const BEGINNING: &str = include_str!("examples/feedback_alignment.py");

/// The same, read.
pub(super) fn beginning() -> Arc<Script> {
    Arc::new(Script::new(BEGINNING).expect("the tests read every example"))
}
