//! The same seed gives the same bits on a desktop and in every browser: these numbers are pinned, and the check runs
//! natively (`tests/reproducible.rs`) and inside a browser (`tests/web.rs`).

use std::sync::Arc;

use microlearning::base::random::{fill_normal, normal, stream, Stream};
use microlearning::data::Dataset;
use microlearning::lab::{Config, Plan, Run};

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

fn trained(preset: &str, rule: &str, activation: &str) -> u64 {
    let settings = [("rule", rule), ("activation", activation), ("hidden", "20,12"), ("batch", "8")];
    run(super::tiny_data(200), preset, &settings)
}

fn run(data: Dataset, preset: &str, settings: &[(&str, &str)]) -> u64 {
    let pairs = settings.iter().copied().chain([("preset", preset), ("lr", "0.1")]);
    let plan = Plan::new(Config::from_pairs(pairs).expect("allowed")).expect("sound");
    let mut run = Run::new(&Arc::new(data), plan).expect("a run");
    while !run.advance(&|| 0.0, 1.0, true).finished {}
    fingerprint(&run)
}

/// Numbers that every machine must find.
pub fn the_same_bits_everywhere() {
    let mut rng = stream(1, Stream::Noise);
    let sum: f64 = (0..100_000).map(|_| f64::from(normal(&mut rng))).sum();
    let mut noise = [0.0; 100_000];
    fill_normal(&mut rng, 1.0, &mut noise);
    let backprop = |preset, activation| trained(preset, "backprop", activation);
    let found = [
        sum.to_bits(),
        noise.iter().copied().map(f64::from).sum::<f64>().to_bits(),
        backprop("project", "sigmoid"),
        backprop("project", "tanh"),
        backprop("tutorial", "relu"),
        trained("tutorial", "node_perturbation", "sigmoid"),
        trained("project", "weight_perturbation", "tanh"),
        trained("tutorial", "kolen_pollack", "sigmoid"),
        trained("project", "weight_mirror", "sigmoid"),
        trained("project", "information_alignment", "relu"),
        trained("project", "hebbian", "sigmoid"),
        // Products of single examples, with rows that fill no vector.
        run(super::tiny_data(200), "project", &[("rule", "feedback_alignment"), ("hidden", "37,21"), ("batch", "1")]),
        // Pictures whose black is left out: −0.42 in the project's network, 0 in the tutorial's. Batches that fill no strip.
        run(super::pictures(200), "project", &[("hidden", "30"), ("batch", "29")]),
        run(super::pictures(200), "tutorial", &[("hidden", "70"), ("batch", "75")]),
    ];
    assert_eq!(found, PINNED, "found {found:#x?}");
}

const PINNED: [u64; 14] = [
    0x4044_1050_34fe_0680,
    0xc04b_3917_19d9_e600,
    0xa8f7_65e5_da8a_925a,
    0x44e8_1196_bf25_ebd0,
    0x7c9d_6991_a0a5_efc2,
    0xb5df_2067_1025_9f8c,
    0xec4f_8b81_8a21_f25e,
    0xcba5_dc64_7f4c_6f87,
    0x41c7_97a0_ebb0_2fbc,
    0x3e5d_5168_8397_4163,
    0x10c3_6ab1_2965_f41b,
    0x359f_2729_04bd_4921,
    0x1d6e_6467_3bc6_5af7,
    0x24d5_2d86_5fc0_55cc,
];
