//! Files to keep: weights, results, charts. Only in the workshop's module.

use js_sys::{Array as List, Reflect};
use plotters::prelude::SVGBackend;
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;

use super::arrays::{arrays_in, arrays_out};
use super::charts::{bars, curves, decode, shown, strip};
use super::codec::{config, encode, thrown, JsResult};
use crate::charts::{draw_bars, draw_curves, draw_strip, ChartError, Surface, Theme};
use crate::lab::export::{self, Record};
use crate::npz;

/// The bytes of an .npz file, which `numpy.load` opens, from what a run's `weights` gives.
#[wasm_bindgen(js_name = packWeights)]
pub fn pack_weights(arrays: &JsValue) -> JsResult<Vec<u8>> {
    npz::write(&arrays_in(arrays)?).map_err(thrown)
}

/// What such a file called `name` holds, for a run's `startWith`.
#[wasm_bindgen(js_name = unpackWeights)]
pub fn unpack_weights(name: &str, bytes: &[u8]) -> JsResult<JsValue> {
    arrays_out(&npz::read(name, bytes).map_err(thrown)?)
}

/// Runs as a table: `runs` is `[{name, config, epochs: [{measure: value}], message}]`.
#[wasm_bindgen(js_name = resultsCsv)]
pub fn results_csv(runs: &List) -> JsResult<String> {
    Ok(export::csv(&records(runs)?))
}

/// The same as an object, with every setting.
#[wasm_bindgen(js_name = resultsObject)]
pub fn results_object(runs: &List) -> JsResult<JsValue> {
    encode(&export::object(&records(runs)?))
}

fn records(runs: &List) -> JsResult<Vec<Record>> {
    let one = |run: JsValue| {
        let part = |key: &str| Reflect::get(&run, &key.into());
        let epochs: Vec<BTreeMap<String, Option<f64>>> = serde_wasm_bindgen::from_value(part("epochs")?)?;
        let (name, message) = (part("name")?.as_string().unwrap_or_default(), part("message")?.as_string());
        Ok(Record { name, config: config(&part("config")?)?, epochs, message })
    };
    runs.iter().map(one).collect()
}

/// A chart as an SVG file: `kind` is "curves", "bars" or "strip", `spec` and `theme` as for drawing it, the size in pixels.
#[wasm_bindgen(js_name = chartSvg)]
pub fn chart_svg(kind: &str, spec: &JsValue, theme: &JsValue, width: u32, height: u32) -> JsResult<String> {
    let theme: Theme = decode(theme, "theme")?;
    match kind {
        "curves" => curves(spec).and_then(|spec| svg(width, height, |on| draw_curves(on, &spec, &theme))),
        "bars" => bars(spec).and_then(|spec| svg(width, height, |on| draw_bars(on, &spec, &theme))),
        "strip" => strip(spec).and_then(|spec| svg(width, height, |on| draw_strip(on, &spec, &theme))),
        _ => Err(shown(format!("There is no chart of the kind {kind:?}; it may be curves, bars or strip."))),
    }
}

/// plotters counts in whole units: this many of them make a pixel, so that curves are smooth.
const UNIT: u32 = 8;
/// plotters' SVG backend draws text so much smaller than it is told.
const TEXT: f64 = 1.24;

fn svg(
    width: u32,
    height: u32,
    draw: impl FnOnce(&mut Surface<SVGBackend>) -> Result<(), ChartError>,
) -> JsResult<String> {
    let (width, height) = (width.clamp(1, 10_000), height.clamp(1, 10_000));
    let mut text = String::new();
    {
        let mut backend = SVGBackend::with_string(&mut text, (width * UNIT, height * UNIT));
        let surface = Surface::new(&mut backend, width.into(), height.into(), UNIT.into());
        draw(&mut surface.with_text_factor(TEXT)).map_err(shown)?;
    }
    // It says its own size, in units; a page or a text wants pixels.
    let units = format!("width=\"{}\" height=\"{}\"", width * UNIT, height * UNIT);
    Ok(text.replacen(&units, &format!("width=\"{width}\" height=\"{height}\""), 1))
}
