//! The lab "Which rule was it?": its settings and its course in slices. Its charts are those of other labs.

use wasm_bindgen::prelude::*;

use super::clock::now;
use super::codec::{encode, pairs, thrown, JsResult};
use super::dataset::JsDataset;
use super::settings::table;
use crate::lab::experiments::identify::{IdentifyLab, Report, Settings, FIELDS};

/// Every setting: what the form is made from.
#[wasm_bindgen(js_name = identifyFields, unchecked_return_type = "Field<keyof IdentifySettings>[]")]
pub fn identify_fields() -> JsResult<JsValue> {
    encode(&table(FIELDS))
}

/// The settings that an object asks for, complete and checked.
#[wasm_bindgen(js_name = identifySettings, unchecked_return_type = "IdentifySettings")]
pub fn identify_settings(
    #[wasm_bindgen(unchecked_optional_param_type = "Partial<IdentifySettings>")] asked: &JsValue,
) -> JsResult<JsValue> {
    encode(&settings(asked)?)
}

/// The report before anything is trained.
#[wasm_bindgen(js_name = identifyPreview, unchecked_return_type = "IdentifyReport")]
pub fn identify_preview(
    #[wasm_bindgen(unchecked_optional_param_type = "Partial<IdentifySettings>")] asked: &JsValue,
) -> JsResult<JsValue> {
    encode(&Report::new(settings(asked)?))
}

/// The lab.
#[wasm_bindgen(js_name = IdentifyLab)]
pub struct JsIdentifyLab {
    lab: IdentifyLab,
}

#[wasm_bindgen(js_class = IdentifyLab)]
impl JsIdentifyLab {
    /// Sets out; nothing is trained yet. Throws if a setting is not allowed or images are missing.
    #[wasm_bindgen(constructor)]
    pub fn new(
        dataset: &JsDataset,
        #[wasm_bindgen(js_name = settings, unchecked_optional_param_type = "Partial<IdentifySettings>")]
        asked: &JsValue,
    ) -> JsResult<Self> {
        Ok(Self { lab: IdentifyLab::new(&dataset.data, settings(asked)?).map_err(thrown)? })
    }

    /// Works for about `budgetMs` milliseconds; returns everything known so far.
    #[wasm_bindgen(unchecked_return_type = "IdentifyReport")]
    pub fn advance(&mut self, #[wasm_bindgen(js_name = budgetMs)] budget_ms: f64) -> JsResult<JsValue> {
        encode(self.lab.advance(&now, budget_ms).map_err(thrown)?)
    }
}

fn settings(asked: &JsValue) -> JsResult<Settings> {
    let pairs = pairs(asked)?;
    Settings::from_pairs(pairs.iter().map(|(id, text)| (id.as_str(), text.as_str()))).map_err(thrown)
}
