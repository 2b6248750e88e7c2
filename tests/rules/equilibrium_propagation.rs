//! Identities of equilibrium propagation: its settled states, and the slope that it estimates.

use crate::common::{asked, batch, build, far, gap, net, propose_matched, test, OUTPUTS, SIZES};
use microlearning::base::random::{normal, stream, Stream};
use microlearning::credit::phases::Circuit;
use microlearning::credit::relaxation::Settle;
use microlearning::data::Batch;
use microlearning::net::{Activation, Forward, Network, Output};
use microlearning::rule::convention::MATCHED;
use microlearning::rule::{Proposal, Workspace};
use microlearning::rules::backprop::CARD as BACKPROP;
use microlearning::rules::equilibrium_propagation::CARD;
use microlearning::{Mat, Real};

/// Enough steps to settle with small weights.
const SETTLED: [(&str, f64); 3] = [("steps", 500.0), ("nudged_steps", 100.0), ("dt", 0.5)];

/// A network with weights from N(0, 0.2²): two of 0.5² can have several states in which they rest.
fn small(sizes: &[usize], activation: Activation, output: Output) -> Network {
    let mut net = net(sizes, true, activation, output, 3);
    net.layers.iter_mut().for_each(|layer| layer.w *= 0.4);
    if output == Output::HardSigmoidMse {
        // Well between its edges, where it has a slope.
        net.layers.iter_mut().for_each(|layer| layer.w *= 0.5);
        net.layers.last_mut().and_then(|top| top.b.as_mut()).expect("with biases").fill(0.5);
    }
    net
}

fn found(net: &Network, batch: &Batch, beta: f64, centred: f64) -> Proposal {
    let params = [&SETTLED[..], &[("beta", beta), ("centred", centred)]].concat();
    asked(&*build(&CARD, &params, None, net, 1), &MATCHED, net, batch, &mut stream(1, Stream::Noise)).1
}

/// The answer of the settled network.
fn answer(net: &Network, x: &Mat) -> Forward {
    let mut pass = Forward::default();
    build(&CARD, &SETTLED, None, net, 1).answer(net, x, &mut Workspace::default(), &mut pass);
    pass
}

/// −∂(free loss)/∂W of every layer, by finite differences.
fn slopes(net: &Network, batch: &Batch, step: Real) -> Vec<Mat> {
    let shapes: Vec<_> = net.layers.iter().map(|layer| layer.w.dim()).collect();
    let mut net = net.clone();
    let mut slope = |l: usize, at: (usize, usize)| {
        let before = net.layers[l].w[at];
        let [up, down] = [step, -step].map(|step| {
            net.layers[l].w[at] = before + step;
            net.loss(&answer(&net, &batch.x), &batch.t)
        });
        net.layers[l].w[at] = before;
        ((down - up) / (2.0 * f64::from(step))) as Real
    };
    shapes.into_iter().enumerate().map(|(l, shape)| Mat::from_shape_fn(shape, |at| slope(l, at))).collect()
}

fn far_from(slopes: &[Mat], out: &Proposal) -> f64 {
    slopes.iter().zip(&out.delta).map(|(slope, delta)| gap(&delta.w, slope)).fold(0.0, f64::max)
}

#[test]
fn settled_it_is_the_slope_of_the_free_loss_and_centred_far_nearer() {
    let step = if cfg!(feature = "f64") { 1e-5 } else { 3e-2 };
    for (sizes, output) in SIZES.into_iter().skip(1).flat_map(|sizes| OUTPUTS.map(|output| (sizes, output))) {
        let (net, batch) = (small(sizes, Activation::Tanh, output), batch(5, 6, 3, 5));
        let slopes = slopes(&net, &batch, step);
        let of = |beta, centred| far_from(&slopes, &found(&net, &batch, beta, centred));
        if cfg!(feature = "f64") {
            let [one, less] = [1e-2, 1e-3].map(|beta| of(beta, 0.0));
            assert!(one < 5e-2 && (one / less - 10.0).abs() < 1.0, "{sizes:?} {output:?}: {one}, {less}");
            let [both, fewer] = [1e-1, 1e-2].map(|beta| of(beta, 1.0));
            assert!(both < 1e-1 && (both / fewer - 100.0).abs() < 10.0, "{sizes:?} {output:?}: {both}, {fewer}");
        } else {
            assert!(of(0.05, 1.0) < 2e-2, "{sizes:?} {output:?}: {}", of(0.05, 1.0));
        }
    }
}

