//! Exact identities of the science. Run with `--features f64` for tolerances that leave no doubt.

use crate::common::{batch, net, propose_matched, test, ACTIVATIONS, OUTPUTS, SIZES};
use microlearning::data::Batch;
use microlearning::net::{Activation, Forward, Network, Output};
use microlearning::rules::backprop::CARD as BACKPROP;
use microlearning::Real;

/// Step and tolerance of finite differences: as small as rounding allows.
#[cfg(not(feature = "f64"))]
const FINITE: (Real, Real) = (4e-3, 2e-3);
#[cfg(feature = "f64")]
const FINITE: (Real, Real) = (1e-6, 1e-8);

fn loss(net: &Network, batch: &Batch) -> f64 {
    let mut pass = Forward::default();
    net.forward(&batch.x, &mut pass);
    net.loss(&pass, &batch.t)
}

/// (L(W + ε) − L(W − ε)) / 2ε for one weight or bias.
fn slope(net: &Network, batch: &Batch, nudge: impl Fn(&mut Network, Real)) -> Real {
    let at = |by: Real| {
        let mut net = net.clone();
        nudge(&mut net, by);
        loss(&net, batch)
    };
    ((at(FINITE.0) - at(-FINITE.0)) / f64::from(2.0 * FINITE.0)) as Real
}

fn close(found: Real, expected: Real, what: &str) {
    assert!(
        (found - expected).abs() <= FINITE.1 * (1.0 + expected.abs()),
        "{what}: {found} where {expected} was expected"
    );
}

#[test]
fn backprop_is_the_negative_gradient_of_the_mean_loss() {
    for sizes in SIZES {
        for output in OUTPUTS.into_iter().filter(|output| *output != Output::HardSigmoidMse) {
            // ReLU and hard sigmoid have no derivative at their kinks; smooth activations leave no excuse.
            let smooth = |f: &Activation| !matches!(f, Activation::Relu | Activation::HardSigmoid);
            for activation in ACTIVATIONS.into_iter().filter(smooth) {
                let (net, batch) = (net(sizes, true, activation, output, 3), batch(5, 6, 3, 2));
                let out = propose_matched(&BACKPROP, &net, &batch);
                for (l, delta) in out.delta.iter().enumerate() {
                    for (at, found) in delta.w.indexed_iter() {
                        let expected = -slope(&net, &batch, |net, by| net.layers[l].w[at] += by);
                        close(*found, expected, &format!("{activation:?} {output:?} W{l}{at:?}"));
                    }
                    for (i, found) in delta.b.iter().flatten().enumerate() {
                        let nudge = |net: &mut Network, by| net.layers[l].b.as_mut().expect("with biases")[i] += by;
                        close(*found, -slope(&net, &batch, nudge), &format!("{activation:?} {output:?} b{l}[{i}]"));
                    }
                }
            }
        }
    }
}

#[test]
fn backprop_through_relu_away_from_its_kink() {
    let net = net(&[6, 5, 3], false, Activation::Relu, Output::SoftmaxNll, 3);
    let mut batch = batch(1, 6, 3, 2);
    batch.x *= 10.0;
    let out = propose_matched(&BACKPROP, &net, &batch);
    for (at, found) in out.delta[0].w.indexed_iter() {
        let expected = -slope(&net, &batch, |net, by| net.layers[0].w[at] += by * 0.1) * 10.0;
        assert!((found - expected).abs() <= 20.0 * FINITE.1 * (1.0 + expected.abs()), "W{at:?}: {found}, {expected}");
    }
}

#[test]
fn the_softmax_does_not_care_about_a_common_shift_and_never_overflows() {
    let mut net = net(&[6, 3], true, Activation::Sigmoid, Output::SoftmaxNll, 1);
    let batch = batch(4, 6, 3, 1);
    let before = loss(&net, &batch);
    net.layers[0].b.as_mut().expect("with biases").mapv_inplace(|b| b + 500.0);
    assert!((loss(&net, &batch) - before).abs() < 1e-3, "{before}");
}
