//! More of a run that is measured: its classes, and disturbed pictures beside what it reads in them.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::codec::{encode, object, thrown, word, JsResult};
use super::race::JsRunner;
use crate::base::named::Named;
use crate::lab::compare::seen::Disturbance;

#[wasm_bindgen(js_class = Runner)]
impl JsRunner {
    /// Accuracy on the validation pictures of each class after epoch 0, 1, 2 …, in percent; null of a class without pictures.
    #[wasm_bindgen(unchecked_return_type = "(number | null)[][]")]
    pub fn classes(&self) -> JsResult<JsValue> {
        encode(&self.runner.classes())
    }

    /// A validation picture of each digit under noise or attack ("fgsm") of this strength, with what the network reads.
    #[wasm_bindgen(unchecked_return_type = "Seen")]
    pub fn disturbed(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Disturbance")] kind: &JsValue,
        strength: f64,
    ) -> JsResult<JsValue> {
        let run = self.runner.run();
        let seen = run.disturbed(Disturbance::find("kind", &word(kind, "kind")?).map_err(thrown)?, strength);
        let (rows, cols) = run.image_size();
        object(&[
            ("rows", rows.into()),
            ("cols", cols.into()),
            ("pixels", Uint8Array::from(&seen.pixels[..]).into()),
            ("labels", encode(&seen.labels)?),
            ("read", encode(&seen.read)?),
        ])
    }
}
