//! Exact identities of forward–forward, and its two ways of reading.

use crate::common::{asked, asked_with, batch, build, close, net, test};
use microlearning::base::random::{stream, Stream};
use microlearning::data::Batch;
use microlearning::net::{Activation, Forward, Network, Output};
use microlearning::rule::convention::MATCHED;
use microlearning::rule::noise::{LayerNoise, Noise};
use microlearning::rule::{Asked, LayerUpdate, Over, Workspace};
use microlearning::rules::forward_forward::CARD;
use microlearning::{Mat, Real};

/// Tolerance of identities, of the largest number.
const EXACT: Real = if cfg!(feature = "f64") { 1e-12 } else { 1e-4 };

fn scene() -> (Network, Batch) {
    (net(&[8, 6, 5, 3], true, Activation::Relu, Output::SoftmaxNll, 3), batch(7, 8, 3, 5))
}

/// Wrong labels for `scene`, as the top layer's noise.
fn wrong(batch: &Batch) -> Vec<LayerNoise> {
    let mut labels = Mat::zeros(batch.t.dim());
    for (mut wrong, t) in labels.rows_mut().into_iter().zip(batch.t.rows()) {
        (0..3).for_each(|k| wrong[(k + 1) % 3] = t[k]);
    }
    let mut noise = vec![LayerNoise::default(); 3];
    noise[2].h = Some(labels);
    noise
}

fn learned(net: &Network, batch: &Batch) -> Vec<LayerUpdate> {
    asked_with(&*build(&CARD, &[], None, net, 1), net, batch, &wrong(batch)).delta
}

/// Each row at length √n.
fn normalised(mut a: Mat) -> Mat {
    for mut row in a.rows_mut() {
        let length = (row.dot(&row) / row.len() as Real).sqrt() + 1e-8;
        row /= length;
    }
    a
}

/// h of the hidden layers where x has these labels drawn in, (B, 3).
fn run(net: &Network, x: &Mat, labels: &Mat) -> Vec<Mat> {
    let mut a = x.clone();
    a.slice_mut(ndarray::s![.., ..3]).assign(labels);
    let mut all = Vec::new();
    for (l, layer) in net.layers[..net.depth() - 1].iter().enumerate() {
        let (mut z, mut h) = (Mat::default((0, 0)), Mat::default((0, 0)));
        layer.forward(&normalised(a), &mut z);
        net.activate(l, &z, &mut h);
        all.push(h.clone());
        a = h;
    }
    all
}

/// The first layer's loss: the mean of softplus(∓(Σh² − n)).
fn first_loss(net: &Network, batch: &Batch) -> f64 {
    let wrong = wrong(batch)[2].h.clone().expect("given");
    let part = |labels: &Mat, sign: f64| -> f64 {
        let h = &run(net, &batch.x, labels)[0];
        let one = |h: ndarray::ArrayView1<'_, Real>| {
            let goodness: f64 = h.iter().map(|h| f64::from(*h).powi(2)).sum();
            (-sign * (goodness - h.len() as f64)).exp().ln_1p()
        };
        h.rows().into_iter().map(one).sum()
    };
    (part(&batch.t, 1.0) + part(&wrong, -1.0)) / (2.0 * batch.len() as f64)
}

#[test]
fn a_layer_learns_from_nothing_above_it() {
    let (mut net, batch) = scene();
    let before = learned(&net, &batch);
    net.layers[1].w *= -2.0;
    net.layers[2].w.fill(0.3);
    let after = learned(&net, &batch);
    assert_eq!(before[0], after[0]);
    assert_ne!(before[1], after[1]);
}

#[test]
fn no_layer_can_read_how_active_the_one_below_is() {
    let (mut net, batch) = scene();
    let before = learned(&net, &batch);
    net.layers[0].w *= 5.0;
    net.layers[0].b.iter_mut().for_each(|b| *b *= 5.0);
    let after = learned(&net, &batch);
    assert!(close(&after[1].w, &before[1].w, if cfg!(feature = "f64") { 1e-6 } else { 1e-4 }));
    assert!(!close(&after[0].w, &before[0].w, 0.1));
}

#[test]
fn a_silent_unit_learns_nothing() {
    let (mut net, batch) = scene();
    net.layers[0].b.as_mut().expect("with biases")[2] = -100.0;
    let delta = &learned(&net, &batch)[0];
    assert!(delta.w.row(2).iter().all(|value| *value == 0.0));
    assert!(delta.w.row(1).iter().any(|value| *value != 0.0));
}

