//! Against numbers that an independent implementation computed in float64. See `tests/fixtures/README.md`.

use crate::common::test;
use microlearning::base::random::{stream, Stream};
use microlearning::data::Batch;
use microlearning::net::{Activation, Forward, Init, Layer, Network, Output};
use microlearning::rule::convention::{Convention, PROJECT, TUTORIAL};
use microlearning::rule::feedback::Origin;
use microlearning::rule::noise::{LayerNoise, Noise};
use microlearning::rule::{Asked, Params, Proposal, Setting};
use microlearning::rules;
use microlearning::{Mat, Real};
use ndarray::Axis;
use serde_json::Value;

fn fixtures() -> Value {
    serde_json::from_str(include_str!("../fixtures/golden.json")).expect("the fixtures are JSON")
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
    Layer::dense(w, Some(all.column(n).to_owned()))
}

fn one_hot(labels: &Value, classes: usize) -> Mat {
    let labels: Vec<usize> = serde_json::from_value(labels.clone()).expect("labels");
    Mat::from_shape_fn((labels.len(), classes), |(i, k)| Real::from(u8::from(labels[i] == k)))
}

/// Parts given beside the network: feedback weights and noise.
#[derive(Default)]
struct Given {
    feedback: Option<Vec<Mat>>,
    noise: Vec<LayerNoise>,
}

fn propose(
    rule: &str,
    net: &Network,
    batch: &Batch,
    convention: &'static Convention,
    given: &Given,
) -> (f64, Proposal) {
    let card = rules::find(rule).expect("a registered rule");
    let params = card.params(&Params::new()).expect("defaults");
    let feedback = Origin { init: Init::FanIn, given: given.feedback.as_deref() };
    let setting = Setting { net, params: &params, feedback };
    let rule = (card.build)(&setting, &mut stream(0, Stream::Feedback));
    let (mut asked, mut rng) = (Asked::default(), stream(0, Stream::Noise));
    let loss = asked.ask(&*rule, net, batch, convention, &mut Noise::given(&given.noise, &mut rng));
    (loss, asked.proposal)
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

fn tutorial(fixtures: &Value) -> (Network, Batch) {
    let f = &fixtures["tutorial"];
    let layers = vec![with_bias(&f["W_h_5x7"]), with_bias(&f["W_y_3x6"])];
    let x = matrix(&f["inputs_6x4"]).reversed_axes().as_standard_layout().into_owned();
    let net = Network { layers, activation: Activation::Sigmoid, output: Output::SigmoidMse };
    (net, Batch { x, t: one_hot(&f["labels"], 3) })
}

#[test]
fn tutorial_forward_pass_and_loss() {
    let fixtures = fixtures();
    let (net, batch) = tutorial(&fixtures);
    let mut pass = Forward::default();
    net.forward(&batch.x, &mut pass);
    let forward = &fixtures["tutorial"]["forward"];
    same(&pass.h[0].t().to_owned(), &matrix(&forward["hidden_5x4"]), "hidden");
    same(&pass.h[1].t().to_owned(), &matrix(&forward["output_3x4"]), "output");
    let expected = forward["mse_loss"].as_f64().expect("a number");
    assert!((net.loss(&pass, &batch.t) - expected).abs() < 1e-6 * expected);
}

/// The tutorial's updates for W_h and W_y, biases included.
fn tutorial_rule(rule: &str, entry: &str, given: &Given) {
    let fixtures = fixtures();
    let (net, batch) = tutorial(&fixtures);
    let (_, out) = propose(rule, &net, &batch, &TUTORIAL, given);
    for (delta, name) in out.delta.iter().zip(["delta_W_h", "delta_W_y"]) {
        let expected = with_bias(&fixtures["tutorial"][entry][name]);
        same(&delta.w, &expected.w, name);
        let (found, expected) = (delta.b.clone().expect("with biases"), expected.b.expect("with biases"));
        same(&found.insert_axis(Axis(0)), &expected.insert_axis(Axis(0)), name);
    }
}

#[test]
fn tutorial_backprop() {
    tutorial_rule("backprop", "backprop", &Given::default());
}

#[test]
fn tutorial_feedback_alignment() {
    let b = matrix(&fixtures()["tutorial"]["B_5x3"]).reversed_axes().as_standard_layout().into_owned();
    tutorial_rule("feedback_alignment", "feedback", &Given { feedback: Some(vec![b]), ..Given::default() });
}

#[test]
fn tutorial_weight_perturbation() {
    let noise = ["psi_h_5x7", "psi_y_3x6"].map(|name| with_bias(&fixtures()["tutorial"][name]));
    let noise = noise.map(|layer| LayerNoise { w: Some(layer.w), b: layer.b, h: None }).to_vec();
    tutorial_rule("weight_perturbation", "perturb", &Given { noise, ..Given::default() });
}

/// The project's gradients for W1 and W2, which its updates go against.
fn project_rule(rule: &str, entry: &str) {
    let fixtures = fixtures();
    let f = &fixtures["project"];
    let layers = ["W1_5x6", "W2_3x5"].map(|name| Layer::dense(matrix(&f[name]), None)).to_vec();
    let net = Network { layers, activation: Activation::Sigmoid, output: Output::SoftmaxNll };
    let batch = Batch { x: matrix(&f["inputs_4x6"]), t: one_hot(&f["labels"], 3) };
    let (loss, out) = propose(rule, &net, &batch, &PROJECT, &Given::default());
    let expected = &f["no_bias"][entry];
    assert!((loss - expected["loss"].as_f64().expect("a number")).abs() < 1e-6);
    same(&-&out.delta[0].w, &matrix(&expected["grad_W1"]), "grad_W1");
    same(&-&out.delta[1].w, &matrix(&expected["grad_W2"]), "grad_W2");
}

#[test]
fn project_backprop() {
    project_rule("backprop", "backprop");
}

#[test]
fn project_hebbian_clamped_and_centred() {
    project_rule("hebbian", "hebbian_clamped_centred");
}
