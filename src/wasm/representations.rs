//! The lab of representations: its settings, its course in slices, and its charts.

use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::charts::on_canvas;
use super::clock::now;
use super::codec::{encode, pairs, thrown, JsResult};
use super::dataset::JsDataset;
use super::read::read;
use super::settings::table;
use crate::charts::{draw_matrices, draw_scatter, matrix_at, scatter_at, Matrices, Scatter, Theme};
use crate::lab::experiments::representations::{Report, RepresentationLab, Settings, FIELDS};

/// Every setting: what the form is made from.
#[wasm_bindgen(js_name = representationFields, unchecked_return_type = "Field<keyof RepresentationSettings>[]")]
pub fn representation_fields() -> JsResult<JsValue> {
    encode(&table(FIELDS))
}

/// The settings that an object asks for, complete and checked.
#[wasm_bindgen(js_name = representationSettings, unchecked_return_type = "RepresentationSettings")]
pub fn representation_settings(
    #[wasm_bindgen(unchecked_optional_param_type = "Partial<RepresentationSettings>")] asked: &JsValue,
) -> JsResult<JsValue> {
    encode(&settings(asked)?)
}

/// The report before anything is trained.
#[wasm_bindgen(js_name = representationPreview, unchecked_return_type = "RepresentationReport")]
pub fn representation_preview(
    #[wasm_bindgen(unchecked_optional_param_type = "Partial<RepresentationSettings>")] asked: &JsValue,
) -> JsResult<JsValue> {
    encode(&Report::new(settings(asked)?).map_err(thrown)?)
}

/// The lab.
#[wasm_bindgen(js_name = RepresentationLab)]
pub struct JsRepresentationLab {
    lab: RepresentationLab,
}

#[wasm_bindgen(js_class = RepresentationLab)]
impl JsRepresentationLab {
    /// Sets out; nothing is trained yet. Throws if a setting is not allowed or images are missing.
    #[wasm_bindgen(constructor)]
    pub fn new(
        dataset: &JsDataset,
        #[wasm_bindgen(js_name = settings, unchecked_optional_param_type = "Partial<RepresentationSettings>")]
        asked: &JsValue,
    ) -> JsResult<Self> {
        Ok(Self { lab: RepresentationLab::new(&dataset.data, settings(asked)?).map_err(thrown)? })
    }

    /// Works for about `budgetMs` milliseconds; returns everything seen so far.
    #[wasm_bindgen(unchecked_return_type = "RepresentationReport")]
    pub fn advance(&mut self, #[wasm_bindgen(js_name = budgetMs)] budget_ms: f64) -> JsResult<JsValue> {
        encode(self.lab.advance(&now, budget_ms))
    }
}

fn settings(asked: &JsValue) -> JsResult<Settings> {
    let pairs = pairs(asked)?;
    Settings::from_pairs(pairs.iter().map(|(id, text)| (id.as_str(), text.as_str()))).map_err(thrown)
}

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
