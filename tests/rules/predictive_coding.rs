//! Identities of predictive coding: what it is when it has settled, and on the way there.

use crate::common::{asked, batch, build, far, gap, net, propose_matched, test, ACTIVATIONS, OUTPUTS, SIZES};
use microlearning::base::random::{stream, Stream};
use microlearning::data::Batch;
use microlearning::net::{Activation, Forward, Network, Output};
use microlearning::rule::convention::MATCHED;
use microlearning::rule::noise::Noise;
use microlearning::rule::{Asked, Proposal};
use microlearning::rules::backprop::CARD as BACKPROP;
use microlearning::rules::predictive_coding::CARD;
use microlearning::Mat;
use ndarray::Axis;

/// Largest deviation of what is equal on paper.
const EXACT: f64 = if cfg!(feature = "f64") { 1e-12 } else { 1e-3 };

/// The proposal, with its energy.
fn settled(net: &Network, batch: &Batch, params: &[(&str, f64)]) -> Proposal {
    let (rule, mut asked) = (build(&CARD, params, None, net, 1), Asked::default());
    (asked.proposal.watched, asked.proposal.pictured) = (true, true);
    asked.ask(&*rule, net, batch, &MATCHED, &mut Noise::drawn(&mut stream(1, Stream::Noise)));
    asked.proposal
}

fn energy(out: &Proposal) -> &[f64] {
    assert_eq!((out.traces.len(), out.traces[0].id), (1, "energy"));
    &out.traces[0].values
}

#[test]
fn with_fixed_predictions_it_is_backprop_after_as_many_steps_as_hidden_layers_or_settled() {
    for (sizes, output) in SIZES.into_iter().flat_map(|sizes| OUTPUTS.map(|output| (sizes, output))) {
        for (activation, beta) in ACTIVATIONS.into_iter().flat_map(|activation| [(activation, 1.0), (activation, 0.1)])
        {
            let (net, batch) = (net(sizes, true, activation, output, 3), batch(7, 6, 3, 5));
            let theirs = propose_matched(&BACKPROP, &net, &batch);
            for (steps, dt) in [(net.depth() as f64 - 1.0, 1.0), (300.0, 0.2)] {
                let params = [("beta", beta), ("steps", steps), ("dt", dt), ("fixed_prediction", 1.0)];
                let (rule, rng) = (build(&CARD, &params, None, &net, 1), &mut stream(1, Stream::Noise));
                let mine = asked(&*rule, &MATCHED, &net, &batch, rng).1;
                assert!(far(&mine, &theirs) <= EXACT, "{activation:?} {output:?} {params:?}: {}", far(&mine, &theirs));
            }
        }
    }
}

#[test]
fn settled_it_is_backprop_but_for_a_part_in_proportion_to_the_nudge() {
    for (seed, sizes) in (1..).zip(SIZES).skip(1) {
        let (net, batch) = (net(sizes, true, Activation::Tanh, Output::SoftmaxNll, seed), batch(7, 6, 3, seed));
        let theirs = propose_matched(&BACKPROP, &net, &batch);
        let [more, less] = [1e-2, 1e-3]
            .map(|beta| far(&settled(&net, &batch, &[("beta", beta), ("steps", 500.0), ("dt", 0.2)]), &theirs));
        assert!((1e-4..2e-2).contains(&more), "{sizes:?}: {more}");
        if cfg!(feature = "f64") {
            assert!((more / less - 10.0).abs() < 0.2, "{sizes:?}: {more} and {less}");
        }
    }
}

