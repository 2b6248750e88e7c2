//! The few loops in which training spends its time: matrix products, exponentials, normal noise, and what
//! is done to every weight once a step.
//!
//! They are a crate of their own because they alone are compiled for speed in the browser's module; everything else is
//! compiled for size, which a reader on a train notices and the loops do not.

mod aligned;
mod box_muller;
pub mod counted;
pub mod each;
mod lanes;
mod limit;
pub mod matmul;
pub mod real;
mod solve;
pub mod wide;

pub use aligned::Aligned;
pub use box_muller::fill_normal;
pub use limit::{eight_vectors, read, twelve_vectors};
pub use real::Real;
pub use solve::solve;

/// The random generator: small, fast, the same on every machine.
pub type Rng = rand_xoshiro::Xoshiro256PlusPlus;
