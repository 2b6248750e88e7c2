//! The SNR lab: its settings, and its course in slices.

use wasm_bindgen::prelude::*;

use super::clock::now;
use super::codec::{encode, pairs, thrown, JsResult};
use super::dataset::JsDataset;
use super::settings::table;
use crate::lab::experiments::snr::{Report, Settings, SnrLab, FIELDS};

/// Every setting: what the form is made from.
#[wasm_bindgen(js_name = snrFields, unchecked_return_type = "Field<keyof SnrSettings>[]")]
pub fn snr_fields() -> JsResult<JsValue> {
    encode(&table(FIELDS))
}

/// The settings that an object asks for, complete. Throws if one is unknown or not allowed.
#[wasm_bindgen(js_name = snrSettings, unchecked_return_type = "SnrSettings")]
pub fn snr_settings(
    #[wasm_bindgen(unchecked_optional_param_type = "Partial<SnrSettings>")] asked: &JsValue,
) -> JsResult<JsValue> {
    encode(&settings(asked)?)
}

/// The report before anything is measured.
#[wasm_bindgen(js_name = snrPreview, unchecked_return_type = "SnrReport")]
pub fn snr_preview(
    #[wasm_bindgen(unchecked_optional_param_type = "Partial<SnrSettings>")] asked: &JsValue,
) -> JsResult<JsValue> {
    encode(&Report::new(settings(asked)?, usize::MAX).map_err(thrown)?)
}

/// The signal-to-noise ratio of updates that single images give, rule by rule.
#[wasm_bindgen(js_name = SnrLab)]
pub struct JsSnrLab {
    lab: SnrLab,
}

#[wasm_bindgen(js_class = SnrLab)]
impl JsSnrLab {
    /// Sets out; nothing is measured yet. Throws if a setting is not allowed or images are missing.
    #[wasm_bindgen(constructor)]
    pub fn new(
        dataset: &JsDataset,
        #[wasm_bindgen(js_name = settings, unchecked_optional_param_type = "Partial<SnrSettings>")] asked: &JsValue,
    ) -> JsResult<Self> {
        Ok(Self { lab: SnrLab::new(&dataset.data, settings(asked)?).map_err(thrown)? })
    }

    /// Works for about `budgetMs` milliseconds; returns everything measured so far.
    #[wasm_bindgen(unchecked_return_type = "SnrReport")]
    pub fn advance(&mut self, #[wasm_bindgen(js_name = budgetMs)] budget_ms: f64) -> JsResult<JsValue> {
        encode(self.lab.advance(&now, budget_ms))
    }
}

fn settings(asked: &JsValue) -> JsResult<Settings> {
    let pairs = pairs(asked)?;
    Settings::from_pairs(pairs.iter().map(|(id, text)| (id.as_str(), text.as_str()))).map_err(thrown)
}
