//! Charts and pictures for the page. Main thread only: a worker has no canvas of this kind.

use crate::charts::{
    curves_at, draw_bars, draw_curves, rule_style, tile_digits, tile_weights, Bars, ChartError, Curves, Picture,
    Surface, Theme,
};
use js_sys::{Object, Reflect, Uint8ClampedArray};
use plotters_canvas::CanvasBackend;
use serde::de::DeserializeOwned;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

/// plotters counts in whole units: this many of them make a device pixel, so that curves are smooth and lines can be
/// one and a half pixels wide.
const SUBPIXELS: f64 = 16.0;

#[wasm_bindgen]
extern "C" {
    /// The few members of CanvasRenderingContext2D needed here.
    type Context;
    #[wasm_bindgen(method)]
    fn save(this: &Context);
    #[wasm_bindgen(method)]
    fn restore(this: &Context);
    #[wasm_bindgen(method, js_name = setTransform)]
    fn set_transform(this: &Context, a: f64, b: f64, c: f64, d: f64, e: f64, f: f64);
    #[wasm_bindgen(method, setter, js_name = lineJoin)]
    fn set_line_join(this: &Context, join: &str);
}

/// Draws curves over the whole canvas. See `charts::Curves` for `spec`, `charts::Theme` for `theme`.
#[wasm_bindgen(js_name = drawCurves)]
pub fn draw_curves_js(canvas: HtmlCanvasElement, spec: JsValue, theme: JsValue) -> Result<(), JsError> {
    let spec: Curves = decode(spec, "chart")?;
    let theme: Theme = decode(theme, "theme")?;
    on_canvas(canvas, spec.scale, |on| draw_curves(on, &spec, &theme))
}

/// What is under the CSS pixel `px` from the left of a chart `width` × `height` CSS pixels large, or null.
#[wasm_bindgen(js_name = curvesAt)]
pub fn curves_at_js(spec: JsValue, px: f64, width: f64, height: f64) -> Result<JsValue, JsError> {
    let spec: Curves = decode(spec, "chart")?;
    encode(&curves_at(&spec, px, width, height)?)
}

/// Draws bars over the whole canvas. See `charts::Bars` for `spec`, `charts::Theme` for `theme`.
#[wasm_bindgen(js_name = drawBars)]
pub fn draw_bars_js(canvas: HtmlCanvasElement, spec: JsValue, theme: JsValue) -> Result<(), JsError> {
    let spec: Bars = decode(spec, "chart")?;
    let theme: Theme = decode(theme, "theme")?;
    on_canvas(canvas, spec.scale, |on| draw_bars(on, &spec, &theme))
}

/// Tiles pictures of digits: `{width, height, rgba}`.
#[wasm_bindgen(js_name = tileDigits)]
pub fn tile_digits_js(
    pixels: &[u8],
    rows: usize,
    cols: usize,
    columns: usize,
    theme: JsValue,
) -> Result<JsValue, JsError> {
    let theme: Theme = decode(theme, "theme")?;
    picture(&tile_digits(pixels, rows, cols, columns, &theme)?)
}

/// Tiles pictures of weights: `{width, height, rgba}`.
#[wasm_bindgen(js_name = tileWeights)]
pub fn tile_weights_js(
    values: &[f32],
    rows: usize,
    cols: usize,
    columns: usize,
    limit: f64,
    theme: JsValue,
) -> Result<JsValue, JsError> {
    let theme: Theme = decode(theme, "theme")?;
    picture(&tile_weights(values, rows, cols, columns, limit, &theme)?)
}

/// The colour, dash pattern and short name of a rule: `{color, dash, short}`.
#[wasm_bindgen(js_name = ruleStyle)]
pub fn rule_style_js(id: &str, dark: bool) -> Result<JsValue, JsError> {
    encode(&rule_style(id, dark))
}

/// Draws on a canvas whose size is in device pixels.
fn on_canvas(
    canvas: HtmlCanvasElement,
    scale: Option<f64>,
    draw: impl FnOnce(&mut Surface<CanvasBackend>) -> Result<(), ChartError>,
) -> Result<(), JsError> {
    let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
    if width == 0.0 || height == 0.0 {
        return Ok(());
    }
    let taken = || JsError::new("This canvas cannot be drawn on: something else has taken it for another use.");
    let context: Context = canvas.get_context("2d").ok().flatten().ok_or_else(taken)?.unchecked_into();
    let mut backend = CanvasBackend::with_canvas_object(canvas).ok_or_else(taken)?;
    let scale = crate::charts::frame::Sizes::new(scale.unwrap_or(1.0), 12.0).scale;
    context.save();
    context.set_transform(1.0 / SUBPIXELS, 0.0, 0.0, 1.0 / SUBPIXELS, 0.0, 0.0);
    // Mitres would grow thorns on a noisy curve.
    context.set_line_join("round");
    let unit = scale * SUBPIXELS;
    let drawn = draw(&mut Surface::new(&mut backend, width / scale, height / scale, unit));
    context.restore();
    Ok(drawn?)
}

fn decode<T: DeserializeOwned>(value: JsValue, what: &str) -> Result<T, JsError> {
    serde_wasm_bindgen::from_value(value).map_err(|e| JsError::new(&format!("The {what} cannot be read: {e}.")))
}

fn encode<T: Serialize>(value: &T) -> Result<JsValue, JsError> {
    let plain = serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true);
    value.serialize(&plain).map_err(|e| JsError::new(&format!("The answer cannot be written: {e}.")))
}

fn picture(picture: &Picture) -> Result<JsValue, JsError> {
    let object = Object::new();
    let set = |key: &str, value: JsValue| {
        Reflect::set(&object, &key.into(), &value)
            .map(|_| ())
            .map_err(|_| JsError::new("The picture cannot be handed over."))
    };
    set("width", JsValue::from_f64(picture.width as f64))?;
    set("height", JsValue::from_f64(picture.height as f64))?;
    set("rgba", Uint8ClampedArray::from(picture.rgba.as_slice()).into())?;
    Ok(object.into())
}
