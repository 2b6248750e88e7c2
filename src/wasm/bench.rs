//! Benchmarks for `cargo xtask bench`. The caller has the clock: each `run` repeats its work a given number of times.

use wasm_bindgen::prelude::*;

use super::codec::{config, thrown, word, JsResult};
use super::dataset::JsDataset;
use crate::base::named::Named;
use crate::lab::bench::{self, Lie, Product, Steps};
use crate::lab::{Plan, Run};

/// Multiplies and adds in registers alone, eight vectors at once; returns how many floating-point operations that were.
#[wasm_bindgen(js_name = benchLimit)]
pub fn bench_limit(rounds: usize) -> f64 {
    bench::eight_vectors(rounds)
}

/// The same with twelve vectors at once.
#[wasm_bindgen(js_name = benchPeak)]
pub fn bench_peak(rounds: usize) -> f64 {
    bench::twelve_vectors(rounds)
}

/// Reads the weights of the tutorial's first layer so many times; returns how many bytes that were.
#[wasm_bindgen(js_name = benchRead)]
pub fn bench_read(rounds: usize) -> f64 {
    bench::read_weights(rounds)
}

/// Measures the SNR of the configuration's rule before training, over 1,000 images. Throws if a setting is not allowed.
#[wasm_bindgen(js_name = benchSnr)]
pub fn bench_snr(
    dataset: &JsDataset,
    #[wasm_bindgen(js_name = config, unchecked_optional_param_type = "ConfigInput")] asked: JsValue,
) -> JsResult<Vec<f64>> {
    let plan = Plan::new(config(&asked)?).map_err(thrown)?;
    Ok(Run::new(&dataset.data, plan).map_err(thrown)?.snr())
}

/// A matrix product (m, k) · (k, n).
#[wasm_bindgen(js_name = BenchProduct)]
pub struct JsProduct(Product);

#[wasm_bindgen(js_class = BenchProduct)]
impl JsProduct {
    /// The matrices lie as in a "forward" pass, a "gradient", or an error's way "back". Throws at any other word, and if a
    /// matrix has no or too many entries.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "Lie")] lie: &JsValue,
        m: usize,
        k: usize,
        n: usize,
    ) -> JsResult<Self> {
        let lie = Lie::find("lie", &word(lie, "lie")?);
        Ok(Self(lie.and_then(|lie| Product::new(lie, m, k, n)).map_err(thrown)?))
    }

    /// Multiplies so many times.
    pub fn run(&mut self, rounds: usize) {
        self.0.run(rounds);
    }
}

/// Updates of a rule on one batch.
#[wasm_bindgen(js_name = BenchSteps)]
pub struct JsSteps(Steps);

#[wasm_bindgen(js_class = BenchSteps)]
impl JsSteps {
    /// A benchmark of this configuration, on the first images of the data set. Throws if a setting is not allowed.
    #[wasm_bindgen(constructor)]
    pub fn new(
        dataset: &JsDataset,
        #[wasm_bindgen(js_name = config, unchecked_optional_param_type = "ConfigInput")] asked: JsValue,
    ) -> JsResult<Self> {
        let plan = Plan::new(config(&asked)?).map_err(thrown)?;
        Ok(Self(Steps::new(&dataset.data, &plan)))
    }

    /// So many updates. Throws if the run diverges.
    pub fn run(&mut self, rounds: usize) -> JsResult<()> {
        self.0.run(rounds).map_err(thrown)
    }

    /// Floating-point operations in the products of backprop's step on this network and batch.
    pub fn flops(&self) -> f64 {
        self.0.backprop_flops()
    }

    /// Floating-point operations with which a plain step moves all weights.
    #[wasm_bindgen(js_name = stepFlops)]
    pub fn step_flops(&self) -> f64 {
        self.0.step_flops()
    }
}
