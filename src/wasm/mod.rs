//! The only place that knows JavaScript: decode, call the core, encode.
//!
//! Names in, plain objects and fresh typed arrays out. Every failure is an `Error` whose message can be shown as it
//! is; its `field` names the setting or the file.

mod arrays;
#[cfg(feature = "workshop")]
mod bench;
mod charts;
mod clock;
mod codec;
mod dataset;
#[cfg(feature = "workshop")]
mod experiment;
#[cfg(feature = "workshop")]
mod files;
#[cfg(feature = "workshop")]
mod foreign;
#[cfg(feature = "workshop")]
mod glass;
#[cfg(feature = "workshop")]
mod inner;
#[cfg(feature = "workshop")]
mod panels;
#[cfg(feature = "workshop")]
mod plane;
mod race;
mod read;
mod run;
#[cfg(feature = "workshop")]
mod script;
#[cfg(feature = "workshop")]
mod seen;
mod settings;
#[cfg(feature = "workshop")]
mod sketch;
mod spec;
#[cfg(feature = "workshop")]
mod strip;
mod types;

use microlearning_kernel::Aligned;
use wasm_bindgen::prelude::*;

#[global_allocator]
static MEMORY: Aligned = Aligned;

/// The version of this crate, as the page shows it.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").into()
}

/// Runs once when the module is loaded: a panic is a bug, and the console should say where.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}
