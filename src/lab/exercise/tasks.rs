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
        settings: &[],
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
        settings: &[],
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
        settings: &[],
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
        settings: &[],
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
        settings: &[],
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
        settings: &[],
        output: Output::SoftmaxNll,
    },
    Exercise {
        id: "predictive-coding",
        title: "Where does a value go?",
        task: "The values of the hidden layers settle. Write which way a value moves, pulled by the error of its own layer and \
               by the one above, and what each synapse learns when all has come to rest.",
        rule: "predictive_coding",
        code: include_str!("predictive_coding.py"),
        fills: &["f_prime(v[l]) * (eps[l + 1] @ W[l + 1]) - eps[l]", "outer(eps[l], seen[l]) / beta"],
        slips: usual::VALUES,
        hints: &[
            "Its own layer’s error is eps[l], the value minus the guess. To make it smaller the value moves the other way: \
             - eps[l].",
            "The guess above is made of f(v[l]) and W[l + 1]. To make that one better, the value moves by the error above, \
             sent through the same weights: eps[l + 1] @ W[l + 1], times the slope f_prime(v[l]).",
            "A synapse learns from the error above it and from what it sees: outer(eps[l], seen[l]). The errors are as \
             small as the nudge, so divide by beta.",
        ],
        settings: &[],
        output: Output::SoftmaxNll,
    },
    Exercise {
        id: "equilibrium-propagation",
        title: "Two states compared",
        task: "The circuit has settled twice, nudged towards the digit (plus) and away from it (minus). Write what each \
               synapse learns from the two.",
        rule: "equilibrium_propagation",
        code: include_str!("equilibrium_propagation.py"),
        fills: &["(outer(plus[l], pre_plus) - outer(minus[l], pre_minus)) / (2 * beta)"],
        slips: usual::PHASES,
        hints: &[
            "In one state a synapse sees the product of its two units: outer(plus[l], pre_plus).",
            "It learns what is more in the better state than in the worse one: a difference of two products.",
            "The two states are 2 * beta apart, so divide by that, as db does.",
        ],
        settings: &[],
        output: Output::SoftmaxNll,
    },
    Exercise {
        id: "forward-forward",
        title: "The sign for wrong labels",
        task: "Each layer is shown every picture twice, with its label and with a wrong one, and says how sure it is that the \
               label is right, p. Write how much more active it should be, and what each synapse learns.",
        rule: "forward_forward",
        code: include_str!("forward_forward.py"),
        fills: &["right - p", "outer(more * s * f_prime(u), a)"],
        slips: usual::LABELS,
        hints: &[
            "For a right label the layer should become more active, and the more so the less sure it was: 1 - p.",
            "For a wrong label it should become less active, and the more so the surer it was: -p. Both at once are \
             right - p.",
            "G is a sum of s ** 2. Its slope with respect to a weight is made of s, f_prime(u) and a.",
        ],
        settings: &[("preset", "plain"), ("activation", "relu"), ("optimizer", "adam"), ("lr", "0.001")],
        output: Output::SoftmaxNll,
    },
    Exercise {
        id: "krotov-hopfield",
        title: "Who is pushed away?",
        task: "Units compete for each picture, and the strongest, first, is known. Write who is pushed away, and how each \
               unit is moved.",
        rule: "krotov_hopfield",
        code: include_str!("krotov_hopfield.py"),
        fills: &["winner(rest)", "first - push * second"],
        slips: usual::RANKS,
        hints: &[
            "The runner-up is pushed away: the strongest of those that are left.",
            "winner marks the largest entry of each row, and rest has the winner taken out.",
            "The winner goes towards the picture, 1; the runner-up away from it, a little, -push.",
        ],
        settings: &[],
        output: Output::SoftmaxNll,
    },
];
