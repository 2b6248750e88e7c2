//! The exercises.

use super::{usual, Exercise};
use crate::net::Output;

/// Exercises in the order of the chapters.
pub const ALL: &[Exercise] = &[
    Exercise {
        id: "weight-perturbation",
        title: "Which sign has the difference of losses?",
        task: "All weights were changed at random by psi. Write how much that helped, so that a change for the better is \
               kept and one for the worse is turned round.",
        rule: "weight_perturbation",
        code: include_str!("weight_perturbation.py"),
        fills: &["loss - loss_with(W + psi, b + phi)"],
        slips: usual::WEIGHTS,
        hints: &[
            "You need two losses: the one without noise is loss.",
            "The loss with noise is loss_with(W + psi, b + phi).",
            "dW is added to W. If the noise made the loss smaller, gain must be positive.",
        ],
        output: Output::SoftmaxNll,
    },
    Exercise {
        id: "node-perturbation",
        title: "What stands in for the error?",
        task: "Every unit was pushed by noise xi, and rise says how much the loss of each example rose. Write what takes \
               the place of δ.",
        rule: "node_perturbation",
        code: include_str!("node_perturbation.py"),
        fills: &["rise * xi / sigma ** 2"],
        slips: usual::NODES,
        hints: &[
            "If pushing a unit up made the loss rise, the unit's δ is positive: δ grows with rise and with xi.",
            "rise is (n, 1) and xi[l] is (n, units): rise * xi multiplies each example's noise by its own rise.",
            "On average xi * xi is sigma ** 2, so divide by that to get ∂L/∂z.",
        ],
        output: Output::SoftmaxNll,
    },
    Exercise {
        id: "feedback-alignment",
        title: "The output’s error and the update",
        task: "Write the error at the output, the derivative of the squared error with respect to z, and the update of \
               the weights that follows from δ.",
        rule: "feedback_alignment",
        code: include_str!("feedback_alignment.py"),
        fills: &["2 * (y - t) * y * (1 - y)", "-outer(delta[l], below[l])"],
        slips: usual::OUTPUT_ERROR,
        hints: &[
            "The derivative of (t - y) ** 2 with respect to y is 2 * (y - t).",
            "Then the chain rule: y = 1 / (1 + exp(-z)) has the derivative y * (1 - y).",
            "outer(post, pre) is the mean over the batch of post times pre: post is δ of the layer, pre is what it sees, \
             below[l]. To go down the slope, put a minus before it.",
        ],
        output: Output::SigmoidMse,
    },
    Exercise {
        id: "kolen-pollack",
        title: "The shared increment",
        task: "Write what the weights move by, and what the feedback weights move by, so that the two become the same.",
        rule: "kolen_pollack",
        code: include_str!("kolen_pollack.py"),
        fills: &["-outer(delta[l], below[l])", "dW[l]"],
        slips: usual::INCREMENT,
        hints: &[
            "For W nothing is new: minus the mean of δ times what the layer sees, as in feedback alignment.",
            "If W and B always move by the same increment and shrink alike, their difference only shrinks.",
            "So dB[l] is dW[l].",
        ],
        output: Output::SoftmaxNll,
    },
    Exercise {
        id: "hebbian",
        title: "Clamp the output",
        task: "Write what the top layer's activity is while it learns, and the Hebbian update of all layers.",
        rule: "hebbian",
        code: include_str!("hebbian.py"),
        fills: &["t", "outer(y, below)"],
        slips: usual::CLAMP,
        hints: &[
            "Without clamping the top layer strengthens whatever it says. The right answer is in t.",
            "Hebb: a weight grows by the product of what its unit says, y, and what it sees, below.",
            "outer(y, below) does that for all layers at once. No minus: nothing descends here.",
        ],
        output: Output::SoftmaxNll,
    },
    Exercise {
        id: "target-propagation",
        title: "A target for the layer below",
        task: "Two guesses of the inverse are there: now, from what the layer above says, and then, from what it should \
               say. Write what h[l] should be, and the update that brings the layer nearer to it.",
        rule: "target_propagation",
        code: include_str!("target_propagation.py"),
        fills: &["h[l] + then - now", "-outer(delta[l], below[l])"],
        slips: usual::TARGETS,
        hints: &[
            "If the inverse were perfect, now would be h[l], and then would be the goal.",
            "It is not: now is off by h[l] - now. Then is off by about as much, because the two questions are nearly the \
             same. So add what is missing.",
            "goal[l] is then + h[l] - now. The update is the one of every rule that has a delta: minus outer of delta \
             and below.",
        ],
        output: Output::SoftmaxNll,
    },
];
