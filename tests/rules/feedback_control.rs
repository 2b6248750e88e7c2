//! Identities of deep feedback control, and of Hebbian learning with its control.

use crate::common::{asked, batch, far, gap, net, propose_matched, test, SIZES};
use microlearning::base::random::{stream, Stream};
use microlearning::credit::control::Control;
use microlearning::metrics::pseudo_inverse;
use microlearning::net::{Activation, Forward, Init, Network, Output};
use microlearning::rule::convention::MATCHED;
use microlearning::rule::feedback::{Origin, Wiring};
use microlearning::rule::{Card, Context, Params, Proposal, Setting, Workspace};
use microlearning::rules::backprop::CARD as BACKPROP;
use microlearning::rules::feedback_control::CARD;
use microlearning::rules::hebbian_control::CARD as HEBBIAN;
use microlearning::{Mat, Real};
use ndarray::{concatenate, Axis};

/// Largest deviation of what is equal on paper.
const EXACT: f64 = if cfg!(feature = "f64") { 1e-12 } else { 2e-4 };

/// Parameters, beyond the range that readers can choose if need be.
fn params(card: &Card, given: &[(&str, f64)]) -> Params {
    let mut params = card.params(&Params::new()).expect("defaults");
    for (id, value) in given {
        assert!(params.insert((*id).to_owned(), *value).is_some(), "{id}");
    }
    params
}

fn proposed(card: &Card, net: &Network, given: &[(&str, f64)], b: Option<&[Mat]>) -> Proposal {
    let params = params(card, given);
    let setting = Setting { net, params: &params, feedback: Origin { init: Init::Normal(0.5), given: b } };
    let rule = (card.build)(&setting, &mut stream(1, Stream::Feedback));
    asked(&*rule, &MATCHED, net, &batch(7, 6, 3, 5), &mut stream(1, Stream::Noise)).1
}

/// The network under control: the two passes, and each layer's push v − told.
fn controlled(net: &Network, given: &[(&str, f64)], b: Option<&[Mat]>) -> ([Forward; 2], Vec<Mat>) {
    let (params, batch, mut pass) = (params(&CARD, given), batch(7, 6, 3, 5), Forward::default());
    let setting = Setting { net, params: &params, feedback: Origin { init: Init::Normal(0.5), given: b } };
    let control = Control::new(&setting, false, &mut stream(1, Stream::Feedback));
    net.forward(&batch.x, &mut pass);
    let rule = (CARD.build)(&setting, &mut stream(1, Stream::Feedback));
    let (mut work, mut out) = (Workspace::default(), Proposal::default());
    out.reshape(&*rule, net, batch.len());
    let at = Context { net, batch: &batch, pass: &pass, loss: 0.0, convention: &MATCHED };
    control.run(&at, &mut work, &mut out);
    let push = work.passes[1].z.iter().zip(&work.passes[0].z).map(|(v, told)| v - told).collect();
    (work.passes, push)
}

/// z_L − λ ∂ℓ/∂z_L.
fn target(net: &Network, step: Real) -> (Mat, Mat) {
    let (batch, mut pass) = (batch(7, 6, 3, 5), Forward::default());
    net.forward(&batch.x, &mut pass);
    let mut error = Mat::zeros(batch.t.dim());
    net.output.error(pass.output(), &batch.t, &mut error);
    (&pass.z[net.depth() - 1] - &error * step, error * -step)
}

/// Jacobians ∂z_L/∂z_l of the hidden layers of a linear network, (n_L, n_l).
fn jacobians(net: &Network) -> Vec<Mat> {
    let above = |l: usize| net.layers[l + 1..].iter().rev().map(|layer| layer.w.clone()).reduce(|a, b| a.dot(&b));
    (0..net.depth() - 1).map(|l| above(l).expect("a layer above").as_standard_layout().into_owned()).collect()
}

/// These matrices side by side.
fn beside<'a>(all: impl IntoIterator<Item = &'a Mat>) -> Mat {
    let views: Vec<_> = all.into_iter().map(|m| m.view()).collect();
    concatenate(Axis(1), &views).expect("as many rows").as_standard_layout().into_owned()
}

