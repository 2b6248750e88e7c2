//! Charts of one measure against another. Only in the workshop's module.

use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::charts::on_canvas;
use super::codec::{encode, JsResult};
use super::read::read;
use crate::charts::{draw_plane, plane_at, Plane, Theme};

/// Draws paths in a plane over the whole canvas, whose width and height are device pixels. Throws if a field is unknown or a
/// path has not as many positions as heights.
#[wasm_bindgen(js_name = drawPlane)]
pub fn draw_plane_js(
    canvas: HtmlCanvasElement,
    #[wasm_bindgen(unchecked_param_type = "Plane")] spec: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Theme")] theme: &JsValue,
) -> JsResult<()> {
    let spec: Plane = read(spec, "chart")?;
    let theme: Theme = read(theme, "theme")?;
    on_canvas(canvas, spec.scale, |on| draw_plane(on, &spec, &theme))
}

/// The dot next to a CSS pixel of a chart `width` × `height` CSS pixels large, as the index of its path and its own in the
/// path; null if all are far.
#[wasm_bindgen(js_name = planeAt, unchecked_return_type = "[number, number] | null")]
pub fn plane_at_js(
    #[wasm_bindgen(unchecked_param_type = "Plane")] spec: &JsValue,
    x: f64,
    y: f64,
    width: f64,
    height: f64,
) -> JsResult<JsValue> {
    encode(&plane_at(&read(spec, "chart")?, (x, y), width, height))
}