#[test]
fn a_step_lowers_the_layers_loss_by_its_square() {
    let (net, batch) = scene();
    let delta = &learned(&net, &batch)[0];
    let b = delta.b.as_ref().expect("with biases");
    let square = f64::from((&delta.w * &delta.w).sum() + (b * b).sum());
    let (step, share) = if cfg!(feature = "f64") { (1e-6, 1e-4) } else { (3e-3, 0.05) };
    let after = |step: Real| {
        let mut net = net.clone();
        net.layers[0].w.scaled_add(step, &delta.w);
        net.layers[0].b.as_mut().expect("with biases").scaled_add(step, b);
        first_loss(&net, &batch)
    };
    let fell = (after(-step) - after(step)) / (2.0 * f64::from(step));
    assert!((fell / square - 1.0).abs() < share, "{fell} {square}");
}

#[test]
fn it_answers_a_picture_without_a_label_and_reads_goodness_with_each() {
    let (net, batch) = scene();
    let (mut pass, mut work) = (Forward::default(), Workspace::default());
    build(&CARD, &[], None, &net, 1).answer(&net, &batch.x, &mut work, &mut pass);
    let blank = run(&net, &batch.x, &Mat::from_elem((7, 3), 1.0 / 3.0));
    let mut z = Mat::default((0, 0));
    net.layers[2].forward(&normalised(blank[1].clone()), &mut z);
    assert!(close(&pass.z[2], &z, EXACT), "{} {z}", pass.z[2]);
    for (skip, first) in [(0.0, 0), (1.0, 1)] {
        let rule = build(&CARD, &[("read", 1.0), ("skip_first", skip)], None, &net, 1);
        rule.answer(&net, &batch.x, &mut work, &mut pass);
        for label in 0..3 {
            let drawn = Mat::from_shape_fn((7, 3), |(_, k)| Real::from(u8::from(k == label)));
            let layers = run(&net, &batch.x, &drawn);
            for (i, found) in pass.z[2].column(label).iter().enumerate() {
                let wanted: Real = layers[first..].iter().map(|h| h.row(i).dot(&h.row(i))).sum();
                assert!((found - wanted).abs() < 10.0 * EXACT * (1.0 + wanted), "{found} {wanted}");
            }
        }
    }
}

#[test]
fn drawn_labels_are_wrong_and_all_the_wrong_ones_come() {
    let (net, batch) = scene();
    let rule = build(&CARD, &[], None, &net, 1);
    let rng = &mut stream(1, Stream::Noise);
    let mut noise = microlearning::rule::noise::Noise::drawn(rng);
    let (mut labels, mut seen) = (Mat::default((0, 0)), Mat::zeros(batch.t.dim()));
    for _ in 0..60 {
        noise.wrong_labels(2, &batch.t, &mut labels);
        assert!((&labels * &batch.t).iter().all(|both| *both == 0.0));
        assert!(labels.rows().into_iter().all(|row| row.sum() == 1.0));
        seen += &labels;
    }
    assert!(seen.iter().zip(&batch.t).all(|(seen, right)| (*seen == 0.0) == (*right == 1.0)));
    let first = asked(&*rule, &MATCHED, &net, &batch, &mut stream(1, Stream::Noise)).1;
    assert_ne!(first.delta, asked(&*rule, &MATCHED, &net, &batch, &mut stream(2, Stream::Noise)).1.delta);
}

#[test]
fn traces_are_the_goodness_a_unit_of_each_layer_for_right_and_for_wrong_labels() {
    let (net, batch) = scene();
    let noise = wrong(&batch);
    let mut asked = Asked::default();
    asked.proposal.watched = true;
    let rule = build(&CARD, &[], None, &net, 1);
    asked.ask(&*rule, &net, &batch, &MATCHED, &mut Noise::given(&noise, &mut stream(1, Stream::Noise)));
    let labels = [("right", &batch.t), ("wrong", noise[2].h.as_ref().expect("labels"))];
    for ((id, labels), trace) in labels.into_iter().zip(&asked.proposal.traces) {
        assert_eq!((trace.id, trace.over, trace.begin), (id, Over::Layer, 1));
        let wanted = run(&net, &batch.x, labels);
        assert_eq!(trace.values.len(), wanted.len());
        for (found, h) in trace.values.iter().zip(wanted) {
            let mean = h.iter().map(|h| f64::from(h * h)).sum::<f64>() / h.len() as f64;
            assert!((found / mean - 1.0).abs() < f64::from(EXACT), "{id}: {found} where {mean} was expected");
        }
    }
}
