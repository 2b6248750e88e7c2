//! What several test files share: small networks, batches and data sets.
#![allow(dead_code, unused_imports, reason = "each test file uses its own part of this")]

pub mod reproducible;

/// `#[test]`: wasm-bindgen's in a browser and in Node.js, where Rust's own has nobody to run it.
#[cfg(not(target_arch = "wasm32"))]
pub use core::prelude::v1::test;
#[cfg(target_arch = "wasm32")]
pub use wasm_bindgen_test::wasm_bindgen_test as test;

use microlearning::base::random::{normal, stream, Stream};
use microlearning::data::{Batch, Dataset};
use microlearning::net::{Activation, Forward, Init, Network, Output, Shape};
use microlearning::rule::convention::{Convention, MATCHED};
use microlearning::rule::feedback::Origin;
use microlearning::rule::noise::Noise;
use microlearning::rule::{Asked, Card, Params, Proposal, Rule, Setting};
use microlearning::train::optimiser::Optimiser;
use microlearning::train::{Hyperparameters, Trainer};
use microlearning::{Mat, Real, Rng};

/// Every network shape that laws are tried on: one to three weight layers, with and without biases.
pub const SIZES: [&[usize]; 3] = [&[6, 3], &[6, 5, 3], &[6, 5, 4, 3]];

/// Every output.
pub const OUTPUTS: [Output; 3] = [Output::SigmoidMse, Output::SoftmaxNll, Output::LinearMse];

/// Every activation.
pub const ACTIVATIONS: [Activation; 4] =
    [Activation::Sigmoid, Activation::Tanh, Activation::Relu, Activation::Identity];

/// A network with weights from N(0, 0.5²).
pub fn net(sizes: &[usize], bias: bool, activation: Activation, output: Output, seed: u32) -> Network {
    let shape = Shape { sizes, bias, activation, output };
    Network::new(&shape, Init::Normal(0.5), &mut stream(seed, Stream::Weights))
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

/// What a built rule proposes, and the loss.
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

/// What a rule proposes, and the loss.
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
