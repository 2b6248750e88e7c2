//! `microlearning propose FILE.json`: one update, computed and not applied, for exact checks.

use std::path::PathBuf;

use clap::{value_parser, Arg, ArgMatches, Command};
use microlearning::convention;
use microlearning::data::Batch;
use microlearning::error::{Error, Result};
use microlearning::named::Named;
use microlearning::net::{Activation, Layer, Mlp, Output, Pass};
use microlearning::random::{stream, Stream};
use microlearning::rule::{ask, Params, Proposal, Setting};
use microlearning::{rules, Mat};
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
    layers: Vec<LayerNoise>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LayerNoise {
    w: Option<Rows>,
    b: Option<Vec<f64>>,
    h: Option<Rows>,
}

#[derive(Serialize)]
struct Answer {
    loss: f64,
    delta: Vec<LayerAnswer>,
}

#[derive(Serialize)]
struct LayerAnswer {
    w: Rows,
    b: Option<Vec<f64>>,
}

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
    check_feedback(question, &net)?;
    check_noise(question, &net)?;
    let params = card.params(&question.params)?;
    let setting = Setting { net: &net, params: &params, convention: convention::find(&question.convention)? };
    let rule = (card.build)(&setting, &mut stream(0, Stream::Feedback));
    let (mut pass, mut proposal) = (Pass::default(), Proposal::default());
    let loss = ask(&*rule, &net, &batch, &mut stream(0, Stream::Noise), &mut pass, &mut proposal);
    let layer = |delta: &microlearning::rule::LayerUpdate| LayerAnswer {
        w: rows(&delta.w),
        b: delta.b.as_ref().map(|b| b.iter().copied().map(f64::from).collect()),
    };
    Ok(Answer { loss: f64::from(loss), delta: proposal.delta.iter().map(layer).collect() })
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

/// B for layers 2 … L, each in the shape of the W it stands in for.
fn check_feedback(question: &Question, net: &Mlp) -> Result<()> {
    let Some(feedback) = &question.feedback else { return Ok(()) };
    if feedback.len() + 1 != net.depth() {
        let message =
            format!("feedback has {} entries where {} are needed: layers 2 to L.", feedback.len(), net.depth() - 1);
        return Err(Error::new("feedback", message));
    }
    for (i, (file, layer)) in feedback.iter().zip(&net.layers[1..]).enumerate() {
        let (rows, cols) = layer.w.dim();
        matrix(&format!("feedback[{i}].w"), &file.w, (Some(rows), Some(cols)))?;
    }
    Ok(())
}

/// Noise for every layer: w and b in its shape, or h for each example.
fn check_noise(question: &Question, net: &Mlp) -> Result<()> {
    let Some(noise) = &question.noise else { return Ok(()) };
    if noise.layers.len() != net.depth() {
        let message = format!("noise.layers has {} entries where {} are needed.", noise.layers.len(), net.depth());
        return Err(Error::new("noise", message));
    }
    for (l, (noise, layer)) in noise.layers.iter().zip(&net.layers).enumerate() {
        let (n_out, n_in) = layer.w.dim();
        let field = |name: &str| format!("noise.layers[{l}].{name}");
        noise.w.as_ref().map(|w| matrix(&field("w"), w, (Some(n_out), Some(n_in)))).transpose()?;
        noise.b.as_ref().map(|b| vector(&field("b"), b, n_out)).transpose()?;
        noise.h.as_ref().map(|h| matrix(&field("h"), h, (Some(question.inputs.len()), Some(n_out)))).transpose()?;
    }
    Ok(())
}
