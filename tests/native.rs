//! Laws of the learning rules, natively.
#![cfg(not(target_arch = "wasm32"))]

mod common;
mod rules;
