//! Exact identities of cells with dendrites, and what their interneurons learn.

use crate::common::{asked, batch, build, close, net, test, trainer, OUTPUTS, SIZES};
use microlearning::base::random::{stream, Stream};
use microlearning::net::{Activation, Network, Output};
use microlearning::rule::convention::MATCHED;
use microlearning::rule::noise::Noise;
use microlearning::rule::{Asked, LayerUpdate, Over, Proposal, Rule};
use microlearning::rules::backprop::CARD as BACKPROP;
use microlearning::rules::dendritic::CARD as DENDRITIC;
use microlearning::rules::feedback_alignment::CARD as FEEDBACK;
use microlearning::{Mat, Real};

fn settled(params: &[(&str, f64)], b: Option<&[Mat]>, net: &Network) -> Proposal {
    let rule = build(&DENDRITIC, params, b, net, 1);
    asked(&*rule, &MATCHED, net, &batch(7, 6, 3, 5), &mut stream(1, Stream::Noise)).1
}

fn aligned(b: &[Mat], net: &Network) -> Vec<LayerUpdate> {
    let rule = build(&FEEDBACK, &[], Some(b), net, 1);
    asked(&*rule, &MATCHED, net, &batch(7, 6, 3, 5), &mut stream(1, Stream::Noise)).1.delta
}

/// The largest gap between two updates, as a share of the largest number of its matrix.
fn apart(mine: &[LayerUpdate], theirs: &[LayerUpdate]) -> Real {
    let size = |m: &Mat| m.iter().fold(0.0, |most: Real, value| most.max(value.abs()));
    mine.iter().zip(theirs).map(|(mine, theirs)| size(&(&mine.w - &theirs.w)) / size(&theirs.w)).fold(0.0, Real::max)
}

#[test]
fn without_hidden_layers_it_is_backprop() {
    for output in OUTPUTS {
        let net = net(SIZES[0], true, Activation::Tanh, output, 3);
        let rule = build(&BACKPROP, &[], None, &net, 1);
        let theirs = asked(&*rule, &MATCHED, &net, &batch(7, 6, 3, 5), &mut stream(1, Stream::Noise)).1;
        assert_eq!(settled(&[], None, &net).delta, theirs.delta);
    }
}

#[test]
fn as_the_nudge_becomes_small_it_comes_to_feedback_alignment() {
    let net = net(SIZES[2], true, Activation::Tanh, Output::SoftmaxNll, 3);
    let w: Vec<Mat> = net.layers[1..].iter().map(|layer| layer.w.clone()).collect();
    let random = build(&FEEDBACK, &[], None, &net, 9).feedback().to_vec();
    let nudges = if cfg!(feature = "f64") { [1e-1, 1e-2, 1e-3, 1e-4] } else { [0.4, 0.2, 0.1, 0.05] };
    for b in [w, random] {
        let theirs = aligned(&b, &net);
        let gaps = nudges.map(|nudging| apart(&settled(&[("nudging", nudging)], Some(&b), &net).delta, &theirs));
        for (i, (gap, nudging)) in gaps.iter().zip(nudges).enumerate() {
            assert!(*gap < 0.5 * nudging as Real, "λ = {nudging}: {gap}");
            let (found, wanted) = (gap / gaps[0], (nudging / nudges[0]) as Real);
            assert!((found / wanted - 1.0).abs() < 0.3, "step {i}: {gap} is not proportional to λ: {gaps:?}");
        }
    }
}

#[test]
fn in_that_limit_couplings_drop_out() {
    let net = net(SIZES[2], true, Activation::Tanh, Output::SoftmaxNll, 3);
    let (nudging, share) = if cfg!(feature = "f64") { (1e-4, 1e-3) } else { (0.05, 0.1) };
    let of = |apical, interneuron| {
        settled(&[("nudging", nudging), ("apical", apical), ("interneuron", interneuron)], None, &net).delta
    };
    let usual = of(0.5, 0.5);
    for (apical, interneuron) in [(0.2, 0.5), (0.9, 0.5), (0.5, 0.0), (0.5, 0.2)] {
        let gap = apart(&of(apical, interneuron), &usual);
        assert!(gap < share, "{apical} {interneuron}: {gap}");
    }
}

#[test]
fn a_few_sweeps_settle_the_cells() {
    let net = net(SIZES[2], true, Activation::Tanh, Output::SoftmaxNll, 3);
    let wanted = settled(&[], None, &net).delta;
    let bounds = if cfg!(feature = "f64") { [3e-2, 2e-3, 1e-4, 1e-6] } else { [3e-2, 2e-3, 2e-4, 1e-4] };
    for (sweeps, bound) in [1.0, 2.0, 3.0, 5.0].into_iter().zip(bounds) {
        let gap = apart(&settled(&[("sweeps", sweeps)], None, &net).delta, &wanted);
        assert!(gap < bound, "{sweeps} sweeps: {gap}");
    }
}

