//! Laws of the learning rules, in Node.js: `wasm-pack test --node`.
#![cfg(target_arch = "wasm32")]

mod common;
mod rules;
