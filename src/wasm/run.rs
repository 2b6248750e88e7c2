//! A training run for the worker, in slices.

use js_sys::{Date, Float32Array, Uint8Array};
use wasm_bindgen::prelude::*;

use super::arrays::{arrays_in, arrays_out};
use super::codec::{config, encode, object, thrown, JsResult};
use super::dataset::JsDataset;
use crate::lab::outcome::Weights;
use crate::lab::{Plan, Run};
use crate::named::Named;

/// A run.
#[wasm_bindgen(js_name = Run)]
pub struct JsRun {
    run: Run,
}

#[wasm_bindgen(js_class = Run)]
impl JsRun {
    /// Sets out; nothing is trained yet. Throws if a setting is not allowed or an image is missing.
    #[wasm_bindgen(constructor)]
    pub fn new(dataset: &JsDataset, asked: JsValue) -> JsResult<Self> {
        let plan = Plan::new(config(&asked)?).map_err(thrown)?;
        Ok(Self { run: Run::new(&dataset.data, plan).map_err(thrown)? })
    }

    /// Works for about `budget_ms`; returns where the run stands.
    pub fn advance(&mut self, budget_ms: f64, stop_at_epoch_end: bool) -> JsResult<JsValue> {
        encode(&self.run.advance(&Date::now, budget_ms, stop_at_epoch_end))
    }

    /// Everything measured so far.
    pub fn report(&self) -> JsResult<JsValue> {
        encode(&self.run.report())
    }

    /// What the network says to a picture: `{classes, outputs, digit, hidden}`.
    pub fn read(&self, pixels: &[u8]) -> JsResult<JsValue> {
        encode(&self.run.read(pixels).map_err(thrown)?)
    }

    /// The weights as they are now: `[{name, shape, values}]`, which the workshop's `packWeights` makes a file of.
    pub fn weights(&self) -> JsResult<JsValue> {
        arrays_out(&self.run.weights())
    }

    /// Starts from the weights of a file called `name`, as the workshop's `unpackWeights` gives them. Throws, and changes
    /// nothing, once the run has begun or if they do not fit.
    #[wasm_bindgen(js_name = startWith)]
    pub fn start_with(&mut self, name: &str, arrays: &JsValue) -> JsResult<()> {
        self.run.start_with(name, arrays_in(arrays)?).map_err(thrown)
    }

    /// First-layer weights of the first n hidden units: "before", "after" or "difference".
    pub fn images(&self, kind: &str, n: usize) -> JsResult<JsValue> {
        let images = self.run.weight_images(Weights::find("kind", kind).map_err(thrown)?, n);
        let count = images.values.len() / (images.rows * images.cols);
        let values = Float32Array::from(&images.values[..]);
        object(&[
            ("rows", images.rows.into()),
            ("cols", images.cols.into()),
            ("n", count.into()),
            ("values", values.into()),
            ("limit", images.limit.into()),
        ])
    }

    /// The first n validation images that were taken for this digit, rightly or wrongly.
    pub fn misread(&self, predicted: u8, n: usize) -> JsResult<JsValue> {
        let found = self.run.predicted(predicted, n);
        let (rows, cols) = self.run.image_size();
        object(&[
            ("rows", rows.into()),
            ("cols", cols.into()),
            ("n", found.labels.len().into()),
            ("pixels", Uint8Array::from(&found.pixels[..]).into()),
            ("labels", encode(&found.labels)?),
            ("confidence", encode(&found.confidence)?),
        ])
    }
}
