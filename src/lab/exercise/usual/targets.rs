//! Mistakes in making targets.

use super::{slip, whole, Slip, NO_ERROR, PRODUCT_OF_MEANS};

/// Difference target propagation.
pub const TARGETS: &[Slip] = &[
    slip(
        0,
        "then",
        "Your goal is the inverse’s guess as it is. The inverse is not perfect: it misses h[l] even where nothing should \
         change, and the layer would learn to please it. Correct the guess by what it misses now.",
    ),
    slip(
        0,
        "now",
        "Your goal is the inverse’s guess of what is there already. What should be said above, then, must be in it: h[l] + \
         then - now.",
    ),
    slip(
        0,
        "then - now",
        "Your goal is the change that is wanted. A goal is an activity: add the change to h[l].",
    ),
    slip(
        0,
        "h[l] + now - then",
        "Your goal lies on the wrong side of h[l]: from now to then is the way to go, and you go back.",
    ),
    slip(
        0,
        "h[l] + then",
        "You add the whole guess to h[l]. Add only the change from the one guess to the other, then - now.",
    ),
    slip(
        0,
        "h[l] - now",
        "That is what the inverse misses. It has to be added to the guess of what should be: then + h[l] - now.",
    ),
    slip(
        0,
        "h[l] + step * (then - now)",
        "step is in it twice: the top layer’s goal is already one step away, and so is then.",
    ),
    slip(
        0,
        "h[l] + (then - now) / step",
        "You divide the change by step; that comes later, where delta is made. A goal is only one step away.",
    ),
    slip(
        0,
        "h[l] + goal[l + 1] @ B[l + 1] - said[l + 1] @ B[l + 1]",
        "f is missing: the inverse’s guesses are f(… @ B[l + 1]), as now and then are.",
    ),
    slip(
        0,
        "(then + now) / 2",
        "You take the middle of the two guesses. The goal is h[l], moved by the change from one guess to the other: then - \
         now.",
    ),
    slip(
        0,
        "goal[l + 1] @ B[l + 1]",
        "Your goal is what the inverse is told, before its f, and as it is. The inverse’s guess is then, and what it misses \
         now has to be put right: h[l] + then - now.",
    ),
    slip(
        0,
        "z[l] + then - now",
        "You begin from z[l], what comes into the layer. A goal is an activity: begin from what it says, h[l].",
    ),
    whole(1, "-outer(h[l], below[l])", NO_ERROR),
    whole(
        1,
        "-outer(goal[l], below[l])",
        "You multiply the goal itself by what the layer sees. What moves the weights is how far the layer is from its goal: \
         delta[l].",
    ),
    slip(1, "-mean(delta[l], axis=0).T @ mean(below[l], axis=0)", PRODUCT_OF_MEANS),
];
