//! Biologically plausible learning rules for small multilayer perceptrons.

#[cfg(target_arch = "wasm32")]
pub mod wasm;
