//! Independent random streams from one seed, the same on every machine.
//!
//! Rules that are compared start from the same weights and see the same batches because each purpose
//! draws from a stream of its own: how much noise one rule uses cannot shift another's batches.

pub use microlearning_kernel::fill_normal;

use rand::{RngExt, SeedableRng};
use rand_distr::StandardNormal;

use crate::{Real, Rng};

/// Purpose of a stream of random numbers.
#[derive(Clone, Copy, Debug)]
pub enum Stream {
    /// Initial weights and biases.
    Weights = 1,
    /// The order of the training images.
    Batches = 2,
    /// The noise that a rule perturbs the network with.
    Noise = 3,
    /// Fixed or learned feedback weights.
    Feedback = 4,
    /// Observers' own draws, so that watching a run never changes it.
    Probe = 5,
    /// The split of the images into training, validation and test.
    Split = 6,
}

/// The generator of `stream` in the run with this seed.
pub fn stream(seed: u32, stream: Stream) -> Rng {
    Rng::seed_from_u64((stream as u64) << 32 | u64::from(seed))
}

/// A draw from N(0, 1).
pub fn normal(rng: &mut Rng) -> Real {
    rng.sample(StandardNormal)
}

/// A draw from U(−limit, limit).
pub fn symmetric(rng: &mut Rng, limit: Real) -> Real {
    (2.0 * rng.random::<Real>() - 1.0) * limit
}
