//! Exact identities of dual propagation.

use crate::common::{asked, batch, build, close, net, test, ACTIVATIONS, OUTPUTS, SIZES};
use microlearning::base::random::{stream, Stream};
use microlearning::net::{Activation, Network, Output};
use microlearning::rule::convention::MATCHED;
use microlearning::rule::{Card, LayerUpdate};
use microlearning::rules::backprop::CARD as BACKPROP;
use microlearning::rules::dual_propagation::CARD as DUAL;
use microlearning::{Mat, Real};

fn learned(card: &Card, params: &[(&str, f64)], net: &Network) -> Vec<LayerUpdate> {
    let rule = build(card, params, None, net, 1);
    asked(&*rule, &MATCHED, net, &batch(7, 6, 3, 5), &mut stream(1, Stream::Noise)).1.delta
}

#[test]
fn in_a_linear_network_it_is_backprop_whatever_is_set() {
    for (sizes, output) in SIZES.into_iter().flat_map(|sizes| OUTPUTS.map(|output| (sizes, output))) {
        let net = net(sizes, true, Activation::Identity, output, 3);
        let theirs = learned(&BACKPROP, &[], &net);
        for (alpha, beta, passes) in [(0.0, 1.0, 1.0), (0.5, 0.5, 3.0), (1.0, 2.0, 2.0)] {
            let mine = learned(&DUAL, &[("alpha", alpha), ("beta", beta), ("passes", passes)], &net);
            for (mine, theirs) in mine.iter().zip(&theirs) {
                assert!(
                    close(&mine.w, &theirs.w, if cfg!(feature = "f64") { 1e-12 } else { 1e-4 }),
                    "{output:?} {alpha}"
                );
            }
        }
    }
}

#[test]
fn as_the_nudge_becomes_small_it_comes_to_backprop_and_with_equal_weights_sooner() {
    let net = net(SIZES[2], true, Activation::Tanh, Output::SoftmaxNll, 3);
    let theirs = learned(&BACKPROP, &[], &net);
    let size = |m: &Mat| m.iter().fold(0.0, |most: Real, value| most.max(value.abs()));
    let gap = |alpha: f64, beta: f64| {
        let mine = learned(&DUAL, &[("alpha", alpha), ("beta", beta)], &net);
        size(&(&mine[0].w - &theirs[0].w)) / size(&theirs[0].w)
    };
    for (alpha, power) in [(0.5, 2), (0.0, 1)] {
        let ratio = gap(alpha, 1.0) / gap(alpha, 0.25);
        assert!(
            (ratio / (4 as Real).powi(power) - 1.0).abs() < 0.4,
            "α = {alpha}: a quarter of β, {ratio} times nearer"
        );
    }
    assert!(gap(0.5, 0.25) < 0.1 * gap(0.0, 0.25));
}

#[test]
fn the_top_layer_learns_as_in_backprop_from_what_goes_up() {
    for (activation, output) in ACTIVATIONS.into_iter().flat_map(|f| OUTPUTS.map(|output| (f, output))) {
        let net = net(SIZES[0], true, activation, output, 3);
        assert_eq!(learned(&DUAL, &[], &net), learned(&BACKPROP, &[], &net));
    }
}
