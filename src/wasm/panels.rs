//! Charts that have several panels: matrices and clouds of points.

use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::charts::on_canvas;
use super::codec::{encode, JsResult};
use super::read::read;
use crate::charts::{draw_matrices, draw_scatter, matrix_at, scatter_at, Matrices, Scatter, Theme};

/// Draws matrices over the whole canvas, whose width and height are device pixels. Throws if a field is unknown or rows do
/// not fit names.
#[wasm_bindgen(js_name = drawMatrices)]
pub fn draw_matrices_js(
    canvas: HtmlCanvasElement,
    #[wasm_bindgen(unchecked_param_type = "Matrices")] spec: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Theme")] theme: &JsValue,
) -> JsResult<()> {
    let spec: Matrices = read(spec, "chart")?;
    let theme: Theme = read(theme, "theme")?;
    on_canvas(canvas, spec.scale, |on| draw_matrices(on, &spec, &theme))
}

/// The tile under a CSS pixel of a chart `width` × `height` CSS pixels large, or null; tiles are counted row by row from 0,
/// one matrix after another.
#[wasm_bindgen(js_name = matrixAt, unchecked_return_type = "number | null")]
pub fn matrix_at_js(
    #[wasm_bindgen(unchecked_param_type = "Matrices")] spec: &JsValue,
    x: f64,
    y: f64,
    width: f64,
    height: f64,
) -> JsResult<JsValue> {
    encode(&matrix_at(&read(spec, "chart")?, (x, y), width, height))
}

/// Draws clouds of points over the whole canvas, likewise.
#[wasm_bindgen(js_name = drawScatter)]
pub fn draw_scatter_js(
    canvas: HtmlCanvasElement,
    #[wasm_bindgen(unchecked_param_type = "Scatter")] spec: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Theme")] theme: &JsValue,
) -> JsResult<()> {
    let spec: Scatter = read(spec, "chart")?;
    let theme: Theme = read(theme, "theme")?;
    on_canvas(canvas, spec.scale, |on| draw_scatter(on, &spec, &theme))
}

/// The index of the class of the point next to a CSS pixel of a chart `width` × `height` CSS pixels large, or null.
#[wasm_bindgen(js_name = scatterAt, unchecked_return_type = "number | null")]
pub fn scatter_at_js(
    #[wasm_bindgen(unchecked_param_type = "Scatter")] spec: &JsValue,
    x: f64,
    y: f64,
    width: f64,
    height: f64,
) -> JsResult<JsValue> {
    encode(&scatter_at(&read(spec, "chart")?, (x, y), width, height))
}
