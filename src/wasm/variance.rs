//! The variance experiment: its settings, and its course in slices.

use js_sys::Date;
use wasm_bindgen::prelude::*;

use super::codec::{encode, pairs, thrown, JsResult};
use super::settings::table;
use crate::lab::variance::{Settings, Variance, FIELDS};

/// Every setting: what the form is made from.
#[wasm_bindgen(js_name = varianceFields)]
pub fn variance_fields() -> JsResult<JsValue> {
    encode(&table(FIELDS))
}

/// The settings that an object asks for, complete and checked.
#[wasm_bindgen(js_name = varianceSettings)]
pub fn variance_settings(asked: &JsValue) -> JsResult<JsValue> {
    encode(&settings(asked)?)
}

/// The experiment.
#[wasm_bindgen(js_name = Variance)]
pub struct JsVariance {
    experiment: Variance,
}

#[wasm_bindgen(js_class = Variance)]
impl JsVariance {
    /// Sets out and predicts; nothing is measured yet. Throws if a setting is not allowed.
    #[wasm_bindgen(constructor)]
    pub fn new(asked: &JsValue) -> JsResult<Self> {
        Ok(Self { experiment: Variance::new(settings(asked)?) })
    }

    /// Works for about `budget_ms`; returns everything measured so far.
    pub fn advance(&mut self, budget_ms: f64) -> JsResult<JsValue> {
        encode(self.experiment.advance(&Date::now, budget_ms))
    }

    /// What is predicted and what has been measured so far.
    pub fn report(&self) -> JsResult<JsValue> {
        encode(self.experiment.report())
    }
}

fn settings(asked: &JsValue) -> JsResult<Settings> {
    let pairs = pairs(asked);
    Settings::from_pairs(pairs.iter().map(|(id, text)| (id.as_str(), text.as_str()))).map_err(thrown)
}
