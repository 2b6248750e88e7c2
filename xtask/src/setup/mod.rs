//! Installing what is missing, one tool a file; what is there already costs no time.

pub mod apt;
pub mod bindgen;
pub mod rust;
pub mod wasm_std;
