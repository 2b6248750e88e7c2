//! `microlearning train`: one run, with a progress bar or as one JSON object.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use clap::{value_parser, Arg, ArgAction, ArgMatches, Command};
use indicatif::{ProgressBar, ProgressStyle};
use microlearning::base::error::{Error, Result};
use microlearning::base::npz;
use microlearning::lab::run::report::Epoch;
use microlearning::lab::settings::field::Kind;
use microlearning::lab::settings::fields;
use microlearning::lab::{Config, FeedbackAngles, Plan, Run};
use microlearning::script;
use serde::Serialize;

use crate::code;
use crate::comma;
use crate::data;
use crate::files;
use crate::interrupt;
use crate::out;
use crate::rules::print_json;

/// The command's arguments: one for each setting of the page, and a few of its own.
pub fn command() -> Command {
    let settings = fields::ALL.iter().map(|field| {
        let arg = Arg::new(field.id).long(field.id).alias(field.id.replace('_', "-")).help(field.doc);
        if field.kind == Kind::Code {
            arg.value_name("FILE").help("A file with a rule of your own, written as code")
        } else {
            arg.allow_hyphen_values(true)
        }
    });
    let param = Arg::new("param").long("param").value_name("NAME=VALUE").action(ArgAction::Append);
    let folder = Arg::new("data").long("data").value_name("DIR").value_parser(value_parser!(PathBuf));
    let file = |id: &'static str| Arg::new(id).long(id).value_name("FILE").value_parser(value_parser!(PathBuf));
    let all = Arg::new("all").long("all").action(ArgAction::SetTrue);
    let json = Arg::new("json").long("json").action(ArgAction::SetTrue);
    Command::new("train").about("Train one network").args(settings).args([
        param.help("A parameter of the rule; may be given several times"),
        all.help("Learn from every training image of that folder, those that are kept for validation, too"),
        folder.help("A folder with the four IDX files, plain or .gz; without it the bundled images are used"),
        json.help("Print one JSON object instead of a table"),
        file("load").help("Start from the weights in this .npz file"),
        file("save").help("Write the weights at the end to this .npz file, which numpy.load opens"),
    ])
}

#[derive(Serialize)]
struct Measured {
    #[serde(flatten)]
    epoch: Epoch,
    #[serde(flatten)]
    asked: Asked,
}

/// Measures of the run after each epoch, layer by layer.
#[derive(Serialize)]
struct Asked {
    cosine: Vec<Option<f64>>,
    feedback: Vec<FeedbackAngles>,
    teaching: Vec<Option<f64>>,
    norm: Vec<f64>,
    change: Vec<f64>,
}

impl Asked {
    fn of(run: &Run) -> Self {
        let probe = run.probe();
        Self {
            cosine: probe.cosine(),
            feedback: probe.feedback().to_vec(),
            teaching: probe.teaching(),
            norm: probe.norms(),
            change: probe.changes(),
        }
    }
}

#[derive(Serialize)]
struct Outcome {
    config: Config,
    note: Option<String>,
    /// Number of pictures it learns from.
    pictures: usize,
    epochs: Vec<Measured>,
    last50_loss: Vec<f64>,
    snr: Vec<f64>,
    per_class: Vec<Option<f64>>,
    confusion: Vec<Vec<u64>>,
    chance: f64,
    commonest: Option<u8>,
}

/// Trains and prints.
pub fn run(matches: &ArgMatches) -> Result<()> {
    let save = matches.get_one::<PathBuf>("save");
    if let Some(path) = save {
        writable(path).map_err(|e| in_file(path, &e))?;
    }
    let plan = Plan::new(config(matches)?)?;
    let mut data = match matches.get_one::<PathBuf>("data") {
        Some(folder) => data::from_folder(folder, &plan)?,
        None if matches.get_flag("all") => {
            let what = "--all learns from all of a folder's images: name the folder with --data DIR.";
            return Err(Error::new("all", what));
        }
        None => data::bundled()?,
    };
    if matches.get_flag("all") {
        data.learn_from_all();
    }
    let mut run = Run::new(&Arc::new(data), plan)?;
    if let Some(path) = matches.get_one::<PathBuf>("load") {
        let bytes = files::bytes(path).map_err(|e| in_file(path, &e))?;
        let file = path.display().to_string();
        run.start_with(&file, npz::read(&file, &bytes)?)?;
    }
    let (outcome, stopped) = train(&mut run);
    let saved = match (save, stopped) {
        (_, Some(stop)) => Err(stop),
        (Some(path), None) => {
            npz::write(&run.weights()).and_then(|bytes| std::fs::write(path, bytes).map_err(|e| in_file(path, &e)))
        }
        (None, None) => Ok(()),
    };
    // The measurements are printed even if the run or the file failed.
    if matches.get_flag("json") {
        print_json(&outcome)?;
    } else {
        table(&outcome);
    }
    saved
}

