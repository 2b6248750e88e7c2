//! Figures for `cargo xtask bench`.

use js_sys::Date;
use wasm_bindgen::prelude::*;

use super::codec::{config, JsResult};
use crate::lab::bench::{backprop_flops, gemm};
use crate::lab::Plan;

/// GFLOP/s of (m, k) · (k, n) products, measured for about `budget_ms`.
#[wasm_bindgen(js_name = benchGemm)]
pub fn bench_gemm(m: usize, k: usize, n: usize, budget_ms: f64) -> f64 {
    gemm(&Date::now, (m, k, n), budget_ms)
}

/// Floating-point operations of the products of one epoch over this many images of 28 × 28.
#[wasm_bindgen(js_name = trainFlops)]
pub fn train_flops(asked: JsValue, images: usize) -> JsResult<f64> {
    let plan = Plan::new(config(&asked)?).map_err(super::codec::thrown)?;
    let hidden = plan.config.hidden.iter().copied();
    let sizes: Vec<usize> = [784].into_iter().chain(hidden).chain([plan.classes.len()]).collect();
    Ok(backprop_flops(&sizes, images))
}
