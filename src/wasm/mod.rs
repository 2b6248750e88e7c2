//! The only place that knows JavaScript: decode, call the core, encode.

mod charts;

use wasm_bindgen::prelude::*;

/// The version of this crate, as the page shows it.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").into()
}
