//! Perturbation rules, averaged over much noise, are backprop: what is wrong falls as 1/√n.

use crate::common::{batch, build, net, propose_matched, test, ACTIVATIONS, OUTPUTS, SIZES};
use std::slice::from_ref;

use microlearning::base::random::{stream, Stream};
use microlearning::data::Batch;
use microlearning::metrics::{cosine, values};
use microlearning::net::{Network, Output};
use microlearning::rule::convention::MATCHED;
use microlearning::rule::noise::Noise;
use microlearning::rule::{Asked, Card, LayerUpdate};
use microlearning::rules::{backprop, node_perturbation, weight_perturbation};
use microlearning::{Real, Rng};

const RULES: [&Card; 2] = [&weight_perturbation::CARD, &node_perturbation::CARD];

/// The mean of n proposals, each with fresh noise.
fn mean(card: &Card, net: &Network, batch: &Batch, n: u32, rng: &mut Rng) -> Vec<LayerUpdate> {
    let rule = build(card, &[("sigma", 0.01)], None, net, 1);
    let mut asked = Asked::default();
    asked.ask(&*rule, net, batch, &MATCHED, &mut Noise::drawn(rng));
    let mut sum = asked.proposal.delta.clone();
    for _ in 1..n {
        asked.ask(&*rule, net, batch, &MATCHED, &mut Noise::drawn(rng));
        for (sum, delta) in sum.iter_mut().zip(&asked.proposal.delta) {
            sum.w += &delta.w;
            sum.b.iter_mut().zip(&delta.b).for_each(|(sum, delta)| *sum += delta);
        }
    }
    sum.iter_mut().for_each(|sum| sum.scale(1.0 / n as Real));
    sum
}

#[test]
fn the_mean_proposal_points_where_backprop_does_and_is_as_long() {
    for card in RULES {
        // Noise pushes a hard sigmoid's units over their edges.
        let smooth = OUTPUTS.into_iter().filter(|output| *output != Output::HardSigmoidMse);
        for (output, sizes) in smooth.flat_map(|output| SIZES.map(|sizes| (output, sizes))) {
            let (net, batch) = (net(sizes, true, ACTIVATIONS[1], output, 3), batch(5, 6, 3, 2));
            let found = mean(card, &net, &batch, 10_000, &mut stream(1, Stream::Noise));
            let expected = propose_matched(&backprop::CARD, &net, &batch).delta;
            for (l, (found, expected)) in found.iter().zip(&expected).enumerate() {
                let cosine = cosine(from_ref(found), from_ref(expected)).expect("a direction");
                assert!(cosine > 0.98, "{} {sizes:?} {output:?} layer {l}: {cosine}", card.id);
            }
            let length = |update: &[LayerUpdate]| update.iter().flat_map(values).map(|v| v * v).sum::<Real>().sqrt();
            let ratio = length(&found) / length(&expected);
            assert!((ratio - 1.0).abs() < 0.1, "{} {sizes:?} {output:?}: {ratio} times as long", card.id);
        }
    }
}

#[test]
fn its_error_falls_with_the_root_of_the_number_of_proposals() {
    let (net, batch) = (net(SIZES[1], true, ACTIVATIONS[0], OUTPUTS[1], 3), batch(5, 6, 3, 2));
    let expected = propose_matched(&backprop::CARD, &net, &batch).delta;
    for card in RULES {
        let rng = &mut stream(1, Stream::Noise);
        let mut error = |n: u32| {
            let squares = (0..40).map(|_| {
                let found = mean(card, &net, &batch, n, rng);
                let gap = |(a, b): (Real, Real)| f64::from(a - b) * f64::from(a - b);
                found.iter().flat_map(values).zip(expected.iter().flat_map(values)).map(gap).sum::<f64>()
            });
            (squares.sum::<f64>() / 40.0).sqrt()
        };
        let ratio = error(10) / error(250);
        assert!((ratio - 5.0).abs() < 1.0, "{}: 25 times the proposals make the error {ratio} times smaller", card.id);
    }
}
