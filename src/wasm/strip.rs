//! Strips of dots, drawn on a canvas: see [`crate::charts::strip`].

use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::charts::on_canvas;
use super::codec::{encode, JsResult};
use super::read::read;
use crate::charts::{draw_strip, strip_at, Strip, Theme};

/// Draws a strip of dots over the whole canvas, likewise.
#[wasm_bindgen(js_name = drawStrip)]
pub fn draw_strip_js(
    canvas: HtmlCanvasElement,
    #[wasm_bindgen(unchecked_param_type = "Strip")] spec: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Theme")] theme: &JsValue,
) -> JsResult<()> {
    let spec: Strip = read(spec, "chart")?;
    let theme: Theme = read(theme, "theme")?;
    on_canvas(canvas, spec.scale, |on| draw_strip(on, &spec, &theme))
}

/// The index of the column under the CSS pixel `px` from the left of a chart `width` × `height` CSS pixels large, or null.
#[wasm_bindgen(js_name = stripAt, unchecked_return_type = "number | null")]
pub fn strip_at_js(
    #[wasm_bindgen(unchecked_param_type = "Strip")] spec: &JsValue,
    px: f64,
    width: f64,
    height: f64,
) -> JsResult<JsValue> {
    encode(&strip_at(&read(spec, "chart")?, px, width, height))
}
