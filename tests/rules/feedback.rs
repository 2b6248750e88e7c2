//! Exact identities of rules whose error comes back through weights of its own.

use crate::common::{asked, batch, build, cosine, net, test, trainer, ACTIVATIONS, OUTPUTS, SIZES};
use microlearning::base::random::{stream, Stream};
use microlearning::net::{Activation, Output};
use microlearning::rule::convention::{self, MATCHED};
use microlearning::rules::backprop::CARD as BACKPROP;
use microlearning::rules::direct_feedback_alignment::CARD as DIRECT;
use microlearning::rules::feedback_alignment::CARD as FEEDBACK;
use microlearning::rules::information_alignment::CARD as INFORMATION;
use microlearning::rules::kolen_pollack::CARD as KOLEN_POLLACK;
use microlearning::rules::sign_symmetry::CARD as SIGN;
use microlearning::rules::weight_mirror::CARD as MIRROR;
use microlearning::{Mat, Real};

#[test]
fn feedback_alignment_through_w_itself_is_backprop() {
    for (sizes, output) in SIZES.into_iter().flat_map(|sizes| OUTPUTS.map(|output| (sizes, output))) {
        for (activation, convention) in ACTIVATIONS.into_iter().flat_map(|f| convention::ALL.map(|c| (f, c))) {
            let (net, batch, rng) =
                (net(sizes, true, activation, output, 3), batch(7, 6, 3, 5), &mut stream(1, Stream::Noise));
            let w: Vec<Mat> = net.layers[1..].iter().map(|layer| layer.w.clone()).collect();
            let mine = asked(&*build(&FEEDBACK, &[], Some(&w), &net, 1), convention, &net, &batch, rng).1;
            let theirs = asked(&*build(&BACKPROP, &[], None, &net, 1), convention, &net, &batch, rng).1;
            assert_eq!(mine.delta, theirs.delta);
        }
    }
}

#[test]
fn sign_symmetry_with_the_magnitudes_of_w_is_backprop_too() {
    let (net, batch, rng) =
        (net(SIZES[2], true, ACTIVATIONS[1], OUTPUTS[0], 3), batch(7, 6, 3, 5), &mut stream(1, Stream::Noise));
    let magnitudes: Vec<Mat> = net.layers[1..].iter().map(|layer| -&layer.w).collect();
    let mine = asked(&*build(&SIGN, &[("magnitude", 1.0)], Some(&magnitudes), &net, 1), &MATCHED, &net, &batch, rng).1;
    assert_eq!(mine.delta, asked(&*build(&BACKPROP, &[], None, &net, 1), &MATCHED, &net, &batch, rng).1.delta);
}

#[test]
fn direct_feedback_is_feedback_alignment_at_one_hidden_layer_and_not_at_two() {
    for (sizes, alike) in [(SIZES[1], true), (&[6, 5, 3, 3], false)] {
        let (net, batch, rng) =
            (net(sizes, true, ACTIVATIONS[0], OUTPUTS[1], 3), batch(7, 6, 3, 5), &mut stream(1, Stream::Noise));
        let b: Vec<Mat> = net.layers[1..].iter().map(|layer| layer.w.mapv(|w| w * w - 0.1)).collect();
        let [one, other] = [&FEEDBACK, &DIRECT]
            .map(|card| asked(&*build(card, &[], Some(&b), &net, 1), &MATCHED, &net, &batch, rng).1.delta);
        assert_eq!(one == other, alike, "{sizes:?}");
    }
}

#[test]
fn kolen_pollack_makes_w_and_b_meet() {
    let (rate, decay) = (0.5, 0.1);
    for sizes in &SIZES[1..] {
        let net = net(sizes, true, ACTIVATIONS[0], OUTPUTS[1], 3);
        let rule = build(&KOLEN_POLLACK, &[("decay", decay)], None, &net, 1);
        let mut trainer = trainer(&net, rule, &[rate]);
        for seed in 0..20 {
            let apart = |trainer: &microlearning::train::Trainer, l: usize| {
                let apart = &trainer.net().layers[l].w - &trainer.rule().feedback()[l - 1];
                (&apart * &apart).sum().sqrt()
            };
            let before: Vec<_> = (1..net.depth()).map(|l| apart(&trainer, l)).collect();
            trainer.step(&batch(7, 6, 3, seed), &mut ()).expect("finite");
            for (l, before) in (1..).zip(before) {
                let shrunk = apart(&trainer, l) / before;
                assert!((shrunk - (1.0 - rate * decay as Real)).abs() < 1e-5, "layer {l}: {shrunk}");
            }
        }
    }
}