fn linear(sizes: &[usize]) -> Network {
    net(sizes, true, Activation::Identity, Output::LinearMse, 3)
}

#[test]
fn without_a_leak_the_output_of_a_linear_network_reaches_its_target_over_any_feedback() {
    for sizes in SIZES {
        let net = linear(sizes);
        let ([_, held], _) = controlled(&net, &[("alpha", 0.0)], None);
        assert!(gap(&held.z[net.depth() - 1], &target(&net, 0.1).0) <= EXACT, "{sizes:?}");
    }
}

#[test]
fn over_the_jacobian_without_a_leak_the_push_is_that_of_gauss_and_newton() {
    let net = linear(SIZES[2]);
    let j = jacobians(&net);
    let (_, push) = controlled(&net, &[("alpha", 0.0)], Some(&j));
    let all = beside(j.iter().chain([&Mat::eye(3)]));
    let expected = target(&net, 0.1).1.dot(&pseudo_inverse(&all).expect("full rank"));
    let push = beside(&push);
    assert!(gap(&push, &expected) <= EXACT * 10.0, "{}", gap(&push, &expected));
}

#[test]
fn over_the_jacobian_with_a_large_leak_it_is_backprop_divided_by_the_leak() {
    let net = linear(SIZES[2]);
    let (alpha, most) = if cfg!(feature = "f64") { (1e6, 2e-5) } else { (1e3, 5e-2) };
    let mut mine = proposed(&CARD, &net, &[("alpha", alpha), ("step", 0.1)], Some(&jacobians(&net)));
    mine.delta.iter_mut().for_each(|delta| delta.scale(alpha as Real));
    let theirs = propose_matched(&BACKPROP, &net, &batch(7, 6, 3, 5));
    assert!(far(&mine, &theirs) <= most, "{}", far(&mine, &theirs));
}

fn nonlinear() -> Network {
    net(SIZES[2], true, Activation::Tanh, Output::SoftmaxNll, 3)
}

/// Feedback along the Jacobian, so that the control goes the right way, and weak, so that three layers' lags do not make it swing.
fn weak() -> Vec<Mat> {
    jacobians(&linear(SIZES[2])).iter().map(|j| j * 0.2).collect()
}

#[test]
fn as_the_target_comes_near_the_update_no_longer_depends_on_the_step() {
    let net = nonlinear();
    let of = |step| proposed(&CARD, &net, &[("step", step)], Some(&weak()));
    let (small, smaller, most) = if cfg!(feature = "f64") { (1e-3, 1e-5, 1e-2) } else { (1e-2, 1e-3, 1e-1) };
    let near = far(&of(small), &of(smaller));
    assert!(near <= most, "{near}");
    assert!(far(&of(1.0), &of(smaller)) > 5.0 * near, "a large step is another update");
}

#[test]
fn settled_the_dynamics_come_to_the_steady_state_for_small_steps_and_leave_u_in_proportion_to_the_miss() {
    let net = nonlinear();
    let (step, most) = if cfg!(feature = "f64") { (1e-5, 1e-4) } else { (1e-2, 5e-2) };
    let settled = [("dynamic", 1.0), ("steps", 3000.0), ("alpha", 0.1), ("step", step)];
    let b = weak();
    let steady = proposed(&CARD, &net, &[("alpha", 0.1), ("step", step)], Some(&b));
    let dynamic = proposed(&CARD, &net, &settled, Some(&b));
    assert!(far(&dynamic, &steady) <= most, "{}", far(&dynamic, &steady));
    let ([_, held], push) = controlled(&net, &settled, Some(&b));
    let miss = target(&net, step as Real).0 - &held.z[net.depth() - 1];
    let u = push.last().expect("a layer");
    assert!(gap(&miss, &(u * 0.1)) <= if cfg!(feature = "f64") { 1e-8 } else { 5e-2 }, "m = αu");
}

