//! Exact identities of direct target propagation, and of the lesson by which its feedback weights learn.

use crate::common::{
    asked, asked_with, batch, build, close, cosine, net, noise, slope_of, test, trainer, ACTIVATIONS, OUTPUTS, SIZES,
};
use microlearning::base::random::{stream, Stream};
use microlearning::metrics::pseudo_inverse;
use microlearning::net::{Activation, Forward, Network, Output};
use microlearning::rule::convention::{self, MATCHED};
use microlearning::rules::backprop::CARD as BACKPROP;
use microlearning::rules::direct_feedback_alignment::CARD as FIXED;
use microlearning::rules::direct_target_propagation::CARD as DIRECT;
use microlearning::rules::target_propagation::CARD as LAYERED;
use microlearning::{Mat, Real};

/// Tolerance of identities, of the largest number.
const EXACT: Real = if cfg!(feature = "f64") { 1e-12 } else { 1e-4 };

/// B for layers 2 … L, drawn.
fn drawn(net: &Network) -> Vec<Mat> {
    build(&DIRECT, &[], None, net, 9).feedback().to_vec()
}

#[test]
fn its_update_is_direct_feedback_alignments_and_at_the_top_backprops() {
    for (sizes, output) in SIZES.into_iter().flat_map(|sizes| OUTPUTS.map(|output| (sizes, output))) {
        for (activation, convention) in ACTIVATIONS.into_iter().flat_map(|f| convention::ALL.map(|c| (f, c))) {
            let net = net(sizes, true, activation, output, 3);
            let b = drawn(&net);
            let [mine, fixed, theirs] =
                [(&DIRECT, Some(&b[..])), (&FIXED, Some(&b[..])), (&BACKPROP, None)].map(|(card, b)| {
                    let rule = build(card, &[], b, &net, 1);
                    asked(&*rule, convention, &net, &batch(7, 6, 3, 5), &mut stream(1, Stream::Noise)).1.delta
                });
            assert_eq!(mine, fixed);
            assert_eq!(mine.last(), theirs.last());
        }
    }
}

#[test]
fn its_signals_are_those_of_explicit_targets_whatever_their_step() {
    for (activation, output) in ACTIVATIONS.into_iter().flat_map(|f| OUTPUTS.map(|output| (f, output))) {
        let (net, batch) = (net(SIZES[2], true, activation, output, 3), batch(7, 6, 3, 5));
        let b = drawn(&net);
        let rule = build(&DIRECT, &[], Some(&b), &net, 1);
        let out = asked(&*rule, &MATCHED, &net, &batch, &mut stream(1, Stream::Noise)).1;
        let mut pass = Forward::default();
        net.forward(&batch.x, &mut pass);
        let top = net.depth() - 1;
        for step in [0.5, 2.0] {
            let wanted = &pass.z[top] - &(&out.teaching[top] * step);
            for (l, b) in b.iter().enumerate().take(top) {
                let target = &pass.h[l] + &(&wanted - &pass.z[top]).dot(b);
                let mut signal = (&pass.h[l] - &target) / step;
                net.activation.times_slope(&pass.h[l], 0.0, &mut signal);
                assert!(close(&out.teaching[l], &signal, 10.0 * EXACT), "{activation:?} {output:?} {step} {l}");
            }
        }
    }
}

#[test]
fn in_a_linear_network_the_slopes_of_the_output_as_feedback_are_backprop() {
    let net = net(SIZES[2], true, Activation::Identity, Output::SoftmaxNll, 3);
    let b = [net.layers[2].w.dot(&net.layers[1].w), net.layers[2].w.clone()];
    let [mine, theirs] = [(&DIRECT, Some(&b[..])), (&BACKPROP, None)].map(|(card, b)| {
        let rule = build(card, &[], b, &net, 1);
        asked(&*rule, &MATCHED, &net, &batch(7, 6, 3, 5), &mut stream(1, Stream::Noise)).1.delta
    });
    for (mine, theirs) in mine.iter().zip(&theirs) {
        assert!(close(&mine.w, &theirs.w, EXACT), "{} {}", mine.w, theirs.w);
    }
}

/// Change of z_L by noise on h_l alone.
fn change(net: &Network, pass: &Forward, l: usize, xi: &Mat) -> Mat {
    let mut h = &pass.h[l] + xi;
    let mut z = Mat::default((0, 0));
    for k in l + 1..net.depth() {
        net.layers[k].forward(&h, &mut z);
        net.activate(k, &z, &mut h);
    }
    z - &pass.z[net.depth() - 1]
}

#[test]
fn its_feedback_descends_the_difference_reconstruction_loss() {
    let (sigma, decay) = (0.3, 0.2);
    let (net, batch) = (net(SIZES[2], true, Activation::Tanh, Output::SoftmaxNll, 3), batch(7, 6, 3, 5));
    let (b, given) = (drawn(&net), noise(&net, 7, sigma, 4));
    let params = [("sigma", f64::from(sigma)), ("decay", decay), ("normalise", 0.0)];
    let out = asked_with(&*build(&DIRECT, &params, Some(&b), &net, 1), &net, &batch, &given);
    let mut pass = Forward::default();
    net.forward(&batch.x, &mut pass);
    for l in 0..2 {
        let xi = given[l].h.as_ref().expect("given");
        let shift = change(&net, &pass, l, xi);
        let loss = |b: &Mat| {
            let missed = (xi - &shift.dot(b)).mapv(|gap| f64::from(gap).powi(2)).sum();
            let size = b.mapv(|b| f64::from(b).powi(2)).sum();
            (missed / (7.0 * f64::from(sigma).powi(2)) + decay * size) / 2.0
        };
        let slope = slope_of(&b[l], loss);
        assert!(
            close(&out.learned[l], &-slope, if cfg!(feature = "f64") { 1e-7 } else { 2e-2 }),
            "{l}: {}",
            out.learned[l]
        );
    }
}

