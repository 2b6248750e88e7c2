//! Mistakes in perturbing weights and units.

use super::{slip, whole, Slip};

/// Weight perturbation.
pub const WEIGHTS: &[Slip] = &[
    slip(
        0,
        "-loss_with(W + psi, b + phi)",
        "You take the loss with the noise as it is, and that has the same sign in every draw, whether the noise helped or \
         not. What counts is how much the noise changed the loss: take the difference to loss, the baseline.",
    ),
    whole(
        0,
        "loss",
        "Your gain is the loss without the noise. It is the same whatever psi is, so it cannot say whether psi helped. Take \
         the difference to the loss with the noise.",
    ),
    whole(
        0,
        "1",
        "Your gain is a constant: whatever the noise did, the weights move along it, and that is chance. It must say how \
         much the noise changed the loss.",
    ),
    slip(
        0,
        "loss + loss_with(W + psi, b + phi)",
        "You add the two losses. How much the noise helped is their difference.",
    ),
    whole(
        0,
        "abs(loss - loss_with(W + psi, b + phi))",
        "You take the size of the change and lose its sign (abs, or a square that is rooted). The sign says whether the \
         noise helped: without it, half of the draws go the wrong way.",
    ),
    slip(
        0,
        "sign(loss - loss_with(W + psi, b + phi))",
        "You keep only the sign of the change of loss. How large the change is must count as well: a draw that helped much \
         is worth more.",
    ),
    slip(
        0,
        "loss - loss_with(W + psi, b)",
        "The biases were changed, too, and db takes phi for it, but your loss with the noise leaves phi out: \
         loss_with(W + psi, b + phi).",
    ),
    slip(
        0,
        "loss - loss_with(W, b + phi)",
        "Your loss with the noise leaves psi out, the noise of the weights: loss_with(W + psi, b + phi).",
    ),
    slip(
        0,
        "loss - loss_with(psi, phi)",
        "You ask for the loss of a network that is nothing but noise. The noise is added to what is there: \
         loss_with(W + psi, b + phi).",
    ),
    slip(
        0,
        "loss_with(W - psi, b - phi) - loss",
        "You try the noise with the opposite sign, W - psi, but the weights move by psi. Try what they move by: \
         loss_with(W + psi, b + phi), and turn the difference round.",
    ),
    slip(
        0,
        "(loss_with(W - psi, b - phi) - loss_with(W + psi, b + phi)) / 2",
        "You compare the noise to its opposite. That estimates the same slope and is a sound rule of its own, but not the one \
         that is asked for: that compares the noise to no noise, loss.",
    ),
];

/// Node perturbation.
pub const NODES: &[Slip] = &[
    slip(
        0,
        "xi / sigma ** 2",
        "rise is missing: δ is the noise alone, whatever it did to the loss. Multiply each example’s noise by how much its \
         own loss rose.",
    ),
    slip(
        0,
        "losses_with_noise(xi) * xi / sigma ** 2",
        "You take the losses with the noise as they are. What counts is how much the noise changed them: rise has the losses \
         without it, the baseline, taken away.",
    ),
    slip(
        0,
        "losses * xi / sigma ** 2",
        "You multiply by the losses without the noise. They are the same whatever xi is; what counts is how much xi changed \
         them: rise.",
    ),
    slip(
        0,
        "mean(rise) * xi / sigma ** 2",
        "You multiply all examples by the mean of rise. Each example had noise of its own, so it takes its own rise; outer \
         averages later.",
    ),
    whole(
        0,
        "abs(rise) * xi / sigma ** 2",
        "You take the size of rise and lose its sign. The sign says whether the push made the loss rise or fall.",
    ),
    whole(
        0,
        "rise * abs(xi) / sigma ** 2",
        "You take the size of xi and lose its sign. Whether a unit was pushed up or down decides which way its δ points.",
    ),
    whole(
        0,
        "rise * xi ** 2 / sigma ** 2",
        "You square the noise and lose its sign. Whether a unit was pushed up or down decides which way its δ points.",
    ),
    slip(
        0,
        "sign(rise) * xi / sigma ** 2",
        "You keep only the sign of rise. How much the loss rose must count as well.",
    ),
    slip(
        0,
        "rise * sign(xi) / sigma ** 2",
        "You keep only the sign of xi. How far a unit was pushed must count as well.",
    ),
    slip(
        0,
        "rise / xi",
        "You divide by the noise. Where a unit was hardly pushed, that is huge, and its mean does not exist; multiply by xi \
         and divide by its mean square, sigma ** 2.",
    ),
    slip(
        0,
        "rise * xi / sigma ** 2 * f_prime(z)",
        "f′ is one factor too many: the noise is added to z, before f, so rise knows the slope already.",
    ),
    slip(
        0,
        "rise * (z + xi) / sigma ** 2",
        "You multiply by what the unit gets with the noise, z + xi. Only the noise itself, xi, tells what was changed.",
    ),
];
