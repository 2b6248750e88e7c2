//! Tests that run inside a real browser: the learning rules, and the wasm boundary.
#![cfg(target_arch = "wasm32")]

mod common;

use common::{batch, net, propose_matched, ACTIVATIONS, OUTPUTS, SIZES};
use microlearning::net::Pass;
use microlearning::rules;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_same_bits_as_natively() {
    common::reproducible::the_same_bits_everywhere();
}

#[wasm_bindgen_test]
fn every_rule_proposes_finite_updates_of_the_right_shape() {
    for card in rules::ALL {
        for sizes in SIZES {
            for (output, activation) in OUTPUTS.into_iter().flat_map(|o| ACTIVATIONS.map(|a| (o, a))) {
                let net = net(sizes, true, activation, output, 3);
                let out = propose_matched(card, &net, &batch(7, 6, 3, 5));
                for (delta, layer) in out.delta.iter().zip(&net.layers) {
                    assert_eq!(delta.w.dim(), layer.w.dim());
                    assert!(delta.w.iter().all(|value| value.is_finite()));
                }
            }
        }
    }
}

#[wasm_bindgen_test]
fn a_small_step_of_backprop_lowers_the_loss() {
    let (mut net, batch) = (net(&[6, 5, 3], true, ACTIVATIONS[0], OUTPUTS[0], 3), batch(20, 6, 3, 5));
    let loss = |net: &microlearning::net::Mlp| {
        let mut pass = Pass::default();
        net.forward(&batch.x, &mut pass);
        net.loss(&pass, &batch.t)
    };
    let before = loss(&net);
    let out = propose_matched(&rules::backprop::CARD, &net, &batch);
    for (layer, delta) in net.layers.iter_mut().zip(&out.delta) {
        layer.w.scaled_add(0.05, &delta.w);
    }
    assert!(loss(&net) < before);
}