#[test]
fn in_a_linear_network_it_rests_at_the_regression_of_noise_on_what_it_changes() {
    let (sigma, decay) = (0.5, 0.3);
    let (net, batch) = (net(SIZES[2], false, Activation::Identity, Output::LinearMse, 3), batch(40, 6, 3, 5));
    let given = noise(&net, 40, sigma, 4);
    let mut pass = Forward::default();
    net.forward(&batch.x, &mut pass);
    let rest = |l: usize| {
        let xi = given[l].h.as_ref().expect("given");
        let shift = change(&net, &pass, l, xi);
        let square = shift.t().dot(&shift) + Mat::eye(3) * (40.0 * sigma * sigma * decay);
        pseudo_inverse(&square).expect("full rank").dot(&shift.t().dot(xi))
    };
    let b = [rest(0), rest(1)];
    let params = [("sigma", f64::from(sigma)), ("decay", f64::from(decay)), ("normalise", 0.0)];
    let out = asked_with(&*build(&DIRECT, &params, Some(&b), &net, 1), &net, &batch, &given);
    for (delta, b) in out.learned.iter().zip(&b) {
        let most = delta.iter().fold(0.0, |most: Real, value| most.max(value.abs()));
        assert!(most < EXACT * b.iter().fold(0.0, |most: Real, value| most.max(value.abs())), "{delta}");
    }
}

#[test]
fn divided_by_what_the_noise_changed_its_steps_have_the_same_direction() {
    let (net, batch) = (net(SIZES[2], true, Activation::Tanh, Output::SoftmaxNll, 3), batch(7, 6, 3, 5));
    let given = noise(&net, 7, 0.1, 4);
    let [published, ours] = [0.0, 1.0].map(|normalise| {
        asked_with(&*build(&DIRECT, &[("normalise", normalise)], None, &net, 1), &net, &batch, &given).learned
    });
    for (published, ours) in published.iter().zip(&ours) {
        assert!(cosine(published, ours) > 1.0 - 1e-6);
        assert!(!close(published, ours, 1e-3));
    }
}

#[test]
fn in_a_linear_network_the_damped_pseudo_inverse_is_learned() {
    let net = net(&[6, 5, 3], false, Activation::Identity, Output::LinearMse, 3);
    let mut trainer = trainer(&net, build(&DIRECT, &[("rate", 0.1)], None, &net, 1), &[0.0]);
    for seed in 0..4000 {
        trainer.step(&batch(64, 6, 3, seed), &mut ()).expect("finite");
    }
    let (found, wanted) = (&trainer.rule().feedback()[0], pseudo_inverse(&net.layers[1].w).expect("full rank"));
    assert!(close(found, &wanted, 0.1), "{found} {wanted}");
}

#[test]
fn the_layered_rules_update_no_longer_depends_on_its_step_when_that_is_small() {
    let net = net(SIZES[2], true, Activation::Tanh, Output::SoftmaxNll, 3);
    let (large, small) = if cfg!(feature = "f64") { (1e-2, 1e-3) } else { (0.1, 0.02) };
    let [a, b] = [large, small].map(|step| {
        let rule = build(&LAYERED, &[("step", step)], None, &net, 1);
        asked(&*rule, &MATCHED, &net, &batch(7, 6, 3, 5), &mut stream(1, Stream::Noise)).1.delta
    });
    a.iter().zip(&b).for_each(|(a, b)| assert!(close(&a.w, &b.w, large as Real), "{} {}", a.w, b.w));
}

#[test]
fn by_difference_reconstruction_inverses_descend_their_loss() {
    let sigma = 0.3;
    let (net, batch) = (net(&[6, 5, 4, 4, 3], true, Activation::Tanh, Output::SoftmaxNll, 3), batch(7, 6, 3, 5));
    let given = noise(&net, 7, sigma, 4);
    let rule = build(&LAYERED, &[("sigma", f64::from(sigma)), ("reconstruction", 1.0)], None, &net, 1);
    let out = asked_with(&*rule, &net, &batch, &given);
    let (b, top) = (rule.feedback(), net.depth() - 1);
    let mut pass = Forward::default();
    net.forward(&batch.x, &mut pass);
    let said = |l: usize| if l == top { &pass.z[l] } else { &pass.h[l] };
    let guess = |b: &Mat, output: &Mat| output.dot(b).mapv(|u| net.activation.at(u));
    for l in 1..=top {
        let xi = given[l - 1].h.as_ref().expect("given");
        let mut target = change(&net, &pass, l - 1, xi) + &pass.z[top];
        for k in (l + 1..=top).rev() {
            target = &pass.h[k - 1] + &guess(&b[k - 1], &target) - &guess(&b[k - 1], said(k));
        }
        let loss = |b: &Mat| {
            let missed = xi - &(guess(b, &target) - guess(b, said(l)));
            missed.mapv(|gap| f64::from(gap).powi(2)).sum() / (7.0 * f64::from(sigma).powi(2)) / 2.0
        };
        let slope = slope_of(&b[l - 1], loss);
        assert!(close(&out.learned[l - 1], &-slope, if cfg!(feature = "f64") { 1e-7 } else { 2e-2 }), "{l}");
    }
}
