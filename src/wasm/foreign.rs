//! Representations from elsewhere. Only in the workshop's module.

use wasm_bindgen::prelude::*;

use super::codec::{encode, thrown, JsResult};
use super::read::read;
use crate::lab::experiments::representations::Foreign;

/// Compares layers with dissimilarities of the ten digits from elsewhere. `text` has ten lines of ten numbers, parted by commas,
/// semicolons or tabs, those of another subject after an empty line; `layers` are the layers' own, as the report of
/// representations has them. Throws with the line if the text is no such table.
#[wasm_bindgen(js_name = compareDissimilarities, unchecked_return_type = "Comparison")]
pub fn compare_dissimilarities(
    #[wasm_bindgen(unchecked_param_type = "string")] text: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "readonly (readonly (readonly (number | null)[])[])[]")] layers: &JsValue,
) -> JsResult<JsValue> {
    let (text, layers): (String, Vec<Vec<Vec<Option<f64>>>>) = (read(text, "text")?, read(layers, "layers")?);
    encode(&Foreign::read(&text).map_err(thrown)?.compare(&layers))
}
