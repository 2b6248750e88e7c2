//! Files to keep: weights, results, charts. Only in the workshop's module.

use js_sys::{Array as List, Reflect};
use plotters::prelude::SVGBackend;
use wasm_bindgen::prelude::*;

use super::arrays::{arrays_in, arrays_out};
use super::codec::{config, encode, pairs, shown, thrown, word, JsResult};
use super::read::{read, Read};
use crate::base::npz;
use crate::charts::{
    draw_bars, draw_curves, draw_matrices, draw_plane, draw_scatter, draw_strip, ChartError, Surface, Theme,
};
use crate::lab::settings::export::{self, Record, Row};

/// The bytes of an .npz file, which `numpy.load` opens, from what a run's `weights` gives.
#[wasm_bindgen(js_name = packWeights)]
pub fn pack_weights(
    #[wasm_bindgen(unchecked_param_type = "readonly WeightArray[]")] arrays: &JsValue,
) -> JsResult<Vec<u8>> {
    npz::write(&arrays_in(arrays)?).map_err(thrown)
}

/// Content of such a file called `name`, for a run's `startWith`. Throws if it is damaged.
#[wasm_bindgen(js_name = unpackWeights, unchecked_return_type = "WeightArray[]")]
pub fn unpack_weights(
    #[wasm_bindgen(unchecked_param_type = "string")] name: &JsValue,
    bytes: &[u8],
) -> JsResult<JsValue> {
    arrays_out(&npz::read(&word(name, "name")?, bytes).map_err(thrown)?)
}

/// Runs as a table (RFC 4180), below lines that begin with "#" and say how to repeat them and how to open it. `names` are heads
/// of columns for people, by the measurements' names.
#[wasm_bindgen(js_name = resultsCsv)]
pub fn results_csv(
    #[wasm_bindgen(unchecked_param_type = "readonly RunRecord[]")] runs: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Readonly<Record<string, string>>")] names: JsValue,
) -> JsResult<String> {
    let names = pairs(&names)?.into_iter().collect();
    Ok(export::csv(&records(runs)?, &names))
}

/// The same as an object, with every setting.
#[wasm_bindgen(js_name = resultsObject, unchecked_return_type = "Results")]
pub fn results_object(
    #[wasm_bindgen(unchecked_param_type = "readonly RunRecord[]")] runs: &JsValue,
) -> JsResult<JsValue> {
    encode(&export::object(&records(runs)?))
}

fn records(runs: &JsValue) -> JsResult<Vec<Record>> {
    let wrong = || shown("Runs must be a list of {name, config, epochs}, epochs a list of what was measured by name.");
    let runs = runs.dyn_ref::<List>().ok_or_else(wrong)?;
    let one = |run: JsValue| {
        let part = |key: &str| Reflect::get(&run, &key.into()).map_err(|_| wrong());
        let epochs: Vec<Row> = Read::read(&part("epochs")?).map_err(|_| wrong())?;
        let (name, message) = (part("name")?.as_string().unwrap_or_default(), part("message")?.as_string());
        Ok(Record { name, config: config(&part("config")?)?, epochs, message })
    };
    runs.iter().map(one).collect()
}

/// A chart as an SVG file, with `spec` and `theme` as for drawing it and the size in pixels, from 1 to 10,000.
#[wasm_bindgen(js_name = chartSvg)]
pub fn chart_svg(
    #[wasm_bindgen(unchecked_param_type = "keyof Charts")] kind: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Charts[keyof Charts]")] spec: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Theme")] theme: &JsValue,
    width: u32,
    height: u32,
) -> JsResult<String> {
    let theme: Theme = read(theme, "theme")?;
    match &*word(kind, "kind")? {
        "curves" => read(spec, "chart").and_then(|spec| svg(width, height, |on| draw_curves(on, &spec, &theme))),
        "bars" => read(spec, "chart").and_then(|spec| svg(width, height, |on| draw_bars(on, &spec, &theme))),
        "strip" => read(spec, "chart").and_then(|spec| svg(width, height, |on| draw_strip(on, &spec, &theme))),
        "matrices" => read(spec, "chart").and_then(|spec| svg(width, height, |on| draw_matrices(on, &spec, &theme))),
        "scatter" => read(spec, "chart").and_then(|spec| svg(width, height, |on| draw_scatter(on, &spec, &theme))),
        "plane" => read(spec, "chart").and_then(|spec| svg(width, height, |on| draw_plane(on, &spec, &theme))),
        kind => Err(shown(format!(
            "There is no chart of the kind {kind:?}; it may be curves, bars, strip, matrices, scatter or plane."
        ))),
    }
}

/// plotters counts in whole units: this many of them make a pixel, so that curves are smooth.
const UNIT: u32 = 8;
/// Factor by which plotters' SVG backend draws text smaller than asked.
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
