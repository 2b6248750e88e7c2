//! The same seed gives the same bits on a desktop and in every browser: these numbers are pinned, and the check runs
//! natively (`tests/reproducible.rs`) and inside a browser (`tests/web.rs`).

use std::sync::Arc;

use microlearning::lab::{Config, Plan, Run};
use microlearning::random::{normal, stream, Stream};

/// FNV-1a over the bits of every weight and bias.
fn fingerprint(run: &Run) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for layer in &run.trainer().net().layers {
        for value in layer.w.iter().chain(layer.b.iter().flatten()) {
            hash = (hash ^ u64::from(value.to_bits())).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}

fn trained(preset: &str, activation: &str) -> u64 {
    let pairs = [("preset", preset), ("activation", activation), ("hidden", "20,12"), ("lr", "0.1"), ("batch", "8")];
    let plan = Plan::new(Config::from_pairs(pairs).expect("allowed")).expect("sound");
    let mut run = Run::new(&Arc::new(super::tiny_data(200)), plan).expect("a run");
    while !run.advance(&|| 0.0, 1.0, true).finished {}
    fingerprint(&run)
}

/// What every machine must find.
pub fn the_same_bits_everywhere() {
    let mut rng = stream(1, Stream::Noise);
    let sum: f64 = (0..100_000).map(|_| f64::from(normal(&mut rng))).sum();
    let found = [sum.to_bits(), trained("project", "sigmoid"), trained("project", "tanh"), trained("tutorial", "relu")];
    assert_eq!(found, PINNED, "found {found:#x?}");
}

const PINNED: [u64; 4] = [0x4044_1050_34fe_0680, 0xa8f7_65e5_da8a_925a, 0x44e8_1196_bf25_ebd0, 0x7c9d_6991_a0a5_efc2];
