//! One update under the glass.

use wasm_bindgen::prelude::*;

use super::codec::{encode, thrown, word, JsResult};
use crate::lab::glass;

/// All numbers of one update of a small network by this rule, or by this code if the rule is "own". Throws if the code cannot
/// be read or run.
#[wasm_bindgen(js_name = glass, unchecked_return_type = "Glass")]
pub fn glass_js(
    #[wasm_bindgen(unchecked_param_type = "RuleId")] rule: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "string")] code: &JsValue,
) -> JsResult<JsValue> {
    let code = if code.is_undefined() { String::new() } else { word(code, "code")? };
    encode(&glass::look(&word(rule, "rule")?, &code).map_err(thrown)?)
}

/// So many updates, from 1 to 1,000, of two synapses of a layer of that network, counted from 0, by this rule, or by this code if the rule
/// is "own"; `seed` is of their noise. Throws as `glass` does.
#[wasm_bindgen(js_name = trialCloud, unchecked_return_type = "TrialCloud")]
pub fn trial_cloud(
    #[wasm_bindgen(unchecked_param_type = "RuleId")] rule: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] code: &JsValue,
    layer: u32,
    trials: u32,
    seed: u32,
) -> JsResult<JsValue> {
    let (rule, code) = (word(rule, "rule")?, word(code, "code")?);
    encode(&glass::cloud(&rule, &code, layer as usize, trials as usize, seed).map_err(thrown)?)
}
