//! Mistakes that have a name, exercise by exercise: each with its right sign and size, since others are found beside it.

mod errors;
mod hebbian;
mod perturbation;
mod settling;
mod targets;
mod upwards;

pub use errors::{INCREMENT, OUTPUT_ERROR};
pub use hebbian::CLAMP;
pub use perturbation::{NODES, WEIGHTS};
pub use settling::{PHASES, VALUES};
pub use targets::TARGETS;
pub use upwards::{LABELS, RANKS};

use super::Slip;

/// A mistake beside which a sign or a factor may be wrong, too.
const fn slip(blank: usize, fill: &'static str, told: &'static str) -> Slip {
    Slip { blank, fill, told, whole: false }
}

/// A mistake beside which a sign or a factor would mean nothing.
const fn whole(blank: usize, fill: &'static str, told: &'static str) -> Slip {
    Slip { blank, fill, told, whole: true }
}

/// Told where an update has no error in it.
const NO_ERROR: &str =
    "You multiply what a layer says, h, by what it sees. No error is in that, so nothing says which way to go: \
                        take δ of the layer, delta[l].";
/// Told where an update is made of two means.
const PRODUCT_OF_MEANS: &str =
    "You multiply the means. The mean belongs over the products: each example’s δ goes with what \
                                that example saw, and outer(delta[l], below[l]) does that.";
