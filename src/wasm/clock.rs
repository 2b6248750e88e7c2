//! The clock by which work is cut into slices.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Milliseconds since the page or its worker began. The time of day would not do: a clock that is set back makes a slice
    /// last until it is that late again.
    #[wasm_bindgen(js_namespace = performance)]
    pub fn now() -> f64;
}
