//! A training run for the worker, in slices.

use js_sys::{Float32Array, Uint8Array};
use wasm_bindgen::prelude::*;

use super::arrays::{arrays_in, arrays_out};
use super::clock::now;
use super::codec::{config, encode, object, thrown, word, JsResult};
use super::dataset::JsDataset;
use crate::base::named::Named;
use crate::lab::run::outcome::Weights;
use crate::lab::{Plan, Run};

/// A training run, in slices: `new Run(dataset, {rule: "feedback_alignment"})`, then `advance` until it is finished.
#[wasm_bindgen(js_name = Run)]
pub struct JsRun {
    pub(super) run: Run,
}

#[wasm_bindgen(js_class = Run)]
impl JsRun {
    /// A run with nothing trained yet. Settings that `config` leaves out come from its preset. Throws if a setting is
    /// unknown or not allowed, or if the data set has no image for a part. The data set may be freed afterwards.
    #[wasm_bindgen(constructor)]
    pub fn new(
        dataset: &JsDataset,
        #[wasm_bindgen(js_name = config, unchecked_optional_param_type = "ConfigInput")] asked: JsValue,
    ) -> JsResult<Self> {
        let plan = Plan::new(config(&asked)?).map_err(thrown)?;
        #[allow(unused_mut, reason = "only the workshop keeps what a rule shows of itself")]
        let mut run = Run::new(&dataset.data, plan).map_err(thrown)?;
        #[cfg(feature = "workshop")]
        run.watch();
        Ok(Self { run })
    }

    /// Works for about `budgetMs` milliseconds, or to the end of an epoch if `stopAtEpochEnd`; returns where the run
    /// stands. How the work is cut never changes a number. On a page's own thread, leave the browser a turn between two
    /// calls; better, train in a worker.
    #[wasm_bindgen(unchecked_return_type = "Progress")]
    pub fn advance(
        &mut self,
        #[wasm_bindgen(js_name = budgetMs)] budget_ms: f64,
        #[wasm_bindgen(js_name = stopAtEpochEnd)] stop_at_epoch_end: Option<bool>,
    ) -> JsResult<JsValue> {
        encode(&self.run.advance(&now, budget_ms, stop_at_epoch_end.unwrap_or(false)))
    }

    /// Report of all measurements so far.
    #[wasm_bindgen(unchecked_return_type = "Report")]
    pub fn report(&self) -> JsResult<JsValue> {
        encode(&self.run.report())
    }

    /// Answer of the network to a picture of rows × cols bytes, 0 for background. Throws at any other size.
    #[wasm_bindgen(unchecked_return_type = "DigitReading")]
    pub fn read(&self, pixels: &[u8]) -> JsResult<JsValue> {
        encode(&self.run.read(pixels).map_err(thrown)?)
    }

    /// The weights as they are now, which `packWeights` makes a file of.
    #[wasm_bindgen(unchecked_return_type = "WeightArray[]")]
    pub fn weights(&self) -> JsResult<JsValue> {
        arrays_out(&self.run.weights())
    }

    /// Starts from the weights of a file called `name`, as `unpackWeights` gives them. Throws, and changes nothing, once
    /// the run has begun or if they do not fit.
    #[wasm_bindgen(js_name = startWith)]
    pub fn start_with(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] name: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "readonly WeightArray[]")] arrays: &JsValue,
    ) -> JsResult<()> {
        self.run.start_with(&word(name, "name")?, arrays_in(arrays)?).map_err(thrown)
    }

    /// First-layer weights of the first n hidden units: before training, now ("after"), or their difference.
    #[wasm_bindgen(unchecked_return_type = "WeightImages")]
    pub fn images(
        &self,
        #[wasm_bindgen(unchecked_param_type = "WeightsKind")] kind: &JsValue,
        n: usize,
    ) -> JsResult<JsValue> {
        weight_images(&self.run, kind, n)
    }

    /// The first n validation images that were taken for this digit, rightly or wrongly.
    #[wasm_bindgen(unchecked_return_type = "Predicted")]
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

/// First-layer weights of a run's first n hidden units, as pictures.
pub fn weight_images(run: &Run, kind: &JsValue, n: usize) -> JsResult<JsValue> {
    let images = run.weight_images(Weights::find("kind", &word(kind, "kind")?).map_err(thrown)?, n);
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
