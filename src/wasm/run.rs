//! A training run for the worker, in slices.

use js_sys::{Date, Float32Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

use super::codec::{config, encode, thrown, JsResult};
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

    #[cfg(feature = "workshop")]
    /// The weights as the bytes of an .npz file, which `numpy.load` opens.
    #[wasm_bindgen(js_name = saveWeights)]
    pub fn save_weights(&self) -> JsResult<Vec<u8>> {
        self.run.save().map_err(thrown)
    }

    #[cfg(feature = "workshop")]
    /// Starts from the weights in such a file. Throws, and changes nothing, once the run has begun or if they do not fit.
    #[wasm_bindgen(js_name = loadWeights)]
    pub fn load_weights(&mut self, name: &str, bytes: &[u8]) -> JsResult<()> {
        self.run.load(name, bytes).map_err(thrown)
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

fn object(entries: &[(&str, JsValue)]) -> JsResult<JsValue> {
    let object = Object::new();
    for (key, value) in entries {
        Reflect::set(&object, &(*key).into(), value)?;
    }
    Ok(object.into())
}
