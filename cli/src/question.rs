//! Content of a file for `propose`, checked field by field.

use std::collections::BTreeMap;

use microlearning::base::error::{Error, Result};
use microlearning::base::named::Named;
use microlearning::credit::dendrites::LATERAL;
use microlearning::data::Batch;
use microlearning::net::{Activation, Layer, Network, Output};
use microlearning::rule::feedback::Wiring;
use microlearning::rule::noise::LayerNoise;
use microlearning::rule::{Card, Params, Rule};
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
    negative_labels: Option<Vec<usize>>,
    lateral: Option<Vec<LateralFile>>,
}

/// Interneurons of a layer: the weights that they hear it by, and those to its apical trees.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LateralFile {
    ip: LayerFile,
    pi: FeedbackFile,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayerFile {
    pub w: Rows,
    pub b: Option<Vec<f64>>,
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
    if question.lateral.is_some() {
        given.insert(LATERAL.id.to_owned(), 1.0);
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
    let t = one_hot("labels", &question.labels, (x.nrows(), net.outputs()))?;
    Ok(Batch { x, t })
}

fn one_hot(field: &str, labels: &[usize], (examples, outputs): (usize, usize)) -> Result<Mat> {
    if labels.len() != examples {
        return Err(Error::new(field, format!("{field} has {} entries for {examples} inputs.", labels.len())));
    }
    let mut t = Mat::zeros((examples, outputs));
    for (i, label) in labels.iter().enumerate() {
        let Some(target) = t.get_mut((i, *label)) else {
            let message = format!("{field}[{i}] is {label}, but the network has outputs 0 to {}.", outputs - 1);
            return Err(Error::new(field, message));
        };
        *target = 1.0;
    }
    Ok(t)
}

/// Gives the rule's interneurons the weights of the file, if it has some. A layer without biases has none for its interneurons.
pub fn set_lateral(question: &Question, net: &Network, rule: &mut dyn Rule) -> Result<()> {
    let Some(files) = &question.lateral else { return Ok(()) };
    let layers = &net.layers[1..];
    if files.len() != layers.len() {
        let message = format!("lateral has {} entries where {} are needed: layers 2 to L.", files.len(), layers.len());
        return Err(Error::new("lateral", message));
    }
    for (i, (file, layer)) in files.iter().zip(layers).enumerate() {
        let shape = (Some(layer.w.nrows()), Some(layer.w.ncols()));
        let ip = matrix(&format!("lateral[{i}].ip.w"), &file.ip.w, shape)?;
        let pi = matrix(&format!("lateral[{i}].pi.w"), &file.pi.w, shape)?;
        let field = format!("lateral[{i}].ip.b");
        let c = match (&file.ip.b, &layer.b) {
            (Some(b), Some(_)) => matrix(&field, &vec![b.clone()], (Some(1), shape.0))?,
            (None, None) => Mat::default((0, 0)),
            _ => return Err(Error::new("lateral", format!("{field}: give biases if the layer above has some."))),
        };
        for (pathway, weights) in rule.pathways_mut().iter_mut().skip(1).zip([ip, c, pi]) {
            pathway.weights[i] = weights;
        }
    }
    Ok(())
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

/// Noise for every layer: w and b in its shape, or h for each example, wrong labels at the top among them; what is not given is drawn.
pub fn noise(question: &Question, net: &Network) -> Result<Vec<LayerNoise>> {
    let Some(wrong) = &question.negative_labels else { return given_noise(question, net) };
    let mut noise = given_noise(question, net)?;
    noise.resize_with(net.depth(), LayerNoise::default);
    noise[net.depth() - 1].h = Some(one_hot("negative_labels", wrong, (question.inputs.len(), net.outputs()))?);
    Ok(noise)
}

fn given_noise(question: &Question, net: &Network) -> Result<Vec<LayerNoise>> {
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
