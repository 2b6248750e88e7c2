//! Mistakes in networks that settle.

use super::{slip, whole, Slip};

/// Predictive coding.
pub const VALUES: &[Slip] = &[
    slip(
        0,
        "eps[l + 1] @ W[l + 1] - eps[l]",
        "f′ is missing: the guess above is made of f(v[l]), so a value counts there only as much as f is steep, \
         f_prime(v[l]).",
    ),
    slip(
        0,
        "f_prime(v[l]) * (eps[l + 1] @ W[l + 1] - eps[l])",
        "f′ belongs to the error above alone. The layer’s own error is of the value itself, before f.",
    ),
    slip(
        0,
        "f_prime(v[l]) * (eps[l + 1] @ W[l + 1])",
        "The layer’s own error is missing. Nothing holds the value near what it is guessed to be, and it goes on moving as \
         long as the layer above misses anything.",
    ),
    slip(
        0,
        "-eps[l]",
        "The error above is missing. The values stay where the forward pass put them, and no hidden layer hears of the digit.",
    ),
    slip(
        0,
        "f_prime(v[l]) * (eps[l + 1] @ W[l + 1]) + eps[l]",
        "Your own layer’s error has the wrong sign: where a value is above its guess you raise it. It has to come down.",
    ),
    slip(
        0,
        "-f_prime(v[l]) * (eps[l + 1] @ W[l + 1]) - eps[l]",
        "The error above has the wrong sign. Where the layer above is more than it was guessed to be, the guess must grow, \
         and the value with it.",
    ),
    slip(
        0,
        "eps[l] - f_prime(v[l]) * (eps[l + 1] @ W[l + 1])",
        "You climb: both signs are turned round, and the energy grows with every step.",
    ),
    slip(
        0,
        "f_prime(v[l]) * (v[l + 1] @ W[l + 1]) - eps[l]",
        "You send down the value above. What has to come down is its error, eps[l + 1]: where the guess is right, nothing \
         should move.",
    ),
    slip(
        0,
        "f_prime(v[l]) * (eps[l + 1] @ W[l + 1]) - v[l]",
        "You take away the value itself, and it decays to 0. It is to stay near its guess: take away the error, eps[l].",
    ),
    whole(
        1,
        "outer(v[l], seen[l]) / beta",
        "You multiply the values by what they see. What a synapse learns from is the error of the value, eps[l].",
    ),
    slip(
        1,
        "outer(eps[l] * f_prime(v[l]), seen[l]) / beta",
        "f′ is one factor too many: it was in the settling already, and a guess is linear in the weights.",
    ),
    slip(
        1,
        "outer(eps[l], v[l - 1] if l > 0 else x) / beta",
        "A guess is made of f of the values below, and the synapse sees that: seen[l].",
    ),
    slip(
        1,
        "mean(eps[l], axis=0).T @ mean(seen[l], axis=0) / beta",
        "You multiply the means. The mean belongs over the products: each example’s error goes with what that example saw, \
         and outer(eps[l], seen[l]) does that.",
    ),
];

/// Equilibrium propagation.
pub const PHASES: &[Slip] = &[
    whole(
        0,
        "outer(plus[l], pre_plus)",
        "You take one state alone, and that is Hebb’s rule: weights would grow by whatever is active. Take away the product \
         in the other state.",
    ),
    whole(
        0,
        "-outer(minus[l], pre_minus)",
        "You take away the product in one state, and nothing stands against it. Begin with the product in the other state, \
         plus.",
    ),
    slip(
        0,
        "(outer(plus[l], pre_plus) + outer(minus[l], pre_minus)) / (2 * beta)",
        "You add the two products. Only their difference knows which way the nudge went.",
    ),
    slip(
        0,
        "outer(plus[l] - minus[l], pre_minus) / (2 * beta)",
        "You let only the unit above the synapse change between the states. The unit below changes, too: take each product \
         as a whole, in its own state.",
    ),
    slip(
        0,
        "outer(plus[l] - minus[l], pre_plus) / (2 * beta)",
        "You let only the unit above the synapse change between the states. The unit below changes, too: take each product \
         as a whole, in its own state.",
    ),
    slip(
        0,
        "outer(plus[l], pre_plus - pre_minus) / (2 * beta)",
        "You let only the unit below the synapse change between the states, and the picture never does. Take each product \
         as a whole, in its own state.",
    ),
    slip(
        0,
        "outer(plus[l] - minus[l], pre_plus - pre_minus) / (2 * beta)",
        "You multiply two changes. What is wanted is the change of the product: each product in its own state, then the \
         difference.",
    ),
    slip(
        0,
        "(outer(plus[l], pre_minus) - outer(minus[l], pre_plus)) / (2 * beta)",
        "You cross the states: a synapse never sees one unit in one state and the other unit in the other.",
    ),
    slip(
        0,
        "(outer(plus[l], pre_plus) - outer(free[l], free[l - 1] if l > 0 else x)) / beta",
        "You compare the nudged state to the free one. That is the rule as it was first published, and a sound one, but its \
         error grows with beta; asked for is the one that compares plus to minus.",
    ),
    slip(
        0,
        "(outer(plus[l], pre_plus) - outer(h[l], below[l])) / beta",
        "You compare the nudged state to the forward pass, in which no unit heard the layer above. Both states must be \
         states of the same circuit: plus and minus.",
    ),
    slip(
        0,
        "(mean(plus[l], axis=0).T @ mean(pre_plus, axis=0) - mean(minus[l], axis=0).T @ mean(pre_minus, axis=0)) / (2 * beta)",
        "You multiply the means. The mean belongs over the products, as outer takes it.",
    ),
];
