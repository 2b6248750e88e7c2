//! Foundations: errors, names, numbers, matrices, random streams, NumPy's files.

pub mod argsort;
pub mod decimal;
pub mod error;
#[cfg(feature = "workshop")]
pub mod exact;
pub mod look;
pub mod mat;
pub mod named;
pub mod npz;
pub mod random;
pub mod sorted_map;
