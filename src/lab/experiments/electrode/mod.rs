//! View of an electrode: each hidden unit's teaching signal against its causal role, in networks whose read-out is known.
//!
//! As in a brain–machine interface, the experimenter gives the read-out: each output is the mean of a group of hidden units, P+, minus
//! the mean of another, P−. So it is known of each unit what it does to the loss, and it can be seen whether the rule tells the unit
//! just that. Portes, Schmid & Murray (2022, arXiv:2206.13448) distinguish rules in this way: updates that are biased, since
//! they follow an estimate of the read-out, from those that are noisy but follow the gradient on average. A correlation below 1 can mean
//! either; averaging over trials and correcting for the noise that is left tells which.

mod moment;
mod probe;
mod readout;
mod report;
mod settings;
mod subject;

pub use moment::Signals;
pub use probe::Probe;
pub use readout::Readout;
pub use report::{Moment, Report, Row, Spread};
pub use settings::{Fate, Settings, FIELDS};

use std::sync::Arc;

use serde::Serialize;
use subject::Subject;

use super::{Experiment, JobWork, Progress, Record};
use crate::base::error::Result;
use crate::data::Dataset;
use crate::lab::settings::field::Field;

/// The experiment.
pub struct Electrode;

/// One network of one rule.
#[derive(Clone, Debug, Serialize)]
pub struct Job {
    rule: String,
    network: usize,
}

impl Experiment for Electrode {
    type Settings = Settings;
    type Job = Job;
    type Report = Report;

    const ID: &'static str = "electrode";
    const ABOUT: &'static str =
        "Compare each hidden unit's teaching signal with its causal role, in networks whose read-out is known";
    const FIELDS: &'static [Field<Settings>] = FIELDS;
    const QUICK: &'static [(&'static str, &'static str)] = &[
        ("rules", "backprop,weight_perturbation,node_perturbation"),
        ("trials", "10"),
        ("networks", "2"),
        ("group", "1"),
    ];

    fn jobs(settings: &Settings) -> Vec<Job> {
        let of = |network: usize| settings.rules.iter().map(move |rule| Job { rule: rule.clone(), network });
        (0..settings.networks).flat_map(of).collect()
    }

    fn begin(data: &Arc<Dataset>, settings: &Settings, job: &Job, _: &[&Record]) -> Result<JobWork> {
        Ok(Box::new(Subject::new(data, settings, settings.plan(&job.rule, job.network)?)?))
    }

    fn blank(settings: &Settings) -> Result<Report> {
        Report::new(settings.clone())
    }

    fn fill(report: &mut Report, settings: &Settings, found: &[Option<&Record>], progress: Progress) {
        for (rule, row) in report.rules.iter_mut().enumerate() {
            let records: Vec<_> = found.iter().skip(rule).step_by(settings.rules.len()).copied().flatten().collect();
            row.fill(&records, report.marks.len());
        }
        (report.fraction, report.finished) = (progress.fraction, progress.finished);
        report.seconds_left = progress.seconds_left;
    }
}
