//! `microlearning propose FILE.json`: one update, computed and not applied, for exact checks.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{value_parser, Arg, ArgMatches, Command};
use microlearning::base::error::{Error, Result};
use microlearning::base::random::{stream, Stream};
use microlearning::net::{Init, Network};
use microlearning::rule::convention;
use microlearning::rule::feedback::Origin;
use microlearning::rule::noise::Noise;
use microlearning::rule::{Asked, LayerUpdate, Proposal, Rule, Setting};
use microlearning::{rules, Mat, Vector};
use serde::Serialize;

use crate::analysis::{analyzed, asked_for};
use crate::files;
use crate::matrix::{rows, Rows};
use crate::question::{batch, feedback, network, noise, params, set_lateral, Question};
use crate::rules::json;

/// The command's arguments.
pub fn command() -> Command {
    let file = Arg::new("file").value_name("FILE.json").required(true).value_parser(value_parser!(PathBuf));
    Command::new("propose")
        .about("Compute one update without applying it")
        .after_help("Feedback weights and noise that a rule needs and the file does not give are drawn with seed 0.")
        .arg(file)
}

#[derive(Serialize)]
struct Answer {
    loss: f64,
    /// Loss of the state in which the network settles, if that is its answer; `loss` is the forward pass's then, too.
    #[serde(skip_serializing_if = "Option::is_none")]
    free_loss: Option<f64>,
    delta: Vec<LayerAnswer>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    feedback_delta: Vec<FeedbackAnswer>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lateral_delta: Vec<LateralAnswer>,
    /// Traces of a rule that settles, by their ids.
    #[serde(flatten)]
    traces: BTreeMap<&'static str, Vec<f64>>,
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

/// Updates of the interneurons' weights in a layer.
#[derive(Serialize)]
struct LateralAnswer {
    ip: LayerAnswer,
    pi: FeedbackAnswer,
}

/// Seed of feedback weights and noise if the file gives none.
const SEED: u32 = 0;
/// Distribution of feedback weights if the file gives none: the tutorial's N(0, 0.1²).
const FEEDBACK: Init = Init::Normal(0.1);

/// Reads the file, asks the rule, prints the update.
pub fn run(matches: &ArgMatches) -> Result<()> {
    let path = matches.get_one::<PathBuf>("file").expect("clap requires it");
    let text = files::text(path)
        .map_err(|e| Error::new("file", format!("{}: the file cannot be read ({e}).", path.display())))?;
    println!("{}", proposed(&text)?);
    Ok(())
}

/// The answer to a file, as JSON.
///
/// # Errors
/// If it is no question, or asks for what there is not.
pub fn proposed(text: &str) -> Result<String> {
    // A file may ask for an analysis in place of a rule.
    if serde_json::from_str(text).is_ok_and(|file| asked_for(&file).is_some()) {
        return analyzed(text);
    }
    let reader = &mut serde_json::Deserializer::from_str(text);
    let question: Question = serde_path_to_error::deserialize(reader)
        .map_err(|e| Error::new(e.path().to_string(), format!("{}: {}.", e.path(), e.inner())))?;
    json(&answer(&question)?)
}

fn answer(question: &Question) -> Result<Answer> {
    let card = rules::find(&question.rule)?;
    let net = network(question)?;
    let batch = batch(question, &net)?;
    let given = feedback(question, card.wiring, &net)?;
    let noise = noise(question, &net)?;
    let params = params(question, card)?;
    let convention = convention::find(&question.convention)?;
    let setting = Setting { net: &net, params: &params, feedback: Origin { init: FEEDBACK, given: given.as_deref() } };
    let mut rule = (card.build)(&setting, &mut stream(SEED, Stream::Feedback));
    set_lateral(question, &net, &mut *rule)?;
    let mut asked = Asked::default();
    asked.proposal.watched = true;
    let rng = &mut stream(SEED, Stream::Noise);
    let loss = asked.ask(&*rule, &net, &batch, convention, &mut Noise::given(&noise, rng));
    let mut answer = in_full(loss, &mut asked.proposal, &net, &*rule);
    if rule.settles() {
        net.forward(&batch.x, &mut asked.pass);
        (answer.loss, answer.free_loss) = (net.loss(&asked.pass, &batch.t), Some(loss));
    }
    Ok(answer)
}

/// The update with the rule's own decay, as it is multiplied by η and added.
fn in_full(loss: f64, proposal: &mut Proposal, net: &Network, rule: &dyn Rule) -> Answer {
    proposal.decayed(net, rule);
    let numbers = |b: &Vector| b.iter().copied().map(f64::from).collect();
    let layer = |delta: &LayerUpdate| LayerAnswer { w: rows(&delta.w), b: delta.b.as_ref().map(numbers) };
    let of = |delta: &Mat| FeedbackAnswer { w: rows(delta) };
    let stand_in = rule.pathways().iter().filter(|path| path.stands_for_w).map(|path| path.learned().len()).sum();
    let (feedback, lateral) = proposal.learned.split_at(stand_in);
    let third = lateral.len() / 3;
    let interneurons = |l: usize| {
        let ip = LayerAnswer { w: rows(&lateral[l]), b: rows(&lateral[third + l]).pop() };
        LateralAnswer { ip, pi: of(&lateral[2 * third + l]) }
    };
    Answer {
        loss,
        free_loss: None,
        delta: proposal.delta.iter().map(layer).collect(),
        feedback_delta: feedback.iter().map(of).collect(),
        lateral_delta: (0..third).map(interneurons).collect(),
        traces: proposal.traces.iter().map(|trace| (trace.id, trace.values.clone())).collect(),
    }
}
