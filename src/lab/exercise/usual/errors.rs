//! Mistakes in sending errors back.

use super::{slip, whole, Slip, NO_ERROR, PRODUCT_OF_MEANS};

/// Feedback alignment.
pub const OUTPUT_ERROR: &[Slip] = &[
    slip(
        0,
        "2 * (y - t) * f_prime(z[top])",
        "f_prime is the slope of hidden units. The output has its own, y * (1 - y), whatever f is in the hidden layers.",
    ),
    slip(
        0,
        "2 * (y - t) * t * (1 - t)",
        "You take the slope at the target, t * (1 - t), and that is 0 everywhere. The slope is the output’s: y * (1 - y).",
    ),
    slip(
        0,
        "2 * (y - t) * z[top] * (1 - z[top])",
        "The slope z * (1 - z) is not that of the output: y * (1 - y) is written with y, which is already 1 / (1 + exp(-z)).",
    ),
    slip(
        0,
        "(t - y) ** 2",
        "That is the loss itself. The error is its derivative with respect to z: 2 * (y - t), times the slope y * (1 - y).",
    ),
    slip(0, "2 * y * y * (1 - y)", "The target t is not in it: an error is the difference to what should be said, y - t."),
    whole(1, "-outer(h[l], below[l])", NO_ERROR),
    slip(1, "-mean(delta[l], axis=0).T @ mean(below[l], axis=0)", PRODUCT_OF_MEANS),
];

/// Kolen–Pollack.
pub const INCREMENT: &[Slip] = &[
    whole(0, "-outer(h[l], below[l])", NO_ERROR),
    slip(0, "-mean(delta[l], axis=0).T @ mean(below[l], axis=0)", PRODUCT_OF_MEANS),
    slip(
        1,
        "W[l] - B[l]",
        "You move B towards W itself. A synapse that does so has to read another one’s weight, which is weight transport. \
         Move B by what W moves by, dW[l].",
    ),
    slip(1, "W[l]", "You move B by W itself. It should move by what W moves by: dW[l]."),
    slip(
        1,
        "-outer(h[l], delta[l - 1])",
        "You take the activity above and the error below. B[l] moves by the very increment of W[l]: error above times \
         activity below, dW[l].",
    ),
];
