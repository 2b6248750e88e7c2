//! Parts that several test files share: small networks, batches and data sets.
#![allow(dead_code, unused_imports, reason = "each test file uses its own part of this")]

pub mod reproducible;

/// `#[test]`: wasm-bindgen's in a browser and in Node.js, where Rust's own has nobody to run it.
#[cfg(not(target_arch = "wasm32"))]
pub use core::prelude::v1::test;
#[cfg(target_arch = "wasm32")]
pub use wasm_bindgen_test::wasm_bindgen_test as test;

use std::sync::Arc;

use microlearning::base::random::{normal, stream, Stream};
use microlearning::data::{Batch, Dataset};
use microlearning::lab::experiments::{Experiment, Lab};
use microlearning::net::{Activation, Forward, Init, Network, Output, Shape};
use microlearning::rule::convention::{Convention, MATCHED};
use microlearning::rule::feedback::Origin;
use microlearning::rule::noise::{LayerNoise, Noise};
use microlearning::rule::{Asked, Card, Params, Proposal, Rule, Setting};
use microlearning::train::optimiser::Optimiser;
use microlearning::train::{Hyperparameters, Trainer};
use microlearning::{Mat, Real, Rng};

/// Seconds on a clock that only differences mean something of.
#[cfg(not(target_arch = "wasm32"))]
pub fn seconds() -> f64 {
    static START: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    START.elapsed().as_secs_f64()
}
#[cfg(target_arch = "wasm32")]
pub fn seconds() -> f64 {
    js_sys::Date::now() / 1000.0
}

/// Every network shape that laws are tried on: one to three weight layers, with and without biases.
pub const SIZES: [&[usize]; 3] = [&[6, 3], &[6, 5, 3], &[6, 5, 4, 3]];

/// Every output.
pub const OUTPUTS: [Output; 4] = [Output::SigmoidMse, Output::SoftmaxNll, Output::LinearMse, Output::HardSigmoidMse];

/// Every activation.
pub const ACTIVATIONS: [Activation; 6] = [
    Activation::Sigmoid,
    Activation::Tanh,
    Activation::Relu,
    Activation::Identity,
    Activation::ReluPower,
    Activation::HardSigmoid,
];

/// Standard deviation of first weights: smaller where a layer raises its input to a power, because sizes would grow out of what a
/// number holds from layer to layer.
pub fn spread(activation: Activation) -> Init {
    Init::Normal(if activation == Activation::ReluPower { 0.2 } else { 0.5 })
}

/// A network whose first weights have that spread.
pub fn net(sizes: &[usize], bias: bool, activation: Activation, output: Output, seed: u32) -> Network {
    let shape = Shape { sizes, bias, activation, output };
    Network::new(&shape, spread(activation), &mut stream(seed, Stream::Weights))
}

/// Random inputs with random labels.
pub fn batch(count: usize, inputs: usize, outputs: usize, seed: u32) -> Batch {
    let mut rng = stream(seed, Stream::Batches);
    let x = Mat::from_shape_simple_fn((count, inputs), || normal(&mut rng));
    let t = Mat::from_shape_fn((count, outputs), |(i, k)| Real::from(u8::from((i * 7 + seed as usize) % outputs == k)));
    Batch { x, t }
}

/// A rule with these parameters, and with this feedback or one drawn from N(0, 0.5²).
pub fn build(card: &Card, params: &[(&str, f64)], feedback: Option<&[Mat]>, net: &Network, seed: u32) -> Box<dyn Rule> {
    let given: Params = params.iter().map(|(id, value)| ((*id).to_owned(), *value)).collect();
    let params = card.params(&given).expect("allowed parameters");
    let feedback = Origin { init: Init::Normal(0.5), given: feedback };
    (card.build)(&Setting { net, params: &params, feedback }, &mut stream(seed, Stream::Feedback))
}

/// Proposal of a built rule, and the loss.
pub fn asked(
    rule: &dyn Rule,
    convention: &'static Convention,
    net: &Network,
    batch: &Batch,
    rng: &mut Rng,
) -> (f64, Proposal) {
    let mut asked = Asked::default();
    let loss = asked.ask(rule, net, batch, convention, &mut Noise::drawn(rng));
    (loss, asked.proposal)
}

/// Proposal of a built rule where noise is given.
pub fn asked_with(rule: &dyn Rule, net: &Network, batch: &Batch, noise: &[LayerNoise]) -> Proposal {
    let (mut asked, mut rng) = (Asked::default(), stream(0, Stream::Noise));
    asked.ask(rule, net, batch, &MATCHED, &mut Noise::given(noise, &mut rng));
    asked.proposal
}

/// Noise for the units of every layer, from N(0, sd²).
pub fn noise(net: &Network, count: usize, sd: Real, seed: u32) -> Vec<LayerNoise> {
    let mut rng = stream(seed, Stream::Noise);
    let mut draw = |units| Mat::from_shape_simple_fn((count, units), || sd * normal(&mut rng));
    net.layers.iter().map(|layer| LayerNoise { h: Some(draw(layer.units())), ..LayerNoise::default() }).collect()
}

/// True if no two numbers are further apart than this share of the largest that was wanted.
pub fn close(found: &Mat, wanted: &Mat, share: Real) -> bool {
    let size = wanted.iter().fold(0.0, |most: Real, value| most.max(value.abs()));
    found.dim() == wanted.dim() && (found - wanted).iter().all(|gap| gap.abs() <= share * size)
}

