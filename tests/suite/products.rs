//! Products of a step, as the kernel counts them, beside what each rule's definition multiplies.

use crate::common::{batch, build, net, tiny_data, trainer};
use microlearning::data::Batch;
use microlearning::lab::{Config, Plan, Run};
use microlearning::net::{Activation, Network, Output};
use microlearning::rules;
use microlearning_kernel::counted;
use std::sync::Arc;

/// Sizes of which no two are the same, and so no two products.
const SIZES: [usize; 4] = [23, 11, 7, 5];
const EXAMPLES: usize = 13;

fn scene(seed: u32) -> (Network, Batch) {
    let output = Output::SoftmaxNll;
    (net(&SIZES, true, Activation::Sigmoid, output, 3), batch(EXAMPLES, SIZES[0], SIZES[3], seed))
}

/// Multiplications an example in two steps of a rule, one after the other, with different pictures.
fn steps(rule: &str, params: &[(&str, f64)]) -> [f64; 2] {
    let (net, _) = scene(1);
    let mut trainer = trainer(&net, build(rules::find(rule).expect("a rule"), params, None, &net, 1), &[0.01]);
    [1, 2].map(|seed| {
        let before = counted::so_far();
        trainer.step(&scene(seed).1, &mut ()).expect("finite");
        (counted::so_far() - before) / EXAMPLES as f64
    })
}

/// The products of one layer, an example each: the first, all above it, all together.
fn layers() -> [f64; 3] {
    let each: Vec<f64> = SIZES.windows(2).map(|pair| (pair[0] * pair[1]) as f64).collect();
    [each[0], each[1..].iter().sum(), each.iter().sum()]
}

#[test]
fn a_step_multiplies_what_the_definition_of_its_rule_does() {
    let [first, above, all] = layers();
    let hidden = (SIZES[1] + SIZES[2]) as f64 * SIZES[3] as f64;
    let backprop = 2.0 * all + above;
    for (rule, params, wanted) in [
        // Forward, the error down through all layers but the first, and an outer product for each.
        ("backprop", &[][..], backprop),
        ("feedback_alignment", &[], backprop),
        ("sign_symmetry", &[], backprop),
        ("kolen_pollack", &[], backprop),
        // From the output straight to each hidden layer.
        ("direct_feedback_alignment", &[], 2.0 * all + hidden),
        // Each step predicts all layers but the first and brings their errors down; the first look is the forward pass, and
        // nothing of the first layer is done twice.
        ("predictive_coding", &[("steps", 20.0)], 2.0 * all + 40.0 * above),
        ("predictive_coding", &[("steps", 0.0)], 2.0 * all),
        // Right and wrong labels share their pixels; upper layers see both, and the last one reads a third picture.
        ("hebbian", &[], 2.0 * all),
    ] {
        assert_eq!(steps(rule, params), [wanted; 2], "{rule} {params:?}; the first layer has {first}");
    }
}

#[test]
fn a_step_of_any_rule_multiplies_the_same_for_other_pictures_and_at_least_a_forward_pass() {
    let [.., all] = layers();
    for card in rules::ALL {
        let [one, two] = steps(card.id, &[]);
        assert!(one >= all, "{}: {one} where a forward pass has {all}", card.id);
        assert_eq!(one, two, "{}", card.id);
    }
}

#[test]
fn a_run_counts_its_updates_alone_in_forward_passes_over_all_training_pictures() {
    let settings = [("epochs", "3"), ("hidden", "8"), ("batch", "4"), ("lr", "0.1")];
    let plan = Plan::new(Config::from_pairs(settings).expect("allowed settings")).expect("a sound plan");
    let mut run = Run::new(&Arc::new(tiny_data(80)), plan).expect("a run");
    let mut found = Vec::new();
    loop {
        let progress = run.advance(&|| 0.0, 1.0, true);
        run.probe().cosine();
        found.push(run.products());
        if progress.finished {
            break;
        }
    }
    let (first, above) = (16.0 * 8.0, 8.0 * 10.0);
    let epoch = (2.0 * first + 3.0 * above) / (first + above);
    let wanted: Vec<f64> = (0..=3).map(|epochs| f64::from(epochs) * epoch).collect();
    assert!(found.iter().zip(&wanted).all(|(a, b)| (a - b).abs() < 1e-9), "{found:?} where {wanted:?} was expected");
}