#[test]
fn only_the_tutorials_kolen_pollack_spares_the_first_hidden_layer() {
    for (sizes, convention) in SIZES.iter().flat_map(|sizes| convention::ALL.map(|convention| (sizes, convention))) {
        let net = net(sizes, true, ACTIVATIONS[0], OUTPUTS[1], 3);
        let rule = build(&KOLEN_POLLACK, &[("decay", 0.5)], None, &net, 1);
        let (_, out) = asked(&*rule, convention, &net, &batch(7, 6, 3, 1), &mut stream(1, Stream::Noise));
        let spared = convention.id == "tutorial" && net.depth() > 1;
        for (l, found) in out.decay.iter().enumerate() {
            let expected = if spared && l == 0 { 0.0 } else { 0.5 };
            assert_eq!(*found, expected, "{} layer {l} of {sizes:?}", convention.id);
        }
    }
}

/// B after this many updates from noise, W standing still.
fn learned(
    card: &microlearning::rule::Card,
    params: &[(&str, f64)],
    f: Activation,
    output: Output,
) -> (Vec<Mat>, Vec<Mat>) {
    let net = net(&[6, 5, 4, 3], true, f, output, 3);
    let mut trainer = trainer(&net, build(card, params, None, &net, 1), &[0.0]);
    let batch = batch(64, 6, 3, 5);
    for _ in 0..4000 {
        trainer.step(&batch, &mut ()).expect("finite");
    }
    (trainer.rule().feedback().to_vec(), net.layers[1..].iter().map(|layer| layer.w.clone()).collect())
}

#[test]
fn the_weight_mirror_comes_to_hold_w() {
    for (f, output) in [(Activation::Identity, Output::SigmoidMse), (Activation::Tanh, Output::SigmoidMse)] {
        let (b, w) = learned(&MIRROR, &[("warm_up", 0.0)], f, output);
        for (l, (b, w)) in b.iter().zip(&w).enumerate() {
            for (b, w) in b.rows().into_iter().zip(w.rows()) {
                let (b, w) = (b.to_owned().insert_axis(ndarray::Axis(0)), w.to_owned().insert_axis(ndarray::Axis(0)));
                assert!(cosine(&b, &w) > 0.98, "{f:?}, B {l}: {}", cosine(&b, &w));
            }
        }
        if f == Activation::Identity {
            assert!((&b[0] - &w[0]).iter().all(|gap| gap.abs() < 0.1), "B is W where f′ is 1: {} {}", b[0], w[0]);
        }
    }
}

#[test]
fn information_alignment_comes_to_undo_w() {
    let (alpha, beta) = (0.6, 0.5);
    let params = [("alpha", alpha), ("beta", beta), ("rate", 0.01), ("warm_up", 3000.0)];
    let (b, w) = learned(&INFORMATION, &params, ACTIVATIONS[0], OUTPUTS[1]);
    for (b, w) in b.iter().zip(&w) {
        // The pseudo-inverse's transpose is the B of smallest norm with W Bᵀ = 1; here it is met where W Wᵀ B = W.
        let (undone, again) = (w.dot(&b.t()), w.dot(&w.t()).dot(b));
        let goal = (alpha / (2.0 * beta)) as Real;
        let gap = (&undone - &(Mat::eye(w.nrows()) * goal)).mapv(Real::abs).sum() / undone.len() as Real;
        assert!(gap < 0.05 * goal, "W Bᵀ = {undone}");
        assert!(cosine(&again, w) > 0.98, "{}", cosine(&again, w));
    }
}
