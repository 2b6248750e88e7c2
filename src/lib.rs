//! Biologically plausible learning rules for small multilayer perceptrons.
//!
//! Data flows one way through these rooms; ARCHITECTURE.md says which may use which, and a test holds it:
//!
//! 1. [`base`]: errors, names, numbers, matrices, random streams, NumPy's files
//! 2. [`data`]: images and labels
//! 3. [`net`]: the perceptron
//! 4. [`rule`], [`credit`], [`script`], [`rules`]: learning rules propose updates
//! 5. [`train`]: the trainer applies them
//! 6. [`metrics`], [`analysis`]: what is measured
//! 7. [`lab`]: whole experiments, from a configuration to a report
//! 8. pictures: [`charts`]
//! 9. `wasm`: the only room that knows JavaScript
//!
//! Shapes: batch first, (B, n); weights W are (n_out, n_in).

pub mod analysis;
pub mod base;
pub mod charts;
pub mod credit;
pub mod data;
pub mod lab;
pub mod metrics;
pub mod net;
pub mod rule;
pub mod rules;
#[cfg_attr(not(feature = "workshop"), path = "script/absent.rs")]
pub mod script;
pub mod train;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use base::mat::{Mat, Vector};
pub use microlearning_kernel::{real, Real, Rng};
