//! Charts and pictures for the page. Main thread only: a worker has no canvas of this kind.

use super::codec::{encode, JsResult};
use crate::charts::bars::Bar;
use crate::charts::curves::{Series, Style};
use crate::charts::strip::{Column, Strip};
use crate::charts::{
    curves_at, draw_bars, draw_curves, draw_strip, lane_style, rule_style, strip_at, tile_digits, tile_weights, Bars,
    ChartError, Curves, Level, Picture, Surface, Theme,
};
use js_sys::{Array, Object, Reflect, Uint8ClampedArray};
use plotters_canvas::CanvasBackend;
use serde::de::{DeserializeOwned, Deserializer, Visitor};
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
pub fn draw_curves_js(canvas: HtmlCanvasElement, spec: &JsValue, theme: &JsValue) -> JsResult<()> {
    let spec = curves(spec)?;
    let theme: Theme = decode(theme, "theme")?;
    on_canvas(canvas, spec.scale, |on| draw_curves(on, &spec, &theme))
}

/// What is under the CSS pixel `px` from the left of a chart `width` × `height` CSS pixels large, or null.
#[wasm_bindgen(js_name = curvesAt)]
pub fn curves_at_js(spec: &JsValue, px: f64, width: f64, height: f64) -> JsResult<JsValue> {
    let spec = curves(spec)?;
    encode(&curves_at(&spec, px, width, height).map_err(shown)?)
}

/// Draws bars over the whole canvas. See `charts::Bars` for `spec`, `charts::Theme` for `theme`.
#[wasm_bindgen(js_name = drawBars)]
pub fn draw_bars_js(canvas: HtmlCanvasElement, spec: &JsValue, theme: &JsValue) -> JsResult<()> {
    let spec = bars(spec)?;
    let theme: Theme = decode(theme, "theme")?;
    on_canvas(canvas, spec.scale, |on| draw_bars(on, &spec, &theme))
}

/// Draws a strip of dots over the whole canvas. See `charts::Strip` for `spec`, `charts::Theme` for `theme`.
#[wasm_bindgen(js_name = drawStrip)]
pub fn draw_strip_js(canvas: HtmlCanvasElement, spec: &JsValue, theme: &JsValue) -> JsResult<()> {
    let spec = strip(spec)?;
    let theme: Theme = decode(theme, "theme")?;
    on_canvas(canvas, spec.scale, |on| draw_strip(on, &spec, &theme))
}

/// Which column is under the CSS pixel `px` from the left of a chart `width` × `height` CSS pixels large, or null.
#[wasm_bindgen(js_name = stripAt)]
pub fn strip_at_js(spec: &JsValue, px: f64, width: f64, height: f64) -> JsResult<JsValue> {
    encode(&strip_at(&strip(spec)?, px, width, height))
}

/// Tiles pictures of digits: `{width, height, rgba}`.
#[wasm_bindgen(js_name = tileDigits)]
pub fn tile_digits_js(pixels: &[u8], rows: usize, cols: usize, columns: usize, theme: &JsValue) -> JsResult<JsValue> {
    let theme: Theme = decode(theme, "theme")?;
    picture(&tile_digits(pixels, rows, cols, columns, &theme).map_err(shown)?)
}

/// Tiles pictures of weights: `{width, height, rgba}`.
#[wasm_bindgen(js_name = tileWeights)]
pub fn tile_weights_js(
    values: &[f32],
    rows: usize,
    cols: usize,
    columns: usize,
    limit: f64,
    theme: &JsValue,
) -> JsResult<JsValue> {
    let theme: Theme = decode(theme, "theme")?;
    picture(&tile_weights(values, rows, cols, columns, limit, &theme).map_err(shown)?)
}

/// The colour, dash pattern and short name of a rule: `{color, dash, short}`.
#[wasm_bindgen(js_name = ruleStyle)]
pub fn rule_style_js(id: &str, dark: bool) -> JsResult<JsValue> {
    encode(&rule_style(id, dark))
}

