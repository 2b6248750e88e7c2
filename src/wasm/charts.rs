//! Charts and pictures for the page. Main thread only: a worker has no canvas of this kind.

use super::codec::{encode, object, shown, word, JsResult};
use super::read::read;
use crate::charts::{
    curves_at, draw_bars, draw_curves, lane_style, rule_style, tile_digits, tile_weights, Bars, ChartError, Curves,
    Picture, Surface, Theme,
};
use js_sys::Uint8ClampedArray;
use plotters_canvas::CanvasBackend;
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

/// Draws curves over the whole canvas, whose width and height are device pixels. Throws if a field is unknown or lists do
/// not fit each other.
#[wasm_bindgen(js_name = drawCurves)]
pub fn draw_curves_js(
    canvas: HtmlCanvasElement,
    #[wasm_bindgen(unchecked_param_type = "Curves")] spec: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Theme")] theme: &JsValue,
) -> JsResult<()> {
    let spec: Curves = read(spec, "chart")?;
    let theme: Theme = read(theme, "theme")?;
    on_canvas(canvas, spec.scale, |on| draw_curves(on, &spec, &theme))
}

/// Reading at the CSS pixel `px` from the left of a chart `width` × `height` CSS pixels large, or null.
#[wasm_bindgen(js_name = curvesAt, unchecked_return_type = "CurvesReading | null")]
pub fn curves_at_js(
    #[wasm_bindgen(unchecked_param_type = "Curves")] spec: &JsValue,
    px: f64,
    width: f64,
    height: f64,
) -> JsResult<JsValue> {
    let spec: Curves = read(spec, "chart")?;
    encode(&curves_at(&spec, px, width, height).map_err(shown)?)
}

/// Draws bars over the whole canvas, likewise.
#[wasm_bindgen(js_name = drawBars)]
pub fn draw_bars_js(
    canvas: HtmlCanvasElement,
    #[wasm_bindgen(unchecked_param_type = "Bars")] spec: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Theme")] theme: &JsValue,
) -> JsResult<()> {
    let spec: Bars = read(spec, "chart")?;
    let theme: Theme = read(theme, "theme")?;
    on_canvas(canvas, spec.scale, |on| draw_bars(on, &spec, &theme))
}

/// Tiles pictures of digits, n × rows × cols bytes, in so many columns. Throws if the sizes do not fit.
#[wasm_bindgen(js_name = tileDigits, unchecked_return_type = "Picture")]
pub fn tile_digits_js(
    pixels: &[u8],
    rows: usize,
    cols: usize,
    columns: usize,
    #[wasm_bindgen(unchecked_param_type = "Theme")] theme: &JsValue,
) -> JsResult<JsValue> {
    let theme: Theme = read(theme, "theme")?;
    picture(&tile_digits(pixels, rows, cols, columns, &theme).map_err(shown)?)
}

/// Tiles pictures of weights, n × rows × cols of them, from blue (−limit) over paper (0) to orange (+limit).
#[wasm_bindgen(js_name = tileWeights, unchecked_return_type = "Picture")]
pub fn tile_weights_js(
    values: &[f32],
    rows: usize,
    cols: usize,
    columns: usize,
    limit: f64,
    #[wasm_bindgen(unchecked_param_type = "Theme")] theme: &JsValue,
) -> JsResult<JsValue> {
    let theme: Theme = read(theme, "theme")?;
    picture(&tile_weights(values, rows, cols, columns, limit, &theme).map_err(shown)?)
}

/// The colour, dash pattern and short name of a rule; a name that is no rule's has a look, too.
#[wasm_bindgen(js_name = ruleStyle, unchecked_return_type = "RuleStyle")]
pub fn rule_style_js(#[wasm_bindgen(unchecked_param_type = "string")] id: &JsValue, dark: bool) -> JsResult<JsValue> {
    encode(&rule_style(&word(id, "id")?, dark))
}

/// The look of the `variant`-th line of a rule in its chart, from 0.
#[wasm_bindgen(js_name = laneStyle, unchecked_return_type = "LaneStyle")]
pub fn lane_style_js(
    #[wasm_bindgen(unchecked_param_type = "string")] rule: &JsValue,
    variant: u32,
    dark: bool,
) -> JsResult<JsValue> {
    encode(&lane_style(&word(rule, "rule")?, variant, dark))
}

/// Lengths of ink and gap in turns of a dash pattern, for a line 2 CSS pixels wide; empty is solid.
#[wasm_bindgen(js_name = dashPattern)]
pub fn dash_pattern_js(dash: u32) -> Vec<f64> {
    crate::charts::line::dash_pattern(dash).to_vec()
}

/// Draws on a canvas whose size is in device pixels.
pub fn on_canvas(
    canvas: HtmlCanvasElement,
    scale: Option<f64>,
    draw: impl FnOnce(&mut Surface<CanvasBackend>) -> Result<(), ChartError>,
) -> JsResult<()> {
    let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
    if width == 0.0 || height == 0.0 {
        return Ok(());
    }
    let taken = || shown("This canvas cannot be drawn on: something else has taken it for another use.");
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
    drawn.map_err(shown)
}

fn picture(picture: &Picture) -> JsResult<JsValue> {
    object(&[
        ("width", picture.width.into()),
        ("height", picture.height.into()),
        ("rgba", Uint8ClampedArray::from(picture.rgba.as_slice()).into()),
    ])
}