#[test]
fn without_a_teacher_the_apical_tree_hears_nothing() {
    let mut net = net(SIZES[2], true, Activation::Sigmoid, Output::LinearMse, 3);
    let top = net.layers.last_mut().expect("a layer");
    top.w.fill(0.0);
    top.b = Some(ndarray::arr1(&[1.0, 0.0, 0.0]));
    let mut right = batch(7, 6, 3, 5);
    right.t.fill(0.0);
    right.t.column_mut(0).fill(1.0);
    let rule = build(&DENDRITIC, &[("interneuron", 0.42)], None, &net, 1);
    let out = asked(&*rule, &MATCHED, &net, &right, &mut stream(1, Stream::Noise)).1;
    assert!(out.teaching.iter().flatten().all(|value| *value == 0.0));
}

#[test]
fn interneurons_that_learn_come_to_cancel_what_comes_from_above() {
    let net = net(&[5, 8, 4], true, Activation::Sigmoid, Output::LinearMse, 3);
    let params = [("lateral", 1.0), ("nudging", 1e-4), ("rate", 0.2)];
    let mut trainer = trainer(&net, build(&DENDRITIC, &params, None, &net, 1), &[0.0]);
    let miss = |trainer: &microlearning::train::Trainer| {
        let weights = |id: &str| {
            let path = trainer.rule().pathways().iter().find(|path| path.id == id).expect("kept");
            path.weights[0].clone()
        };
        let (b, sum) = (weights("B"), weights("B") + &weights("PI"));
        ((&sum * &sum).sum() / (&b * &b).sum()).sqrt()
    };
    let before = miss(&trainer);
    for seed in 0..6000 {
        trainer.step(&batch(50, 5, 4, seed), &mut ()).expect("finite");
    }
    let after = miss(&trainer);
    assert!(before > 0.8 && after < 0.05, "|Π + B|/|B| was {before} and is {after}");
}

#[test]
fn weights_that_predict_the_layer_above_are_the_same_kept_apart_or_not() {
    let net = net(SIZES[2], true, Activation::Tanh, Output::SoftmaxNll, 3);
    let wanted = settled(&[], None, &net);
    let mut rule = build(&DENDRITIC, &[("lateral", 1.0)], None, &net, 1);
    for l in 0..2 {
        let layer = &net.layers[l + 1];
        let b = rule.pathways()[0].weights[l].clone();
        let paths = rule.pathways_mut();
        paths[1].weights[l].assign(&layer.w);
        paths[2].weights[l].row_mut(0).assign(layer.b.as_ref().expect("with biases"));
        paths[3].weights[l] = -b;
    }
    let found = asked(&*rule, &MATCHED, &net, &batch(7, 6, 3, 5), &mut stream(1, Stream::Noise)).1;
    for (found, wanted) in found.delta.iter().zip(&wanted.delta) {
        assert!(close(&found.w, &wanted.w, if cfg!(feature = "f64") { 1e-12 } else { 1e-3 }));
    }
}

/// The trace of the apical potentials, a hidden layer each.
fn apical(rule: &dyn Rule, net: &Network) -> Vec<f64> {
    let mut asked = Asked::default();
    asked.proposal.watched = true;
    asked.ask(rule, net, &batch(7, 6, 3, 5), &MATCHED, &mut Noise::drawn(&mut stream(1, Stream::Noise)));
    let traces = asked.proposal.traces;
    assert_eq!((traces.len(), traces[0].id, traces[0].over), (1, "apical_free", Over::Layer));
    traces[0].values.clone()
}

#[test]
fn what_is_left_in_the_apical_trees_is_nothing_where_interneurons_know_and_falls_where_they_learn() {
    let net = net(SIZES[2], true, Activation::Tanh, Output::SoftmaxNll, 3);
    let ideal = apical(&*build(&DENDRITIC, &[], None, &net, 1), &net);
    assert_eq!(ideal.len(), net.depth() - 1);
    assert!(ideal.iter().all(|left| *left < 1e-6), "{ideal:?}");
    let mut learning = trainer(&net, build(&DENDRITIC, &[("lateral", 1.0), ("rate", 1.0)], None, &net, 1), &[0.0]);
    let before = apical(learning.rule(), learning.net());
    for _ in 0..400 {
        learning.step(&batch(7, 6, 3, 5), &mut ()).expect("finite");
    }
    let after = apical(learning.rule(), learning.net());
    for (before, after) in before.iter().zip(&after) {
        assert!(*before > 0.1 && after < &(before / 3.0), "from {before} to {after}");
    }
}