#[test]
fn the_free_state_rests_and_does_not_depend_on_its_start() {
    let tolerance = if cfg!(feature = "f64") { 1e-14 } else { 1e-6 };
    for (sizes, output) in SIZES.into_iter().flat_map(|sizes| OUTPUTS.map(|output| (sizes, output))) {
        let (net, batch) = (small(sizes, Activation::Sigmoid, output), batch(5, 6, 3, 5));
        let (pass, layers) = (answer(&net, &batch.x), Circuit::layers(&net));
        let mut drive = Mat::default((0, 0));
        net.layers[0].forward(&batch.x, &mut drive);
        for l in 0..layers {
            let below = if l == 0 { &batch.x } else { &pass.h[l - 1] };
            let mut heard = Mat::default((0, 0));
            net.layers[l].forward(below, &mut heard);
            if l + 1 < layers {
                heard += &pass.h[l + 1].dot(&net.layers[l + 1].w);
            }
            let mut rest = Mat::default((0, 0));
            net.activate(l, &heard, &mut rest);
            assert!(
                (&rest - &pass.h[l]).iter().all(|gap| f64::from(gap.abs()) <= tolerance),
                "{sizes:?} {output:?} {l}"
            );
        }
        let (circuit, mut state) = (Circuit { net: &net, drive: &drive, nudge: None }, Forward::default());
        circuit.begin(&mut state);
        let mut rng = stream(1, Stream::Noise);
        state.h.iter_mut().for_each(|states| states.mapv_inplace(|_| normal(&mut rng)));
        Settle { steps: 500, rate: 0.5 }.run(&circuit, &mut state, &mut Vec::new(), None);
        for (other, mine) in state.h.iter().zip(&pass.h) {
            assert!((other - mine).iter().all(|gap| f64::from(gap.abs()) <= tolerance), "{sizes:?} {output:?}");
        }
    }
}

#[test]
fn with_one_hidden_layer_and_a_read_out_it_comes_to_backprop_as_the_nudge_becomes_small() {
    let (net, batch) = (small(SIZES[1], Activation::Tanh, Output::SoftmaxNll), batch(5, 6, 3, 5));
    let theirs = propose_matched(&BACKPROP, &net, &batch);
    let [one, both] = [0.0, 1.0].map(|centred| far(&found(&net, &batch, 1e-3, centred), &theirs));
    let most = if cfg!(feature = "f64") { 1e-6 } else { 1e-3 };
    assert!(one < 2e-3 && both < most, "{one}, {both}");
}

#[test]
fn the_clipped_steps_of_the_first_paper_come_to_the_same_states() {
    let tolerance = if cfg!(feature = "f64") { 1e-14 } else { 1e-6 };
    let (net, batch) = (small(SIZES[2], Activation::HardSigmoid, Output::HardSigmoidMse), batch(5, 6, 3, 5));
    let (pass, depth) = (answer(&net, &batch.x), net.depth());
    let mut states: Vec<Mat> = net.layers.iter().map(|layer| Mat::zeros((5, layer.units()))).collect();
    for _ in 0..500 {
        let before = states.clone();
        for l in 0..depth {
            let below = if l == 0 { &batch.x } else { &before[l - 1] };
            let mut heard = Mat::default((0, 0));
            net.layers[l].forward(below, &mut heard);
            if l + 1 < depth {
                heard += &before[l + 1].dot(&net.layers[l + 1].w);
            }
            states[l] = (&before[l] + (heard - &before[l]) * 0.5).mapv(|s: Real| s.clamp(0.0, 1.0));
        }
    }
    for (l, (theirs, mine)) in states.iter().zip(&pass.h).enumerate() {
        assert!((theirs - mine).iter().all(|gap| f64::from(gap.abs()) <= tolerance), "layer {l}: {}", theirs - mine);
    }
}