/// Check that a file may be written at this path: an error is better known before the run than after it.
fn writable(path: &Path) -> std::io::Result<()> {
    let new = !path.exists();
    OpenOptions::new().append(true).create(true).open(path)?;
    if new {
        std::fs::remove_file(path)?;
    }
    Ok(())
}

fn config(matches: &ArgMatches) -> Result<Config> {
    let mut pairs = Vec::new();
    for field in fields::ALL {
        let Some(value) = matches.get_one::<String>(field.id) else { continue };
        if field.kind == Kind::Code {
            pairs.push((field.id.to_owned(), code::read(value)?));
            pairs.insert(0, ("rule".into(), script::CARD.id.into()));
        } else {
            comma::remark(field.id, value);
            pairs.push((field.id.to_owned(), value.clone()));
        }
    }
    for param in matches.get_many::<String>("param").unwrap_or_default() {
        let Some((name, value)) = param.split_once('=') else {
            return Err(Error::new("param", format!("param: \"{param}\" is not of the form NAME=VALUE.")));
        };
        pairs.push((format!("p.{name}"), value.to_owned()));
    }
    Config::from_pairs(pairs.iter().map(|(id, value)| (id.as_str(), value.as_str())))
}

fn in_file(path: &Path, error: &std::io::Error) -> Error {
    Error::new("weights", format!("{}: {error}. Check that the path is right and may be used.", path.display()))
}

/// Outcome of the run, and the reason if it stopped early.
fn train(run: &mut Run) -> (Outcome, Option<Error>) {
    interrupt::watch();
    let snr = run.snr();
    let start = Instant::now();
    let now = || start.elapsed().as_secs_f64() * 1000.0;
    let bar = progress_bar();
    let mut asked = Vec::new();
    let stopped = loop {
        let progress = run.advance(&now, 100.0, true);
        bar.set_position((progress.fraction * 1000.0) as u64);
        if progress.new_epoch {
            asked.push(Asked::of(run));
        }
        if progress.message.is_some() || progress.finished {
            break progress.message.map(|message| Error::new("lr", message));
        }
        if interrupt::asked() {
            break Some(interrupt::error());
        }
    };
    bar.finish_and_clear();
    let report = run.report();
    let epochs = report.epochs.into_iter().zip(asked).map(|(epoch, asked)| Measured { epoch, asked }).collect();
    let outcome = Outcome {
        config: report.config,
        note: report.note,
        pictures: run.pictures(),
        epochs,
        last50_loss: report.last50_loss,
        snr,
        per_class: report.per_class,
        confusion: report.confusion,
        chance: report.chance,
        commonest: report.commonest,
    };
    (outcome, stopped)
}

/// Drawn on a terminal only; indicatif stays silent elsewhere.
fn progress_bar() -> ProgressBar {
    if out::quiet() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {percent} %  {eta} left").expect("a template of known parts");
    ProgressBar::new(1000).with_style(style)
}

fn table(outcome: &Outcome) {
    if let Some(note) = &outcome.note {
        println!("{note}");
    }
    println!("epoch  train loss  train %  valid loss  valid %  test %  seconds");
    let or_dash = |value: Option<f64>, digits: usize| value.map_or("–".into(), |value| format!("{value:.digits$}"));
    for Measured { epoch: e, .. } in &outcome.epochs {
        println!(
            "{:>5}  {:>10}  {:>7}  {:>10}  {:>7}  {:>6}  {:>7.2}",
            e.epoch,
            or_dash(e.train_loss, 4),
            or_dash(e.train_accuracy, 1),
            or_dash(e.valid_loss, 4),
            or_dash(e.valid_accuracy, 1),
            or_dash(e.test_accuracy, 1),
            e.seconds,
        );
    }
    if let Some(last) = outcome.epochs.last() {
        println!("Digest of the weights: {}", last.epoch.digest);
    }
    if let Some(digit) = outcome.commonest {
        println!("Whoever always says {digit} is right in {:.1} % of the validation images.", outcome.chance);
    }
}
