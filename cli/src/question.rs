//! Content of a file for `propose`, checked field by field.

use std::collections::BTreeMap;

use microlearning::base::error::{Error, Result};
use microlearning::base::named::Named;
use microlearning::data::Batch;
use microlearning::net::{Activation, Layer, Network, Output};
use microlearning::rule::feedback::Wiring;
use microlearning::rule::noise::LayerNoise;
use microlearning::rule::{Card, Params};
use microlearning::Mat;
use serde::Deserialize;
use serde_json::Value;

use crate::matrix::{matrix, vector, Rows};

/// Fields of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub rule: String,
    #[serde(default)]
    params: BTreeMap<String, Value>,
    pub convention: String,
    activation: String,
    output: String,
    layers: Vec<LayerFile>,
    feedback: Option<Vec<FeedbackFile>>,
    inputs: Rows,
    labels: Vec<usize>,
    noise: Option<NoiseFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LayerFile {
    w: Rows,
    b: Option<Vec<f64>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FeedbackFile {
    w: Rows,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoiseFile {
    layers: Vec<LayerNoiseFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LayerNoiseFile {
    w: Option<Rows>,
    b: Option<Vec<f64>>,
    h: Option<Rows>,
}

/// The rule's parameters: numbers, or the names of choices.
pub fn params(question: &Question, card: &Card) -> Result<Params> {
    let mut given = Params::new();
    for (id, value) in &question.params {
        let param = card.params.iter().find(|param| param.id == id);
        let number = match (value, param) {
            (Value::String(name), Some(param)) => Some(param.read(name)?),
            _ => value.as_f64(),
        };
        let number =
            number.ok_or_else(|| Error::new("params", format!("params.{id} is {value}; give a number or a name.")))?;
        given.insert(id.clone(), number);
    }
    card.params(&given)
}

/// The network, as it is before the update.
pub fn network(question: &Question) -> Result<Network> {
    if question.layers.is_empty() {
        return Err(Error::new("layers", "layers is empty; give at least one layer."));
    }
    let mut layers: Vec<Layer> = Vec::new();
    for (l, file) in question.layers.iter().enumerate() {
        let below = layers.last().map(|layer| layer.units());
        let w = matrix(&format!("layers[{l}].w"), &file.w, (None, below))?;
        let b = file.b.as_ref().map(|b| vector(&format!("layers[{l}].b"), b, w.nrows())).transpose()?;
        layers.push(Layer::dense(w, b));
    }
    let activation = Activation::find("activation", &question.activation)?;
    Ok(Network { layers, activation, output: Output::find("output", &question.output)? })
}

/// The images and their one-hot targets.
pub fn batch(question: &Question, net: &Network) -> Result<Batch> {
    let x = matrix("inputs", &question.inputs, (None, Some(net.inputs())))?;
    let outputs = net.outputs();
    if question.labels.len() != x.nrows() {
        let message = format!("labels has {} entries for {} inputs.", question.labels.len(), x.nrows());
        return Err(Error::new("labels", message));
    }
    let mut t = Mat::zeros((x.nrows(), outputs));
    for (i, label) in question.labels.iter().enumerate() {
        let Some(target) = t.get_mut((i, *label)) else {
            let message = format!("labels[{i}] is {label}, but the network has outputs 0 to {}.", outputs - 1);
            return Err(Error::new("labels", message));
        };
        *target = 1.0;
    }
    Ok(Batch { x, t })
}

/// B for layers 2 … L, each in the shape that the rule wants.
pub fn feedback(question: &Question, wiring: Wiring, net: &Network) -> Result<Option<Vec<Mat>>> {
    let Some(files) = &question.feedback else { return Ok(None) };
    let shapes = wiring.shapes(net);
    if files.len() != shapes.len() {
        let message = format!("feedback has {} entries where {} are needed: layers 2 to L.", files.len(), shapes.len());
        return Err(Error::new("feedback", message));
    }
    let one = |(i, (file, (rows, cols))): (usize, (&FeedbackFile, (usize, usize)))| {
        matrix(&format!("feedback[{i}].w"), &file.w, (Some(rows), Some(cols)))
    };
    files.iter().zip(shapes).enumerate().map(one).collect::<Result<_>>().map(Some)
}

/// Noise for every layer: w and b in its shape, or h for each example; what is not given is drawn.
pub fn noise(question: &Question, net: &Network) -> Result<Vec<LayerNoise>> {
    let Some(noise) = &question.noise else { return Ok(Vec::new()) };
    if noise.layers.len() != net.depth() {
        let message = format!("noise.layers has {} entries where {} are needed.", noise.layers.len(), net.depth());
        return Err(Error::new("noise", message));
    }
    let one = |(l, (noise, layer)): (usize, (&LayerNoiseFile, &Layer))| {
        let (n_out, n_in) = layer.w.dim();
        let field = |name: &str| format!("noise.layers[{l}].{name}");
        if noise.w.is_some() && noise.b.is_none() && layer.b.is_some() {
            let message = format!("{} is missing: the layer has biases, so give noise for them too.", field("b"));
            return Err(Error::new("noise", message));
        }
        Ok(LayerNoise {
            w: noise.w.as_ref().map(|w| matrix(&field("w"), w, (Some(n_out), Some(n_in)))).transpose()?,
            b: noise.b.as_ref().map(|b| vector(&field("b"), b, n_out)).transpose()?,
            h: noise
                .h
                .as_ref()
                .map(|h| matrix(&field("h"), h, (Some(question.inputs.len()), Some(n_out))))
                .transpose()?,
        })
    };
    noise.layers.iter().zip(&net.layers).enumerate().map(one).collect()
}
