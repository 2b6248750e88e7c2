//! The race: its defaults, a runner's settings, and the curve of several seeds.

use wasm_bindgen::prelude::*;

use super::codec::{encode, thrown, JsResult};
use crate::lab::race;

/// Who starts and what all runners share.
#[wasm_bindgen(js_name = raceDefaults)]
pub fn race_defaults() -> JsResult<JsValue> {
    encode(&race::RACE)
}

/// The configuration of one runner.
#[wasm_bindgen(js_name = raceConfig)]
pub fn race_config(rule: &str, seed: u32) -> JsResult<JsValue> {
    encode(&race::config(rule, seed).map_err(thrown)?)
}

/// `{seeds, epochs, mean, sd}` from runs of one rule, each a list of accuracies after epoch 0, 1, 2 …
#[wasm_bindgen(js_name = raceCurve)]
pub fn race_curve(runs: Vec<js_sys::Float64Array>) -> JsResult<JsValue> {
    let runs: Vec<_> = runs.iter().map(js_sys::Float64Array::to_vec).collect();
    encode(&race::curve(&runs))
}
