//! Experiments that are no single training run, all in one shape: jobs that can be shared out, and a report of what there is.
//!
//! A job is a function of the digits, the settings and the records of the jobs that it needs, so who does it, when, and in
//! slices of which length never changes a number. One experiment is one folder here and one line in the list below.

mod lab;
mod ledger;
mod record;

pub mod electrode;
pub mod identify;
pub mod representations;
pub mod snr;
pub mod variance;

pub use lab::Lab;
pub use ledger::{Ledger, State};
pub use record::{numbers, Record};

use std::fmt::Debug;
use std::sync::Arc;

use serde::Serialize;

use crate::base::error::{Error, Result};
use crate::data::Dataset;
use crate::lab::settings::field::Field;
use crate::lab::work::Work;

/// The list of experiments, in the order of the command line's help.
macro_rules! experiments {
    ($($experiment:path),+ $(,)?) => {
        /// Every experiment's id.
        pub const IDS: [&str; [$(<$experiment as Experiment>::ID),+].len()] = [$(<$experiment as Experiment>::ID),+];

        /// Shows the experiment of this id to a visitor.
        ///
        /// # Errors
        /// If there is none.
        pub fn visit<V: Visitor>(id: &str, visitor: V) -> Result<V::Output> {
            match id {
                $(<$experiment as Experiment>::ID => Ok(visitor.visit::<$experiment>()),)+
                _ => Err(unknown(id)),
            }
        }
    };
}

experiments! {
    variance::Variance,
    snr::Snr,
    representations::Representations,
    identify::Identify,
    electrode::Electrode,
}

/// Visitor: code that is generic over the experiments.
pub trait Visitor {
    /// Result of the visit.
    type Output;

    /// Visits the experiment.
    fn visit<E: Experiment>(self) -> Self::Output;
}

/// Jobs of a [`Ledger`] by their places, so that records can be kept apart from the jobs.
pub type Job = usize;

/// Work on one job.
pub type JobWork = Box<dyn Work<Output = Record>>;

/// An experiment.
pub trait Experiment: 'static {
    /// Settings that can be chosen.
    type Settings: Clone + Debug + Default + PartialEq + Serialize;
    /// A part of the work, in words that name it among all jobs of these settings.
    type Job: Clone + Debug + Serialize;
    /// Results that are shown.
    type Report: Clone + Serialize;

    /// The name in links and on the command line.
    const ID: &'static str;
    /// Version of the records: this crate's, and behind a plus a number that grows whenever their lists change within one. Those of
    /// another version are not read.
    const VERSION: &'static str = env!("CARGO_PKG_VERSION");
    /// Description for the command line's help.
    const ABOUT: &'static str;
    /// Every setting, in the order of the form.
    const FIELDS: &'static [Field<Self::Settings>];
    /// Settings with which it takes a moment, for tests and examples.
    const QUICK: &'static [(&'static str, &'static str)];

    /// All jobs, in the order in which one worker does them. Each takes seconds rather than minutes, where the numbers allow it.
    fn jobs(settings: &Self::Settings) -> Vec<Self::Job>;

    /// The places of the jobs whose records this job reads: it can be begun when they are there.
    fn needs(_settings: &Self::Settings, _job: &Self::Job) -> Vec<Job> {
        Vec::new()
    }

    /// Duration of a job, relative to others.
    fn cost(_settings: &Self::Settings, _job: &Self::Job) -> f64 {
        1.0
    }

    /// Work on a job; `needed` are the records that it reads, in the order of [`Experiment::needs`].
    ///
    /// # Errors
    /// If the data hold too few images.
    fn begin(data: &Arc<Dataset>, settings: &Self::Settings, job: &Self::Job, needed: &[&Record]) -> Result<JobWork>;

    /// The report before anything is measured.
    ///
    /// # Errors
    /// If the settings name something that does not exist.
    fn blank(settings: &Self::Settings) -> Result<Self::Report>;

    /// Fills a blank report with what there is. `found` has a place for each job; a record may be one of a job under way, which
    /// says less. What takes time is a job's work: this is called for each look at the report.
    fn fill(report: &mut Self::Report, settings: &Self::Settings, found: &[Option<&Record>], progress: Progress);
}

/// Progress of an experiment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Share of the work that is done.
    pub fraction: f64,
    /// Remaining time in seconds; none before there is anything to estimate it from, and at the end.
    pub seconds_left: Option<f64>,
    /// True if there is nothing left to do.
    pub finished: bool,
}

fn unknown(id: &str) -> Error {
    let shown: String = id.chars().take(40).collect();
    Error::new("experiment", format!("There is no experiment \"{shown}\"; the experiments are {}.", IDS.join(", ")))
}
