//! Inner life of a run's rule: its traces and pictures.

use js_sys::Float32Array;
use wasm_bindgen::prelude::*;

use super::codec::{encode, object, JsResult};
use super::run::JsRun;

#[wasm_bindgen(js_class = Run)]
impl JsRun {
    /// Traces and pictures that the rule gives for the first validation images, with the weights as they are now, and its traces after
    /// each epoch. Most rules have none.
    #[wasm_bindgen(unchecked_return_type = "Inner")]
    pub fn inner(&self) -> JsResult<JsValue> {
        let ((traces, pictures), (rows, cols)) = (self.run.inner(), self.run.image_size());
        let pictures = pictures.iter().map(|picture| {
            #[allow(clippy::unnecessary_cast, reason = "Real is f64 under the feature of that name")]
            let values: Vec<f32> = picture.values.iter().map(|value| *value as f32).collect();
            let limit = values.iter().fold(0.0, |most: f32, value| most.max(value.abs()));
            object(&[
                ("id", picture.id.into()),
                ("name", picture.name.into()),
                ("rows", rows.into()),
                ("cols", cols.into()),
                ("n", picture.values.nrows().into()),
                ("values", Float32Array::from(&values[..]).into()),
                ("limit", limit.into()),
            ])
        });
        let pictures = pictures.collect::<JsResult<js_sys::Array>>()?;
        object(&[
            ("traces", encode(&traces)?),
            ("course", encode(&self.run.course())?),
            ("told", encode(&self.run.told())?),
            ("pictures", pictures.into()),
        ])
    }
}
