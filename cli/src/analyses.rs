//! Analyses that `microlearning analyze` computes: the fields that each reads, and its answer.

use microlearning::analysis::classifier::Trained;
use microlearning::analysis::statistics::{statistics as linear, statistics_by, Quantile};
use microlearning::analysis::svm::Machine;
use microlearning::analysis::tsne::{slope, Affinities};
use microlearning::analysis::{distances, observables as observed, trustworthiness as trust};
use microlearning::base::error::{Error, Result};
use microlearning::base::named::Named;
use microlearning::data::Part;
use microlearning::net::{Activation, Forward, Layer, Network, Output};
use microlearning::Mat;
use serde::Deserialize;
use serde_json::{json, Value};

use crate::data::first_shards;
use crate::matrix::{matrix, vector, Rows};
use crate::question::LayerFile;

/// Values to sum up.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Values {
    values: Vec<f64>,
}

/// The 21 statistics, and what they are with the nearest value as quantile. What is undefined is null.
pub fn statistics(Values { values }: Values) -> Result<Value> {
    if values.is_empty() {
        return Err(Error::new("values", "values is empty; give at least one number."));
    }
    let nearest = statistics_by(&mut values.clone(), Quantile::Nearest);
    Ok(json!({ "statistics": linear(&mut values.clone()), "nearest": nearest }))
}

/// A layer, and the inputs that reach it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Observed {
    activation: String,
    layers: Vec<LayerFile>,
    inputs: Rows,
}

/// Observables of a layer as published. `activity_change_by_unit` are statistics over the units, averaged over inputs, of each
/// unit's part in the layer's activity change; the laboratory takes them of f′(z) Σ w, which is as many times that as there are units.
pub fn observables(Observed { activation, layers, inputs }: Observed) -> Result<Value> {
    let [layer] = &layers[..] else {
        return Err(Error::new("layers", format!("layers has {} entries; give one layer.", layers.len())));
    };
    let w = matrix("layers[0].w", &layer.w, (None, None))?;
    let b = layer.b.as_ref().map(|b| vector("layers[0].b", b, w.nrows())).transpose()?;
    let x = matrix("inputs", &inputs, (None, Some(w.ncols())))?;
    let activation = Activation::find("activation", &activation)?;
    let mut pass = Forward::default();
    // A layer on top, so that this one is hidden and has an activation.
    let top = Layer::dense(Mat::zeros((1, w.nrows())), None);
    let layers = vec![Layer::dense(w.clone(), b), top];
    Network { layers, activation, output: Output::find("output", "linear_mse")? }.forward(&x, &mut pass);
    let numbers = |m: &Mat| m.iter().map(|value| f64::from(*value)).collect::<Vec<_>>();
    let slopes = pass.h[0].mapv(|h| activation.slope(h, 0.0));
    let (units, change) = (w.nrows(), observed::changes(&w, &slopes));
    let parts: Vec<_> = observed::unit_changes(&w, &slopes).iter().map(|change| change / units as f64).collect();
    Ok(json!({
        "weights": linear(&mut numbers(&w)),
        "activities": observed::averaged(&numbers(&pass.h[0]), units),
        "activity_change": change,
        "activity_change_features": observed::change_features(&change),
        "activity_change_by_unit": observed::averaged(&parts, units),
    }))
}

/// Examples with their classes, and the weight C of errors.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labelled {
    params: Weight,
    inputs: Rows,
    labels: Vec<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Weight {
    #[serde(rename = "C")]
    c: f64,
}

/// Weights of a linear support vector machine, its bias last, and its answers to what it learned from.
pub fn linear_svm(Labelled { params: Weight { c }, inputs, labels }: Labelled) -> Result<Value> {
    let x = finite("inputs", &inputs)?;
    if labels.len() != x.len() {
        return Err(Error::new("labels", format!("labels has {} entries for {} inputs.", labels.len(), x.len())));
    }
    if c <= 0.0 || !c.is_finite() {
        return Err(Error::new("params", format!("params.C is {c}; give a number above 0.")));
    }
    let number = labels.iter().max().map_or(0, |most| most + 1);
    if let Some(absent) = (0..number).find(|class| !labels.contains(class)) {
        return Err(Error::new("labels", format!("labels: none is {absent}; name classes from 0 on.")));
    }
    let machine = Machine::train(&x, &labels, number, c);
    let said: Vec<_> = x.iter().map(|x| machine.predict(x)).collect();
    Ok(json!({ "weights": machine.weights(), "said": said }))
}

