//! Identification of learning rules: networks that several rules have trained, seen as an experimenter could see them.
//! A classifier receives recordings of layers and predicts the rule that trained them (Nayebi, Srivastava, Ganguli &
//! Yamins 2020, Identifying learning rules from neural network observables, arXiv:2010.11765).
//!
//! All layers of a network are on one side of a split, and what a network is by chance, its first weights, its batches and
//! its learning rate, comes the same with each rule.

mod observe;
mod questions;
mod report;
mod settings;
mod subject;

pub use observe::{FRACTIONS, OBSERVABLES, SIGMAS};
pub use report::{Map, Report, Row, Times};
pub use settings::{Settings, FIELDS, LAYERS};

use std::sync::Arc;

use observe::VIEWS;
use questions::{ALL_SPLITS, RANDOM, SOURCES, WIDTHS};
use serde::Serialize;
use subject::Subject;

use super::{numbers, Experiment, JobWork, Progress, Record};
use crate::analysis::judging::Judgement;
use crate::base::error::Result;
use crate::data::Dataset;
use crate::lab::settings::field::Field;

/// Share of the work that is training and looking; the rest is judging.
const TRAINING: f64 = 0.6;

/// The experiment.
pub struct Identify;

/// A network, or a question to the classifier. Sources are observables by their number; the next number is accuracy.
#[derive(Clone, Copy, Debug, Serialize)]
pub enum Job {
    /// The training of a suspect's ith network, and all recordings of it.
    Network(usize, usize),
    /// The choice of the C of a source's classifier in a split, by the split's number.
    Weight(usize, usize),
    /// The accuracy of a source, and its confusion matrix.
    Source(usize),
    /// The accuracy of a source on networks of the other width.
    OtherWidth(usize),
    /// The accuracy of an observable in one view.
    View(usize, usize),
    /// The accuracy of an observable at some times.
    Times(usize, usize),
}

impl Job {
    /// The suspect whose network it is.
    fn suspect(&self) -> Option<usize> {
        match *self {
            Self::Network(suspect, _) => Some(suspect),
            _ => None,
        }
    }

    /// The source and the split whose weight it chooses.
    fn weight(&self) -> Option<(usize, usize)> {
        match *self {
            Self::Weight(source, split) => Some((source, split)),
            _ => None,
        }
    }
}

impl Experiment for Identify {
    type Settings = Settings;
    type Job = Job;
    type Report = Report;

    const ID: &'static str = "identify";
    const ABOUT: &'static str =
        "Train networks by several rules, and tell the rule from what an experimenter could record of a layer";
    const FIELDS: &'static [Field<Settings>] = FIELDS;
    const QUICK: &'static [(&'static str, &'static str)] = &[
        ("rules", "adam,feedback_alignment"),
        ("networks", "8"),
        ("epochs", "1"),
        ("snapshots", "2"),
        ("hidden", "4"),
        ("stimuli", "5"),
    ];

    fn jobs(settings: &Settings) -> Vec<Job> {
        let networks =
            (0..settings.rules.len()).flat_map(|suspect| (0..settings.networks).map(move |i| Job::Network(suspect, i)));
        let weights = (0..SOURCES).flat_map(|source| (0..ALL_SPLITS).map(move |split| Job::Weight(source, split)));
        let answers = (0..SOURCES).map(Job::Source).chain((0..SOURCES).map(Job::OtherWidth));
        let observables = 0..OBSERVABLES.len();
        let views = observables.clone().flat_map(|o| (0..VIEWS).map(move |view| Job::View(o, view)));
        let number = report::times(settings.snapshots).len();
        let times = observables.flat_map(|o| (0..number).map(move |t| Job::Times(o, t)));
        networks.chain(weights).chain(answers).chain(views).chain(times).collect()
    }

    fn needs(settings: &Settings, job: &Job) -> Vec<super::Job> {
        let networks = settings.rules.len() * settings.networks;
        let weights = |source: usize, some: std::ops::Range<usize>| {
            let first = networks + source * ALL_SPLITS;
            (0..networks).chain(first + some.start..first + some.end).collect()
        };
        match *job {
            Job::Network(..) => Vec::new(),
            Job::Weight(source, _) => weights(source, 0..0),
            Job::OtherWidth(source) => weights(source, WIDTHS),
            Job::Source(source) | Job::View(source, _) | Job::Times(source, _) => weights(source, RANDOM),
        }
    }

    fn cost(settings: &Settings, job: &Job) -> f64 {
        let networks = settings.rules.len() * settings.networks;
        match job {
            Job::Network(..) => TRAINING / networks as f64,
            // Six weights are tried on five splits each; other questions are asked in ten splits or two.
            Job::Weight(..) => (1.0 - TRAINING) * 0.8 / (SOURCES * ALL_SPLITS) as f64,
            _ => (1.0 - TRAINING) * 0.2 / 68.0,
        }
    }

    fn begin(data: &Arc<Dataset>, settings: &Settings, job: &Job, needed: &[&Record]) -> Result<JobWork> {
        let Job::Network(suspect, i) = *job else { return Ok(questions::begin(settings, job, needed)) };
        let plan = settings.plan(&settings.rules[suspect], i)?;
        Ok(Box::new(Subject::new(data, &plan, settings.stimuli, settings.snapshots)?))
    }

    fn blank(settings: &Settings) -> Result<Report> {
        Ok(Report::new(settings.clone()))
    }

    fn fill(report: &mut Report, settings: &Settings, found: &[Option<&Record>], progress: Progress) {
        let found: Vec<_> = Self::jobs(settings).into_iter().zip(found.iter().copied()).collect();
        report.fill(&found);
        let Progress { fraction, seconds_left, finished } = progress;
        (report.fraction, report.seconds_left, report.finished) = (fraction, seconds_left, finished);
    }
}

/// The record of a judgement: layers by suspect (row) and by whom they were put down to (column), and of each split the balanced
/// accuracy in percent.
fn record_of(Judgement { confusion, balanced }: &Judgement) -> Record {
    Record(vec![numbers(confusion.iter().flatten()), balanced.clone()])
}

/// The judgement that a record is.
fn judgement_of(record: &Record, suspects: usize) -> Judgement {
    let confusion = record.counts(0).chunks(suspects).map(<[usize]>::to_vec).collect();
    Judgement { confusion, balanced: record.list(1).to_vec() }
}