/// The slope of a function of a matrix, entry by entry, by finite differences.
pub fn slope_of(m: &Mat, f: impl Fn(&Mat) -> f64) -> Mat {
    let step: Real = if cfg!(feature = "f64") { 1e-5 } else { 1e-2 };
    let mut nudged = m.clone();
    Mat::from_shape_fn(m.dim(), |at| {
        let [up, down] = [step, -step].map(|step| {
            nudged[at] = m[at] + step;
            f(&nudged)
        });
        nudged[at] = m[at];
        ((up - down) / (2.0 * f64::from(step))) as Real
    })
}

/// Proposal of a rule, and the loss.
pub fn propose(
    card: &Card,
    net: &Network,
    batch: &Batch,
    convention: &'static Convention,
    seed: u32,
) -> (f64, Proposal) {
    let rule = build(card, &[], None, net, seed);
    asked(&*rule, convention, net, batch, &mut stream(seed, Stream::Noise))
}

/// A trainer with plain steps.
pub fn trainer(net: &Network, rule: Box<dyn Rule>, rates: &[Real]) -> Trainer {
    let hyper = Hyperparameters { rates: rates.to_vec(), decay: 0.0, optimiser: Optimiser::Sgd, convention: &MATCHED };
    Trainer::new(net.clone(), rule, hyper, stream(1, Stream::Noise))
}

/// The cosine of two matrices, seen as long vectors.
pub fn cosine(a: &Mat, b: &Mat) -> Real {
    (a * b).sum() / ((a * a).sum() * (b * b).sum()).sqrt()
}

/// The largest gap between two matrices, over the largest entry of the second.
pub fn gap(found: &Mat, expected: &Mat) -> f64 {
    assert_eq!(found.dim(), expected.dim());
    let largest = |m: &Mat| m.iter().fold(0.0, |most: f64, value| most.max(f64::from(*value).abs()));
    largest(&(found - expected)) / largest(expected).max(1e-12)
}

/// The same for the updates of W and b in two proposals.
pub fn far(found: &Proposal, expected: &Proposal) -> f64 {
    let numbers = |out: &Proposal| -> Vec<f64> {
        let layers = out.delta.iter().flat_map(|delta| [delta.slices().0, delta.slices().1].concat());
        layers.map(f64::from).collect()
    };
    let (found, expected) = (numbers(found), numbers(expected));
    assert_eq!(found.len(), expected.len());
    let gaps = found.iter().zip(&expected).map(|(found, expected)| (found - expected).abs());
    gaps.fold(0.0, f64::max) / expected.iter().fold(1e-12, |most: f64, value| most.max(value.abs()))
}

/// The same in the matched convention.
pub fn propose_matched(card: &Card, net: &Network, batch: &Batch) -> Proposal {
    propose(card, net, batch, &MATCHED, 1).1
}

/// IDX bytes of images: n pictures of rows × cols, pixel values from `pixel(i, p)`.
pub fn idx_images(n: u32, rows: u32, cols: u32, pixel: impl Fn(u32, u32) -> u8) -> Vec<u8> {
    let header = [0x0803u32, n, rows, cols].map(u32::to_be_bytes).concat();
    let body = (0..n).flat_map(|i| (0..rows * cols).map(move |p| (i, p))).map(|(i, p)| pixel(i, p));
    header.into_iter().chain(body).collect()
}

/// IDX bytes of labels.
pub fn idx_labels(labels: &[u8]) -> Vec<u8> {
    let header = [0x0801u32, labels.len() as u32].map(u32::to_be_bytes).concat();
    header.into_iter().chain(labels.iter().copied()).collect()
}

/// A shard's bytes with n training, n / 4 validation and n / 4 test images of 4 × 4 whose label can be seen.
pub fn shard(n: u32) -> Vec<u8> {
    shard_of(n, 4, |i, p| if p == i % 10 { 255 } else { (i * 31 + p * 17) as u8 % 80 })
}

/// The same with square images of any size.
fn shard_of(n: u32, side: u32, pixel: impl Fn(u32, u32) -> u8) -> Vec<u8> {
    let part = |n: u32| {
        let labels: Vec<u8> = (0..n).map(|i| (i % 10) as u8).collect();
        [idx_images(n, side, side, &pixel), idx_labels(&labels)].concat()
    };
    [part(n), part(n / 4), part(n / 4)].concat()
}

/// Report of an experiment that is done to its end.
pub fn finished<E: Experiment>(data: &Arc<Dataset>, settings: E::Settings) -> E::Report {
    let mut lab = Lab::<E>::new(data, settings).expect("known rules");
    lab.advance(&|| 0.0, 1.0).expect("enough images")
}

/// The data set that such a shard holds.
pub fn tiny_data(n: u32) -> Dataset {
    data_of(&shard(n))
}

/// Images of 28 × 28, black but for a square in the middle, as digits are.
pub fn pictures(n: u32) -> Dataset {
    let ink = |i: u32, p: u32| (8..20).contains(&(p / 28)) && (8..20).contains(&(p % 28)) && (i * 13 + p * 7) % 10 < 6;
    data_of(&shard_of(n, 28, |i, p| if ink(i, p) { ((i % 10) * 20 + p * 31 % 60) as u8 } else { 0 }))
}

fn data_of(shard: &[u8]) -> Dataset {
    let mut data = Dataset::empty("tiny");
    data.add_shard("tiny", shard).expect("a valid shard");
    data
}
