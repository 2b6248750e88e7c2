//! A chart that is drawn on. Only in the workshop's module.

use wasm_bindgen::prelude::*;

use super::codec::{shown, JsResult};
use super::read::read;
use crate::charts::{curves_place, Curves};

/// Position and value under a CSS pixel of a chart of curves, in round numbers, for those who draw on it; empty if it is too small.
#[wasm_bindgen(js_name = curvesPlace)]
pub fn curves_place_js(
    #[wasm_bindgen(unchecked_param_type = "Curves")] spec: &JsValue,
    px: f64,
    py: f64,
    width: f64,
    height: f64,
) -> JsResult<Vec<f64>> {
    let spec: Curves = read(spec, "chart")?;
    let place = curves_place(&spec, (px, py), (width, height)).map_err(shown)?;
    Ok(place.map_or(vec![], |pair| pair.to_vec()))
}
