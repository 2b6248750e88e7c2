//! Against numbers that an independent implementation computed in float64. See `tests/fixtures/README.md`.
#![cfg(not(target_arch = "wasm32"))]

use microlearning::convention::{Convention, PROJECT, TUTORIAL};
use microlearning::data::Batch;
use microlearning::net::{Activation, Layer, Mlp, Output, Pass};
use microlearning::random::{stream, Stream};
use microlearning::rule::{ask, Params, Proposal, Setting};
use microlearning::rules;
use microlearning::{Mat, Real};
use serde_json::Value;

fn fixtures() -> Value {
    serde_json::from_str(include_str!("fixtures/golden.json")).expect("the fixtures are JSON")
}

fn matrix(value: &Value) -> Mat {
    let rows: Vec<Vec<f64>> = serde_json::from_value(value.clone()).expect("a list of rows");
    let cols = rows[0].len();
    Mat::from_shape_vec((rows.len(), cols), rows.into_iter().flatten().map(|v| v as Real).collect())
        .expect("rectangular")
}

/// W and b from a matrix whose last column is the bias.
fn with_bias(value: &Value) -> Layer {
    let all = matrix(value);
    let n = all.ncols() - 1;
    let w = all.slice(ndarray::s![.., ..n]).as_standard_layout().into_owned();
    Layer { w, b: Some(all.column(n).to_owned()) }
}

fn one_hot(labels: &Value, classes: usize) -> Mat {
    let labels: Vec<usize> = serde_json::from_value(labels.clone()).expect("labels");
    Mat::from_shape_fn((labels.len(), classes), |(i, k)| Real::from(u8::from(labels[i] == k)))
}

fn propose(rule: &str, net: &Mlp, batch: &Batch, convention: &'static Convention) -> (Real, Proposal) {
    let card = rules::find(rule).expect("a registered rule");
    let params = card.params(&Params::new()).expect("defaults");
    let rule = (card.build)(&Setting { net, params: &params, convention }, &mut stream(0, Stream::Feedback));
    let (mut pass, mut out) = (Pass::default(), Proposal::default());
    let loss = ask(&*rule, net, batch, &mut stream(0, Stream::Noise), &mut pass, &mut out);
    (loss, out)
}

/// Agreement to 1e-5 of the largest number of the matrix.
fn same(found: &Mat, expected: &Mat, what: &str) {
    assert_eq!(found.dim(), expected.dim(), "{what}");
    let scale = expected.iter().fold(0.0, |most: Real, v| most.max(v.abs()));
    for (at, expected) in expected.indexed_iter() {
        let error = (found[at] - expected).abs();
        assert!(error <= 1e-5 * scale, "{what}{at:?}: {} where {expected} was expected", found[at]);
    }
}

fn tutorial(fixtures: &Value) -> (Mlp, Batch) {
    let f = &fixtures["tutorial"];
    let layers = vec![with_bias(&f["W_h_5x7"]), with_bias(&f["W_y_3x6"])];
    let x = matrix(&f["inputs_6x4"]).reversed_axes().as_standard_layout().into_owned();
    let net = Mlp { layers, activation: Activation::Sigmoid, output: Output::SigmoidMse };
    (net, Batch { x, t: one_hot(&f["labels"], 3) })
}

#[test]
fn tutorial_forward_pass_and_loss() {
    let fixtures = fixtures();
    let (net, batch) = tutorial(&fixtures);
    let mut pass = Pass::default();
    net.forward(&batch.x, &mut pass);
    let forward = &fixtures["tutorial"]["forward"];
    same(&pass.h[0].t().to_owned(), &matrix(&forward["hidden_5x4"]), "hidden");
    same(&pass.h[1].t().to_owned(), &matrix(&forward["output_3x4"]), "output");
    let expected = forward["mse_loss"].as_f64().expect("a number") as Real;
    assert!((net.loss(&pass, &batch.t) - expected).abs() < 1e-6 * expected);
}

#[test]
fn tutorial_backprop() {
    let fixtures = fixtures();
    let (net, batch) = tutorial(&fixtures);
    let (_, out) = propose("backprop", &net, &batch, &TUTORIAL);
    for (delta, name) in out.delta.iter().zip(["delta_W_h", "delta_W_y"]) {
        let expected = with_bias(&fixtures["tutorial"]["backprop"][name]);
        same(&delta.w, &expected.w, name);
        let (found, expected) = (delta.b.clone().expect("with biases"), expected.b.expect("with biases"));
        same(&found.insert_axis(ndarray::Axis(0)), &expected.insert_axis(ndarray::Axis(0)), name);
    }
}

#[test]
fn project_backprop() {
    let fixtures = fixtures();
    let f = &fixtures["project"];
    let layers = ["W1_5x6", "W2_3x5"].map(|name| Layer { w: matrix(&f[name]), b: None }).to_vec();
    let net = Mlp { layers, activation: Activation::Sigmoid, output: Output::SoftmaxNll };
    let batch = Batch { x: matrix(&f["inputs_4x6"]), t: one_hot(&f["labels"], 3) };
    let (loss, out) = propose("backprop", &net, &batch, &PROJECT);
    let expected = &f["no_bias"]["backprop"];
    assert!((f64::from(loss) - expected["loss"].as_f64().expect("a number")).abs() < 1e-6);
    // The fixture holds gradients; an update goes the other way.
    same(&-&out.delta[0].w, &matrix(&expected["grad_W1"]), "grad_W1");
    same(&-&out.delta[1].w, &matrix(&expected["grad_W2"]), "grad_W2");
}
