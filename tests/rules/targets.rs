//! Exact identities of target propagation, and what its inverses come to.

use crate::common::{asked, batch, build, cosine, net, test, trainer, ACTIVATIONS, OUTPUTS, SIZES};
use microlearning::base::random::{stream, Stream};
use microlearning::metrics::pseudo_inverse;
use microlearning::net::{Activation, Forward, Network, Output};
use microlearning::rule::convention::{self, MATCHED};
use microlearning::rule::Proposal;
use microlearning::rules::backprop::CARD as BACKPROP;
use microlearning::rules::target_propagation::CARD as TARGETS;
use microlearning::{Mat, Real};

/// Proposal of target propagation with these parameters and this B.
fn targets(params: &[(&str, f64)], b: Option<&[Mat]>, net: &Network) -> Proposal {
    let rule = build(&TARGETS, params, b, net, 1);
    asked(&*rule, &MATCHED, net, &batch(7, 6, 3, 5), &mut stream(1, Stream::Noise)).1
}

fn close(a: &Mat, b: &Mat) -> bool {
    let size = b.iter().fold(0.0, |most: Real, value| most.max(value.abs()));
    a.dim() == b.dim() && (a - b).iter().all(|gap| gap.abs() < 1e-3 * size)
}

#[test]
fn the_top_layer_learns_exactly_as_in_backprop() {
    for (sizes, output) in SIZES.into_iter().flat_map(|sizes| OUTPUTS.map(|output| (sizes, output))) {
        for (activation, convention) in ACTIVATIONS.into_iter().flat_map(|f| convention::ALL.map(|c| (f, c))) {
            let net = net(sizes, true, activation, output, 3);
            let [mine, theirs] = [&TARGETS, &BACKPROP].map(|card| {
                let rule = build(card, &[], None, &net, 1);
                asked(&*rule, convention, &net, &batch(7, 6, 3, 5), &mut stream(1, Stream::Noise)).1.delta
            });
            assert_eq!(mine.last(), theirs.last());
        }
    }
}

#[test]
fn in_a_linear_network_targets_through_w_itself_are_backprop() {
    for (sizes, output) in SIZES.into_iter().flat_map(|sizes| OUTPUTS.map(|output| (sizes, output))) {
        let net = net(sizes, true, Activation::Identity, output, 3);
        let w: Vec<Mat> = net.layers[1..].iter().map(|layer| layer.w.clone()).collect();
        let mine = targets(&[("step", 1.0)], Some(&w), &net);
        let rule = build(&BACKPROP, &[], None, &net, 1);
        let theirs = asked(&*rule, &MATCHED, &net, &batch(7, 6, 3, 5), &mut stream(1, Stream::Noise)).1;
        for (mine, theirs) in mine.delta.iter().zip(&theirs.delta) {
            assert!(close(&mine.w, &theirs.w), "{output:?}: {} {}", mine.w, theirs.w);
        }
    }
}

#[test]
fn a_target_from_an_exact_inverse_gives_the_target_above_when_it_is_reached() {
    let net = net(SIZES[2], true, Activation::Identity, Output::LinearMse, 3);
    let inverses: Vec<Mat> = net.layers[1..].iter().map(|layer| pseudo_inverse(&layer.w).expect("full rank")).collect();
    let out = targets(&[("step", 1.0)], Some(&inverses), &net);
    for l in 1..net.depth() {
        let sent_up = out.teaching[l - 1].dot(&net.layers[l].w.t());
        assert!(close(&sent_up, &out.teaching[l]), "layer {l}: {sent_up} {}", out.teaching[l]);
    }
}

#[test]
fn without_the_correction_a_layer_is_taught_its_inverses_mistakes() {
    let mut net = net(SIZES[2], true, Activation::Tanh, Output::LinearMse, 3);
    // An output that is right in every example: there is nothing to learn.
    let top = net.layers.last_mut().expect("a layer");
    top.w.fill(0.0);
    top.b = Some(ndarray::arr1(&[1.0, 0.0, 0.0]));
    let mut right = batch(7, 6, 3, 5);
    right.t.fill(0.0);
    right.t.column_mut(0).fill(1.0);
    for (difference, still) in [(1.0, true), (0.0, false)] {
        let rule = build(&TARGETS, &[("difference", difference)], None, &net, 1);
        let out = asked(&*rule, &MATCHED, &net, &right, &mut stream(1, Stream::Noise)).1;
        assert_eq!(out.teaching.iter().flatten().all(|value| *value == 0.0), still, "difference {difference}");
    }
}

/// ⟨‖g_l(h_l) − h_{l−1}‖²⟩ of each inverse.
fn misses(net: &Network, b: &[Mat], x: &Mat) -> Vec<Real> {
    let mut pass = Forward::default();
    net.forward(x, &mut pass);
    let miss = |(l, b): (usize, &Mat)| {
        let said = if l + 1 == net.depth() { &pass.z[l] } else { &pass.h[l] };
        let guess = said.dot(b).mapv(|u| net.activation.at(u));
        (&guess - &pass.h[l - 1]).mapv(|gap| gap * gap).sum() / x.nrows() as Real
    };
    (1..).zip(b).map(miss).collect()
}

#[test]
fn inverses_learn_to_guess_what_their_layer_was_told() {
    // A power of small sums has next to no slope that an inverse could learn by.
    for activation in ACTIVATIONS.into_iter().filter(|f| *f != Activation::ReluPower) {
        let net = net(&[6, 5, 5, 5], false, activation, Output::SoftmaxNll, 3);
        let rule = build(&TARGETS, &[], None, &net, 1);
        let (mut trainer, batch) = (trainer(&net, rule, &[0.0]), batch(64, 6, 5, 5));
        let before = misses(&net, trainer.rule().feedback(), &batch.x);
        for _ in 0..4000 {
            trainer.step(&batch, &mut ()).expect("finite");
        }
        let b = trainer.rule().feedback();
        // An inverse's unit with ReLU that fires for no example has no slope to learn by.
        let share = if activation == Activation::Relu { 0.8 } else { 0.5 };
        for (l, (after, before)) in misses(&net, b, &batch.x).iter().zip(&before).enumerate() {
            assert!(*after < share * before, "{activation:?} {l}: {after} after {before}");
        }
        if activation == Activation::Identity {
            for (b, layer) in b.iter().zip(&net.layers[1..]) {
                let again = layer.w.dot(&b.t()).dot(&layer.w);
                assert!(cosine(&again, &layer.w) > 0.98, "W Bᵀ W = {again}, W = {}", layer.w);
            }
        }
    }
}
