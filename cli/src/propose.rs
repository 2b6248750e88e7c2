//! `microlearning propose FILE.json`: one update, computed and not applied, for exact checks.

use std::path::PathBuf;

use clap::{value_parser, Arg, ArgMatches, Command};
use microlearning::convention;
use microlearning::data::Batch;
use microlearning::error::{Error, Result};
use microlearning::feedback::{Origin, Wiring};
use microlearning::named::Named;
use microlearning::net::{Activation, Init, Layer, Mlp, Output, Pass};
use microlearning::noise::{LayerNoise, Noise};
use microlearning::random::{stream, Stream};
use microlearning::rule::{ask, LayerUpdate, Params, Plasticity, Proposal, Rule, Setting};
use microlearning::{rules, Mat, Vector};
use serde::{Deserialize, Serialize};

use crate::matrix::{matrix, rows, vector, Rows};
use crate::rules::print_json;

/// The command's arguments.
pub fn command() -> Command {
    let file = Arg::new("file").value_name("FILE.json").required(true).value_parser(value_parser!(PathBuf));
    Command::new("propose").about("Compute one update without applying it").arg(file)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    rule: String,
    #[serde(default)]
    params: Params,
    convention: String,
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

#[derive(Serialize)]
struct Answer {
    loss: f64,
    delta: Vec<LayerAnswer>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    feedback_delta: Vec<FeedbackAnswer>,
}

#[derive(Serialize)]
struct LayerAnswer {
    w: Rows,
    b: Option<Vec<f64>>,
}

#[derive(Serialize)]
struct FeedbackAnswer {
    w: Rows,
}

/// What feedback weights and noise are drawn with if the file gives none.
const SEED: u32 = 0;
/// What feedback weights are drawn from if the file gives none: the tutorial's N(0, 0.1²).
const FEEDBACK: Init = Init::Normal(0.1);

/// Reads the file, asks the rule, prints the update.
pub fn run(matches: &ArgMatches) -> Result<()> {
    let path = matches.get_one::<PathBuf>("file").expect("clap requires it");
    let text = std::fs::read_to_string(path)
        .map_err(|e| Error::new("file", format!("{}: the file cannot be read ({e}).", path.display())))?;
    let reader = &mut serde_json::Deserializer::from_str(&text);
    let question: Question = serde_path_to_error::deserialize(reader)
        .map_err(|e| Error::new(e.path().to_string(), format!("{}: {}.", e.path(), e.inner())))?;
    print_json(&answer(&question)?)
}

fn answer(question: &Question) -> Result<Answer> {
    let card = rules::find(&question.rule)?;
    let net = network(question)?;
    let batch = batch(question, &net)?;
    let given = feedback(question, card.wiring, &net)?;
    let noise = noise(question, &net)?;
    let params = card.params(&question.params)?;
    let convention = convention::find(&question.convention)?;
    let setting = Setting {
        net: &net,
        params: &params,
        convention,
        feedback: Origin { init: FEEDBACK, given: given.as_deref() },
    };
    let rule = (card.build)(&setting, &mut stream(SEED, Stream::Feedback));
    let (mut pass, mut proposal) = (Pass::default(), Proposal::default());
    let rng = &mut stream(SEED, Stream::Noise);
    let loss = ask(&*rule, &net, &batch, &mut Noise::given(&noise, rng), &mut pass, &mut proposal);
    Ok(in_full(loss, &mut proposal, &net, &*rule))
}

/// The update with the rule's own decay, as it is multiplied by η and added.
fn in_full(loss: f64, proposal: &mut Proposal, net: &Mlp, rule: &dyn Rule) -> Answer {
    let decay = proposal.decay;
    for (delta, layer) in proposal.delta.iter_mut().zip(&net.layers) {
        delta.w.scaled_add(-decay, &layer.w);
        if let (Some(delta), Some(b)) = (&mut delta.b, &layer.b) {
            delta.scaled_add(-decay, b);
        }
    }
    if rule.plasticity() == Plasticity::LikeWeights {
        proposal.feedback.iter_mut().zip(rule.feedback()).for_each(|(delta, b)| delta.scaled_add(-decay, b));
    }
    let numbers = |b: &Vector| b.iter().copied().map(f64::from).collect();
    let layer = |delta: &LayerUpdate| LayerAnswer { w: rows(&delta.w), b: delta.b.as_ref().map(numbers) };
    Answer {
        loss,
        delta: proposal.delta.iter().map(layer).collect(),
        feedback_delta: proposal.feedback.iter().map(|delta| FeedbackAnswer { w: rows(delta) }).collect(),
    }
}

fn network(question: &Question) -> Result<Mlp> {
    if question.layers.is_empty() {
        return Err(Error::new("layers", "layers is empty; give at least one layer."));
    }
    let mut layers: Vec<Layer> = Vec::new();
    for (l, file) in question.layers.iter().enumerate() {
        let below = layers.last().map(|layer| layer.w.nrows());
        let w = matrix(&format!("layers[{l}].w"), &file.w, (None, below))?;
        let b = file.b.as_ref().map(|b| vector(&format!("layers[{l}].b"), b, w.nrows())).transpose()?;
        layers.push(Layer { w, b });
    }
    let activation = Activation::find("activation", &question.activation)?;
    Ok(Mlp { layers, activation, output: Output::find("output", &question.output)? })
}

fn batch(question: &Question, net: &Mlp) -> Result<Batch> {
    let x = matrix("inputs", &question.inputs, (None, Some(net.layers[0].w.ncols())))?;
    let outputs = net.layers[net.depth() - 1].w.nrows();
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
fn feedback(question: &Question, wiring: Wiring, net: &Mlp) -> Result<Option<Vec<Mat>>> {
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
fn noise(question: &Question, net: &Mlp) -> Result<Vec<LayerNoise>> {
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
