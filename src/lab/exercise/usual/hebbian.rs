//! Mistakes in learning without errors.

use super::{slip, Slip};

/// Hebbian learning.
pub const CLAMP: &[Slip] = &[
    slip(
        0,
        "y[top]",
        "Nothing is clamped: the top layer learns what it says already. Set it to what it should say, t.",
    ),
    slip(
        0,
        "z[top]",
        "Nothing is clamped: the top layer learns what it gets already. Set it to what it should say, t.",
    ),
    slip(
        0,
        "t - y[top]",
        "You set the top layer to its error. A clamped layer has no error: it says what it should, t, and Hebb’s rule takes \
         it from there.",
    ),
    slip(
        0,
        "t * y[top]",
        "You set the top layer to its own answer, the right class alone being kept. Clamped it says t, whatever it would \
         have said.",
    ),
    slip(
        0,
        "t + y[top]",
        "You add the target to the layer’s own answer. Clamped it says t instead of what it would have said.",
    ),
    slip(0, "winner(y[top])", "You set the top layer to its own best guess. The teacher’s answer is t."),
    slip(
        1,
        "outer(h, below)",
        "You take h, what the layers said by themselves. The clamped activities are in y.",
    ),
    slip(
        1,
        "outer(z, below)",
        "You take z, what comes into the units. Hebb’s rule takes what they say, with the top layer clamped: y.",
    ),
    slip(
        1,
        "outer(y * f_prime(z), below)",
        "f′ is one factor too many: nothing descends a slope here. Hebb’s rule is what a unit says times what it sees.",
    ),
    slip(
        1,
        "outer(y, below) - mean(y ** 2, axis=0).T * W",
        "You write Oja’s rule: it takes away y ** 2 times the weight, so that weights stay bounded. Hebb’s rule is the first \
         term alone; here units compete below.",
    ),
    slip(
        1,
        "outer(y - mean(y, axis=0), below)",
        "You take the batch’s mean away from y. That is the covariance rule; Hebb’s rule has y itself.",
    ),
    slip(
        1,
        "mean(y, axis=0).T @ mean(below, axis=0)",
        "You multiply the means. What fires together is seen example by example: the mean belongs over the products, as \
         outer(y, below) takes it.",
    ),
];
