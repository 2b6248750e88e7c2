//! Identification of learning rules: networks that several rules have trained, seen as an experimenter could see them.
//! A classifier receives recordings of layers and predicts the rule that trained them (Nayebi, Srivastava, Ganguli &
//! Yamins 2020, Identifying learning rules from neural network observables, arXiv:2010.11765).
//!
//! First weights, batches and learning rate, all that a network has by chance, come the same with each rule: networks of one number. All
//! their layers are on one side of a split.

mod answers;
mod asking;
mod design;
mod fields;
mod importance;
mod jobs;
mod learned;
mod measured;
mod observe;
mod planes;
mod questions;
mod report;
mod settings;
mod sources;
mod subject;

pub use answers::{Map, Plane, Row, Times};
pub use fields::FIELDS;
pub use importance::Importance;
pub use jobs::Job;
pub use observe::{FRACTIONS, OBSERVABLES, SIGMAS};
pub use report::Report;
pub use settings::Settings;

use std::sync::Arc;

use subject::Subject;

use super::{numbers, Experiment, JobWork, Progress, Record};
use crate::analysis::judging::Judgement;
use crate::base::error::Result;
use crate::data::Dataset;
use crate::lab::settings::field::Field;

/// The experiment.
pub struct Identify;

impl Experiment for Identify {
    type Settings = Settings;
    type Job = Job;
    type Report = Report;

    const ID: &'static str = "identify";
    const VERSION: &'static str = concat!(env!("CARGO_PKG_VERSION"), "+3");
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
        ("sources", "activities,accuracy,paper,metrics"),
        ("hold_outs", "width,animal,curriculum"),
        ("leak", "1"),
        ("permutations", "21"),
    ];

    fn jobs(settings: &Settings) -> Vec<Job> {
        settings.jobs()
    }

    fn needs(settings: &Settings, job: &Job) -> Vec<super::Job> {
        settings.needs(job)
    }

    fn cost(settings: &Settings, job: &Job) -> f64 {
        settings.cost(job)
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

/// The record of a judgement: layers by suspect (row) and by whom they were put down to (column), of each split the balanced
/// accuracy in percent, the statistics that were left out, and the importance of each feature.
fn record_of(judged: &Judgement, dropped: &[usize]) -> Record {
    let Judgement { confusion, balanced, importance } = judged;
    let importance = importance.iter().map(|sum| sum / balanced.len().max(1) as f64).collect();
    Record(vec![numbers(confusion.iter().flatten()), balanced.clone(), numbers(dropped), importance])
}

/// The judgement that a record is.
fn judgement_of(record: &Record, suspects: usize) -> Judgement {
    let confusion = record.counts(0).chunks(suspects).map(<[usize]>::to_vec).collect();
    Judgement { confusion, balanced: record.list(1).to_vec(), importance: record.list(3).to_vec() }
}