/// The same for the `variant`-th line of a rule in its chart: `{color, dash, width, points}`.
#[wasm_bindgen(js_name = laneStyle)]
pub fn lane_style_js(rule: &str, variant: u32, dark: bool) -> JsResult<JsValue> {
    encode(&lane_style(rule, variant, dark))
}

/// Lengths of ink and gap in turns of a dash pattern, for a line 2 CSS pixels wide; empty is solid.
#[wasm_bindgen(js_name = dashPattern)]
pub fn dash_pattern_js(dash: u32) -> Vec<f64> {
    crate::charts::line::dash_pattern(dash).to_vec()
}

/// Draws on a canvas whose size is in device pixels.
fn on_canvas(
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

/// Reads a chart of curves.
pub(super) fn curves(spec: &JsValue) -> JsResult<Curves> {
    for series in parts(spec, "series").iter() {
        known::<Series>(&series, "chart")?;
        known::<Style>(&Reflect::get(&series, &"style".into()).unwrap_or_default(), "style of a line")?;
    }
    known_parts::<Level>(spec, "levels")?;
    decode(spec, "chart")
}

/// Reads a chart of bars.
pub(super) fn bars(spec: &JsValue) -> JsResult<Bars> {
    known_parts::<Bar>(spec, "bars")?;
    known_parts::<Level>(spec, "levels")?;
    decode(spec, "chart")
}

/// Reads a strip.
pub(super) fn strip(spec: &JsValue) -> JsResult<Strip> {
    known_parts::<Column>(spec, "columns")?;
    decode(spec, "chart")
}

/// Reads a spec or a theme, and says which field it does not know.
pub(super) fn decode<T: DeserializeOwned>(value: &JsValue, what: &str) -> JsResult<T> {
    known::<T>(value, what)?;
    serde_wasm_bindgen::from_value(value.clone()).map_err(|e| shown(format!("The {what} cannot be read: {e}.")))
}

/// The entries of a list in a spec; none if there is no such list.
fn parts(spec: &JsValue, list: &str) -> Array {
    Reflect::get(spec, &list.into()).ok().and_then(|list| list.dyn_into().ok()).unwrap_or_default()
}

/// Checks the parts of a spec as [`decode`] checks the whole.
fn known_parts<T: DeserializeOwned>(spec: &JsValue, list: &str) -> JsResult<()> {
    parts(spec, list).iter().try_for_each(|part| known::<T>(&part, "chart"))
}

/// serde_wasm_bindgen looks up the fields it wants and passes over all others, so that `deny_unknown_fields` does
/// nothing and a misspelt field would be silently ignored.
fn known<T: DeserializeOwned>(value: &JsValue, what: &str) -> JsResult<()> {
    let mut fields: &[&str] = &[];
    let _ = T::deserialize(Fields(&mut fields));
    let keys = value.dyn_ref::<Object>().map(Object::keys).unwrap_or_default();
    match keys.iter().filter_map(|key| key.as_string()).find(|key| !fields.contains(&key.as_str())) {
        Some(key) => Err(shown(format!("The {what} has an unknown field {key:?}; it may have {}.", fields.join(", ")))),
        None => Ok(()),
    }
}

/// A deserializer that holds nothing: it only notes which fields a struct asks for.
struct Fields<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Fields<'_> {
    type Error = serde::de::value::Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        *self.0 = fields;
        self.deserialize_any(visitor)
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(serde::de::Error::custom("nothing to read"))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// An `Error` with this sentence.
pub(super) fn shown(sentence: impl std::fmt::Display) -> JsValue {
    JsError::new(&sentence.to_string()).into()
}

fn picture(picture: &Picture) -> JsResult<JsValue> {
    let object = Object::new();
    let set = |key: &str, value: JsValue| {
        Reflect::set(&object, &key.into(), &value).map(|_| ()).map_err(|_| shown("The picture cannot be handed over."))
    };
    set("width", JsValue::from_f64(picture.width as f64))?;
    set("height", JsValue::from_f64(picture.height as f64))?;
    set("rgba", Uint8ClampedArray::from(picture.rgba.as_slice()).into())?;
    Ok(object.into())
}