/// Examples, and a plane of them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drawn {
    params: Perplexity,
    inputs: Rows,
    embedding: Vec<[f64; 2]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Perplexity {
    perplexity: f64,
    #[serde(default = "one")]
    exaggeration: f64,
}

fn one() -> f64 {
    1.0
}

/// Affinities of the examples, multiplied by the exaggeration, those of the plane, their divergence and its gradient.
pub fn tsne(Drawn { params: Perplexity { perplexity, exaggeration }, inputs, embedding }: Drawn) -> Result<Value> {
    finite("inputs", &inputs)?;
    fits(inputs.len(), embedding.len())?;
    if !(1.0..inputs.len() as f64 - 1.0).contains(&perplexity) {
        let message = format!("params.perplexity is {perplexity}; give 1 or more, but less than the other examples.");
        return Err(Error::new("params", message));
    }
    let affinities = Affinities::new(&inputs, perplexity);
    let found = slope(&affinities, &embedding, exaggeration);
    let square = |all: &[f64], factor: f64| {
        all.chunks_exact(inputs.len()).map(|row| row.iter().map(|p| factor * p).collect()).collect::<Rows>()
    };
    Ok(json!({
        "beta": affinities.beta,
        "p": square(&affinities.p, exaggeration),
        "q": square(&found.q, 1.0),
        "kl": found.kl,
        "gradient": found.gradient,
    }))
}

/// Examples, a plane of them, and the number of neighbours.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shown {
    params: Neighbours,
    inputs: Rows,
    embedding: Vec<[f64; 2]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Neighbours {
    neighbours: usize,
}

/// Trustworthiness of the plane.
pub fn trustworthiness(Shown { params, inputs, embedding }: Shown) -> Result<Value> {
    finite("inputs", &inputs)?;
    Ok(json!({ "trustworthiness": trusted(&inputs, &embedding, params.neighbours)? }))
}

/// A plane of the bundled data's first training pictures.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pictures {
    #[serde(rename = "kind")]
    _kind: Option<String>,
    #[serde(rename = "data")]
    _data: Option<String>,
    neighbours: Vec<usize>,
    embedding: Vec<[f64; 2]>,
}

/// Its trustworthiness by number of neighbours.
pub fn trustworthiness_mnist(Pictures { neighbours, embedding, .. }: Pictures) -> Result<Value> {
    let data = first_shards(1)?;
    let part = data.part(Part::Train);
    let size = data.rows * data.cols;
    let picture = |pixels: &[u8]| pixels.iter().map(|pixel| f64::from(*pixel) / 255.0).collect::<Vec<_>>();
    let inputs: Rows = part.pixels.chunks_exact(size).take(embedding.len()).map(picture).collect();
    let of = |k: usize| Ok((k.to_string(), Value::from(trusted(&inputs, &embedding, k)?)));
    Ok(Value::Object(neighbours.into_iter().map(of).collect::<Result<_>>()?))
}

fn trusted(inputs: &Rows, embedding: &[[f64; 2]], k: usize) -> Result<f64> {
    fits(inputs.len(), embedding.len())?;
    let plane: Rows = embedding.iter().map(|point| point.to_vec()).collect();
    trust(&distances(inputs), &distances(&plane), inputs.len(), k).ok_or_else(|| {
        let message =
            format!("neighbours is {k}; give 1 or more, but less than half of the {} examples.", inputs.len());
        Error::new("neighbours", message)
    })
}

fn fits(inputs: usize, points: usize) -> Result<()> {
    if inputs == points {
        return Ok(());
    }
    Err(Error::new("embedding", format!("embedding has {points} points where {inputs} are needed.")))
}

/// The rows, which must all be as long as the first.
fn finite<'a>(field: &str, rows: &'a Rows) -> Result<Vec<&'a [f64]>> {
    matrix(field, rows, (None, None))?;
    Ok(rows.iter().map(Vec::as_slice).collect())
}
