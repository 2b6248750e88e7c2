//! What must hold of the learning rules, in a browser: `wasm-pack test --headless --chrome`, or `--firefox`.
#![cfg(target_arch = "wasm32")]

mod common;
mod rules;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
