//! Laws of the learning rules, in a browser: `wasm-pack test --headless --chrome`, or `--firefox`.
#![cfg(target_arch = "wasm32")]

mod common;
mod rules;

// In a worker, as on the page: a driver takes a page for dead whose own thread is busy for half a minute.
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_dedicated_worker);
