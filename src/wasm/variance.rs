//! The variance experiment: its settings, and its course in slices.

use wasm_bindgen::prelude::*;

use super::clock::now;
use super::codec::{encode, pairs, thrown, JsResult};
use super::settings::table;
use crate::lab::experiments::variance::{Settings, Variance, FIELDS};

/// Every setting: what the form is made from.
#[wasm_bindgen(js_name = varianceFields, unchecked_return_type = "Field<keyof VarianceSettings>[]")]
pub fn variance_fields() -> JsResult<JsValue> {
    encode(&table(FIELDS))
}

/// The settings that an object asks for, complete. Throws if one is unknown or not allowed.
#[wasm_bindgen(js_name = varianceSettings, unchecked_return_type = "VarianceSettings")]
pub fn variance_settings(
    #[wasm_bindgen(unchecked_optional_param_type = "Partial<VarianceSettings>")] asked: &JsValue,
) -> JsResult<JsValue> {
    encode(&settings(asked)?)
}

/// The variance of perturbation rules, measured over many draws beside its closed form.
#[wasm_bindgen(js_name = Variance)]
pub struct JsVariance {
    experiment: Variance,
}

#[wasm_bindgen(js_class = Variance)]
impl JsVariance {
    /// Sets out and predicts; nothing is measured yet. Throws if a setting is not allowed.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(js_name = settings, unchecked_optional_param_type = "Partial<VarianceSettings>")]
        asked: &JsValue,
    ) -> JsResult<Self> {
        Ok(Self { experiment: Variance::new(settings(asked)?) })
    }

    /// Works for about `budgetMs` milliseconds; returns everything measured so far.
    #[wasm_bindgen(unchecked_return_type = "VarianceReport")]
    pub fn advance(&mut self, #[wasm_bindgen(js_name = budgetMs)] budget_ms: f64) -> JsResult<JsValue> {
        encode(self.experiment.advance(&now, budget_ms))
    }

    /// What is predicted and what has been measured so far.
    #[wasm_bindgen(unchecked_return_type = "VarianceReport")]
    pub fn report(&self) -> JsResult<JsValue> {
        encode(self.experiment.report())
    }
}

fn settings(asked: &JsValue) -> JsResult<Settings> {
    let pairs = pairs(asked)?;
    Settings::from_pairs(pairs.iter().map(|(id, text)| (id.as_str(), text.as_str()))).map_err(thrown)
}
