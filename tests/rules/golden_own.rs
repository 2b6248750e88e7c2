//! One update of each rule against NumPy, in every convention and at every depth. See `tests/fixtures/README.md`.

use microlearning::base::named::Named;
use microlearning::base::random::{stream, Stream};
use microlearning::data::Batch;
use microlearning::net::{Activation, Init, Layer, Network, Output};
use microlearning::rule::convention;
use microlearning::rule::feedback::{Origin, Wiring};
use microlearning::rule::noise::{LayerNoise, Noise};
use microlearning::rule::{Asked, Card, Params, Proposal, Setting};
use microlearning::{rules, Mat, Real, Vector};
use serde::Deserialize;

use crate::common::test;

#[derive(Deserialize)]
struct Fixtures {
    scenes: Vec<Context>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Context {
    layers: Vec<Numbers>,
    inputs: Vec<Vec<f64>>,
    labels: Vec<usize>,
    feedback: Vec<Numbers>,
    direct: Vec<Numbers>,
    noise: Vec<Numbers>,
}

/// Weights, biases and activities of a layer, as far as there are any.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Numbers {
    w: Vec<Vec<f64>>,
    b: Option<Vec<f64>>,
    h: Vec<Vec<f64>>,
}

#[derive(Deserialize)]
struct Case {
    scene: usize,
    rule: String,
    params: Params,
    convention: String,
    output: String,
    activation: String,
    answer: Answer,
}

#[derive(Deserialize)]
struct Answer {
    loss: f64,
    delta: Vec<Numbers>,
    #[serde(default)]
    feedback_delta: Vec<Numbers>,
}

fn matrix(rows: &[Vec<f64>]) -> Mat {
    let values = rows.iter().flatten().map(|v| *v as Real).collect();
    Mat::from_shape_vec((rows.len(), rows.first().map_or(0, Vec::len)), values).expect("rectangular")
}

fn vector(values: &[f64]) -> Vector {
    values.iter().map(|v| *v as Real).collect()
}

impl Context {
    fn batch(&self) -> Batch {
        let outputs = self.layers.last().map_or(0, |layer| layer.w.len());
        let t = Mat::from_shape_fn((self.labels.len(), outputs), |(i, k)| Real::from(u8::from(self.labels[i] == k)));
        Batch { x: matrix(&self.inputs), t }
    }

    fn net(&self, case: &Case) -> Network {
        let layer = |layer: &Numbers| Layer::dense(matrix(&layer.w), layer.b.as_deref().map(vector));
        Network {
            layers: self.layers.iter().map(layer).collect(),
            activation: Activation::find("activation", &case.activation).expect("known"),
            output: Output::find("output", &case.output).expect("known"),
        }
    }

    fn feedback(&self, card: &Card) -> Vec<Mat> {
        let given = if card.wiring == Wiring::Direct { &self.direct } else { &self.feedback };
        given.iter().map(|b| matrix(&b.w)).collect()
    }

    fn noise(&self) -> Vec<LayerNoise> {
        let one = |noise: &Numbers| LayerNoise {
            w: Some(matrix(&noise.w)),
            b: noise.b.as_deref().map(vector),
            h: Some(matrix(&noise.h)),
        };
        self.noise.iter().map(one).collect()
    }
}

/// Agreement to 1e-5 of the largest number of the matrix.
fn same<'a>(found: impl IntoIterator<Item = &'a Real>, expected: Vec<f64>, what: &str) {
    let found: Vec<_> = found.into_iter().map(|v| f64::from(*v)).collect();
    assert_eq!(found.len(), expected.len(), "{what}");
    let scale = expected.iter().fold(1e-6, |most: f64, v| most.max(v.abs()));
    for (found, expected) in found.iter().zip(&expected) {
        assert!((found - expected).abs() <= 1e-5 * scale, "{what}: {found} where {expected} was expected");
    }
}

/// The loss and what is added to W, b and B, the rule's own decay included.
fn answer(case: &Case, scene: &Context) -> (f64, Proposal) {
    let card = rules::find(&case.rule).expect("a registered rule");
    let (net, feedback, noise) = (scene.net(case), scene.feedback(card), scene.noise());
    let params = card.params(&case.params).expect("allowed parameters");
    let given = (card.wiring != Wiring::None).then_some(&feedback[..]);
    let convention = convention::find(&case.convention).expect("known");
    let setting = Setting { net: &net, params: &params, feedback: Origin { init: Init::FanIn, given } };
    let rule = (card.build)(&setting, &mut stream(0, Stream::Feedback));
    let mut asked = Asked::default();
    let rng = &mut stream(0, Stream::Noise);
    let loss = asked.ask(&*rule, &net, &scene.batch(), convention, &mut Noise::given(&noise, rng));
    asked.proposal.decayed(&net, &*rule);
    (loss, asked.proposal)
}

#[test]
fn every_rule_in_every_convention_agrees_with_numpy() {
    let Fixtures { scenes, cases } =
        serde_json::from_str(include_str!("../fixtures/golden_own.json")).expect("scenes and cases");
    for (i, case) in cases.iter().enumerate() {
        let (loss, out) = answer(case, &scenes[case.scene]);
        let what = format!("case {i}: {} {} {}", case.rule, case.convention, case.output);
        let expected = &case.answer;
        assert!((loss - expected.loss).abs() <= 1e-5 * expected.loss.abs(), "{what}: loss {loss}");
        assert_eq!(
            (out.delta.len(), out.learned.len()),
            (expected.delta.len(), expected.feedback_delta.len()),
            "{what}"
        );
        for (l, (delta, expected)) in out.delta.iter().zip(&expected.delta).enumerate() {
            same(&delta.w, expected.w.concat(), &format!("{what}, W {l}"));
            same(delta.b.iter().flatten(), expected.b.clone().unwrap_or_default(), &format!("{what}, b {l}"));
        }
        for (l, (delta, expected)) in out.learned.iter().zip(&expected.feedback_delta).enumerate() {
            same(delta, expected.w.concat(), &format!("{what}, B {l}"));
        }
    }
}