#[test]
fn the_settled_state_does_not_depend_on_the_pace_of_the_dynamics() {
    let (net, b) = (nonlinear(), weak());
    let of = |dt: f64, tau: f64, kp: f64| {
        let given = [("dynamic", 1.0), ("steps", 20000.0), ("dt", dt), ("tau", tau), ("kp", kp), ("alpha", 0.1)];
        proposed(&CARD, &net, &given, Some(&b))
    };
    let usual = of(0.2, 0.4, 0.0);
    for (dt, tau, kp) in [(0.02, 0.4, 0.0), (0.05, 1.0, 0.0), (0.02, 0.2, 0.2)] {
        assert!(far(&of(dt, tau, kp), &usual) <= EXACT * 10.0, "{dt} {tau} {kp}: {}", far(&of(dt, tau, kp), &usual));
    }
}

#[test]
fn the_mean_over_time_is_the_mean_of_the_last_steps_of_all_shorter_times() {
    let (net, steps) = (nonlinear(), 6);
    let of = |steps: i32, average| {
        proposed(&CARD, &net, &[("dynamic", 1.0), ("steps", f64::from(steps)), ("average", average)], None)
    };
    let mut mean = of(steps, 0.0);
    for (l, delta) in mean.delta.iter_mut().enumerate() {
        for shorter in 1..steps {
            let shorter = of(shorter, 0.0);
            delta.w += &shorter.delta[l].w;
            *delta.b.as_mut().expect("with biases") += shorter.delta[l].b.as_ref().expect("with biases");
        }
        delta.scale(1.0 / (steps + 1) as Real);
    }
    assert!(far(&of(steps, 1.0), &mean) <= EXACT);
}

#[test]
fn feedback_learns_the_jacobian() {
    let (net, zero) = (linear(SIZES[2]), Wiring::Direct.shapes(&linear(SIZES[2])));
    let zero: Vec<_> = zero.into_iter().map(Mat::zeros).collect();
    let params = params(&CARD, &[("sigma", 0.05)]);
    let setting =
        Setting { net: &net, params: &params, feedback: Origin { init: Init::Normal(0.5), given: Some(&zero) } };
    let rule = (CARD.build)(&setting, &mut stream(1, Stream::Feedback));
    let (rng, mut sum) = (&mut stream(1, Stream::Noise), zero.clone());
    let batch = batch(200, 6, 3, 5);
    for _ in 0..200 {
        let out = asked(&*rule, &MATCHED, &net, &batch, rng).1;
        sum.iter_mut().zip(&out.learned).for_each(|(sum, delta)| *sum += &(delta / 200.0));
    }
    for (found, expected) in sum.iter().zip(jacobians(&net)) {
        assert!(gap(found, &expected) <= 0.05, "{}", gap(found, &expected));
    }
}

#[test]
fn hebbian_learning_under_control_is_the_difference_of_two_products() {
    let (net, batch) = (nonlinear(), batch(7, 6, 3, 5));
    let ([_, held], push) = controlled(&net, &[], None);
    let (mine, mut free) = (proposed(&HEBBIAN, &net, &[], None), Forward::default());
    net.forward(&batch.x, &mut free);
    for l in 0..net.depth() - 1 {
        let product = |pass: &Forward| pass.h[l].t().dot(pass.below(l, &batch.x));
        let expected = (product(&held) - product(&free)) / (7.0 * 0.1);
        assert!(gap(&mine.delta[l].w, &expected) <= EXACT * 10.0, "layer {l}: {}", gap(&mine.delta[l].w, &expected));
    }
    let expected = push[2].t().dot(&held.h[1]) / (7.0 * 0.1);
    assert!(gap(&mine.delta[2].w, &expected) <= EXACT * 10.0);
}

#[test]
fn with_one_hidden_layer_hebbian_learning_under_control_is_deep_feedback_control() {
    let one = net(SIZES[1], true, Activation::Tanh, Output::SoftmaxNll, 3);
    let apart = |net: &Network| far(&proposed(&HEBBIAN, net, &[], None), &proposed(&CARD, net, &[], None));
    assert!(apart(&one) <= EXACT, "{}", apart(&one));
    assert!(apart(&nonlinear()) > 0.01, "with two it is another rule");
}
