//! Mistakes in rules without a way back.

use super::{slip, whole, Slip};

/// Forward–forward.
pub const LABELS: &[Slip] = &[
    slip(
        0,
        "1 - p",
        "You treat wrong labels like right ones: the layer becomes more active for all pictures, and need not look at the \
         label. For wrong labels it must become less active.",
    ),
    slip(
        0,
        "-p",
        "right is missing, so that the layer goes the same way for all pictures. For right labels it must become more active, \
         for wrong ones less.",
    ),
    slip(
        0,
        "1 - right - p",
        "You have the labels mixed up: the layer becomes active for wrong ones. right is 1 where the label is right.",
    ),
    whole(
        0,
        "right",
        "p is missing. Right labels always raise the activity, however sure the layer is, and wrong labels never lower it.",
    ),
    slip(
        0,
        "2 * right - 1",
        "The sign is right, but it does not matter how sure the layer is. Where it is sure already, nothing should change: \
         take right - p.",
    ),
    slip(
        0,
        "right * (1 - p)",
        "Wrong labels are left out. They alone make the layer look at the label: for them the layer must become less active.",
    ),
    slip(
        0,
        "(right - 1) * p",
        "Right labels are left out. For them the layer must become more active, or it falls silent.",
    ),
    slip(
        0,
        "right - G",
        "You compare a yes or no to the goodness itself. How sure the layer is, from 0 to 1, is p.",
    ),
    slip(
        0,
        "p * (1 - p)",
        "That is the same for right and wrong labels, and always above 0. Which kind it was has to be in it: right.",
    ),
    whole(
        0,
        "abs(right - p)",
        "You take the size and lose the sign. The sign is what tells right labels from wrong ones.",
    ),
    slip(
        1,
        "outer(more * s, a)",
        "f′ is missing: how much more a unit says depends on how steep its f is, f_prime(u).",
    ),
    slip(
        1,
        "outer(more * f_prime(u), a)",
        "What the unit says, s, is missing. Goodness is a sum of squares, and the slope of s ** 2 is 2 * s: a silent unit \
         counts for nothing.",
    ),
    whole(
        1,
        "outer(s * f_prime(u), a)",
        "more is missing. Without it nothing says whether the layer should become more or less active.",
    ),
    slip(
        1,
        "outer(more * u * f_prime(u), a)",
        "You take what comes into a unit, u. Goodness is made of what it says: s.",
    ),
    slip(
        1,
        "outer(more * s * f_prime(u), below[l])",
        "You take what the layer sees without a label in the picture. It hears a: with a label, and at one length.",
    ),
    slip(
        1,
        "mean(more * s * f_prime(u), axis=0).T @ mean(a, axis=0)",
        "You multiply the means. The mean belongs over the products, as outer takes it.",
    ),
];

/// Competing units.
pub const RANKS: &[Slip] = &[
    slip(
        0,
        "winner(-I)",
        "You push away the unit that answers least. It has nothing in common with the picture; the one to keep apart from \
         the winner is the one that resembles it most, the runner-up.",
    ),
    slip(
        0,
        "winner(I)",
        "In the end only the winner is moved, and nobody is pushed away. The one to push is the strongest of the others, \
         winner(rest), and g has it with a minus: then no two units become the same picture.",
    ),
    slip(
        0,
        "1 - first",
        "You push away everybody but the winner. Then all units flee from all pictures; only the runner-up is pushed.",
    ),
    slip(
        1,
        "first + push * second",
        "The runner-up is pulled towards the picture as well, so that the two grow alike. It must go away: minus.",
    ),
    slip(
        1,
        "first - second",
        "The runner-up is pushed as hard as the winner is pulled. Only a little: times push.",
    ),
    slip(
        1,
        "second - push * first",
        "The two are exchanged: the runner-up comes nearer, and the winner is pushed away.",
    ),
    slip(
        1,
        "-push * second",
        "The winner does not learn. It goes towards the picture: its entry is 1.",
    ),
    slip(
        1,
        "first - push * (1 - first)",
        "You push away everybody but the winner. Then all units flee from all pictures; only the runner-up is pushed.",
    ),
    slip(
        1,
        "first * I - push * second * I",
        "You move units by how strongly they answer. In this rule only the rank counts: 1, -push, or 0.",
    ),
];
