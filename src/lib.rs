//! Biologically plausible learning rules for small multilayer perceptrons.
//!
//! Facts flow one way; a module uses only what stands above it:
//!
//! 1. [`error`], [`named`], [`real`], [`mat`], [`random`], [`noise`], [`npz`]: what everything needs
//! 2. [`data`]: images and labels
//! 3. [`net`]: the perceptron
//! 4. [`convention`], [`feedback`], [`rule`], [`credit`], [`perturb`], [`mirror`], [`inverse`], [`hebb`], [`script`], [`rules`]: learning rules propose updates
//! 5. [`observe`], [`optimiser`], [`trainer`]: the trainer applies them
//! 6. [`metrics`], [`analysis`]: what is measured
//! 7. [`lab`]: whole experiments, from a configuration to a report
//! 8. pictures: [`charts`]
//! 9. `wasm`: the only place that knows JavaScript
//!
//! Shapes: batch first, (B, n); weights W are (n_out, n_in).

pub mod analysis;
pub mod charts;
pub mod convention;
pub mod credit;
pub mod data;
pub mod decimal;
pub mod error;
pub mod feedback;
pub mod hebb;
pub mod inverse;
pub mod lab;
pub mod map;
pub mod mat;
pub mod metrics;
pub mod mirror;
pub mod named;
pub mod net;
pub mod noise;
pub mod npz;
pub mod observe;
pub mod optimiser;
pub mod order;
pub mod perturb;
pub mod random;
pub mod rule;
pub mod rules;
#[cfg_attr(not(feature = "workshop"), path = "script/absent.rs")]
pub mod script;
pub mod trainer;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use mat::{Mat, Vector};
pub use microlearning_kernel::{real, Real, Rng};
