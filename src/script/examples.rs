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
    /// True for the one that the editor opens with.
    pub begins: bool,
}

/// The examples of these names; the one behind `begins` is what the editor opens with.
macro_rules! examples {
    ($($rule:literal),* ; begins $first:literal $(, $more:literal)* $(,)?) => {
        &[$(example($rule, include_str!(concat!("examples/", $rule, ".py"))),)*
            Example { begins: true, ..example($first, BEGINNING) },
            $(example($more, include_str!(concat!("examples/", $more, ".py")))),*]
    };
}

const fn example(rule: &'static str, code: &'static str) -> Example {
    Example { rule, code, begins: false }
}

/// All of them, in the order that people meet them.
pub const ALL: &[Example] = examples![
    "backprop",
    "weight_perturbation",
    "node_perturbation";
    begins "feedback_alignment",
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
