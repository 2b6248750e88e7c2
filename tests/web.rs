//! Tests that run inside a real browser.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The module starts in the browser.
#[wasm_bindgen_test]
fn the_module_starts() {
    assert!(std::hint::black_box(0.1_f32) > 0.0);
}