#[test]
fn settled_it_goes_down_the_slope_of_the_energy() {
    let (step, tolerance) = if cfg!(feature = "f64") { (1e-5, 1e-7) } else { (1e-2, 1e-2) };
    for output in OUTPUTS.into_iter().filter(|output| *output != Output::HardSigmoidMse) {
        let (mut net, batch) = (net(&[6, 4, 3, 3], true, Activation::Tanh, output, 4), batch(5, 6, 3, 5));
        let params = [("beta", 1.0), ("steps", 500.0), ("dt", 0.2)];
        let found = settled(&net, &batch, &params);
        for l in 0..net.depth() {
            let size = found.delta[l].w.iter().fold(0.0, |most: f64, v| most.max(f64::from(*v).abs()));
            for (at, value) in found.delta[l].w.indexed_iter() {
                let before = net.layers[l].w[at];
                let [up, down] = [step, -step].map(|step| {
                    net.layers[l].w[at] = before + step;
                    *energy(&settled(&net, &batch, &params)).last().expect("an energy")
                });
                net.layers[l].w[at] = before;
                let expected = -f64::from(output.factor()) * (up - down) / (2.0 * f64::from(step));
                let gap = (f64::from(*value) - expected).abs();
                assert!(gap <= tolerance * size, "{output:?} W{l}{at:?}: {value}, {expected}");
            }
        }
    }
}

#[test]
fn its_energy_never_rises_and_is_told_step_by_step() {
    for seed in 1..6 {
        for (activation, output) in [(Activation::Tanh, Output::SoftmaxNll), (Activation::Sigmoid, Output::SigmoidMse)]
        {
            let (net, batch) = (net(SIZES[2], true, activation, output, seed), batch(7, 6, 3, seed));
            let found = settled(&net, &batch, &[("beta", 0.5), ("steps", 50.0)]);
            let energy = energy(&found);
            assert_eq!(energy.len(), 51);
            assert!(energy.windows(2).all(|pair| pair[1] <= pair[0] + 1e-6) && energy[50] < energy[0], "{energy:?}");
        }
    }
}

#[test]
fn as_many_layers_learn_as_there_were_steps_and_one_and_the_top_layer_as_in_backprop() {
    let (net, batch) = (net(&[6, 5, 5, 4, 3], true, Activation::Tanh, Output::SoftmaxNll, 3), batch(7, 6, 3, 5));
    let theirs = propose_matched(&BACKPROP, &net, &batch);
    for steps in 0..4 {
        let mine = settled(&net, &batch, &[("steps", f64::from(steps))]);
        let moved: Vec<_> = mine.delta.iter().map(|delta| delta.w.iter().any(|value| *value != 0.0)).collect();
        let expected: Vec<_> = (0..4).map(|l| l + 1 + steps >= 4).collect();
        assert_eq!(moved, expected, "{steps} steps");
        assert!(steps > 0 || gap(&mine.delta[3].w, &theirs.delta[3].w) <= EXACT);
    }
}

#[test]
fn its_picture_is_the_error_as_the_input_would_hear_it() {
    let (net, batch) = (net(&[6, 5, 3], true, Activation::Tanh, Output::SoftmaxNll, 3), batch(7, 6, 3, 5));
    let found = settled(&net, &batch, &[("beta", 1.0)]);
    // ε₁ is −δ₁ for β = 1 and this output.
    let expected = -found.teaching[0].dot(&net.layers[0].w);
    assert!(gap(&found.pictures[0].values, &expected) <= EXACT);
}

#[test]
fn run_backwards_it_imagines_an_input_for_each_class_that_the_network_reads_as_such() {
    let (net, batch) = (net(&[6, 5, 3], true, Activation::Tanh, Output::SoftmaxNll, 3), batch(7, 6, 3, 5));
    let found = settled(&net, &batch, &[]);
    let imagined = found.pictures.iter().find(|picture| picture.id == "imagined").expect("it imagines");
    assert_eq!(imagined.values.dim(), (3, 6));
    let read = |x: &Mat| {
        let mut pass = Forward::default();
        net.forward(x, &mut pass);
        pass.output().clone()
    };
    let before = read(&batch.x.mean_axis(Axis(0)).expect("a batch").insert_axis(Axis(0)));
    for (class, answer) in read(&imagined.values).rows().into_iter().enumerate() {
        assert!(answer.iter().all(|other| *other <= answer[class]), "class {class}: {answer}");
        assert!(answer[class] > before[(0, class)], "class {class}: {answer} after {before}");
    }
}
