//! Report of the lab.

use serde::Serialize;

use super::super::Record;
use super::observe::{FRACTIONS, OBSERVABLES, SIGMAS};
use super::questions::RANDOM;
use super::settings::Settings;
use super::{judgement_of, Job};
use crate::metrics::mean_and_sd;

/// Results so far. Shares are in percent, balanced over suspects: the chance level is `chance`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Settings of the experiment.
    pub settings: Settings,
    /// Names of the suspects.
    pub names: Vec<&'static str>,
    /// Number of networks at the end.
    pub networks: usize,
    /// Number of networks that have been trained.
    pub trained: usize,
    /// Mean and standard deviation of each suspect's final validation accuracies.
    pub accuracy: Vec<Option<(f64, f64)>>,
    /// Chance level.
    pub chance: f64,
    /// Accuracy of the classifier from each observable, and from accuracy alone.
    pub rows: Vec<Row>,
    /// The same if less is measured, and worse, by observable.
    pub maps: Vec<Map>,
    /// The same by the times of the recordings.
    pub times: Vec<Times>,
    /// Shares of units or synapses that are measured, as in `maps`.
    pub fractions: [f64; FRACTIONS.len()],
    /// Standard deviations of the noise, in those of what is measured, as in `maps`.
    pub sigmas: [f64; SIGMAS.len()],
    /// Share of the work that is done.
    pub fraction: f64,
    /// Remaining time in seconds; none before there is anything to estimate it from, and at the end.
    pub seconds_left: Option<f64>,
    /// True if there is nothing left to do.
    pub finished: bool,
}

/// Accuracy of the classifier from one source.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The observable's id, or "accuracy".
    pub id: &'static str,
    /// Name of the source.
    pub name: &'static str,
    /// Description of the source.
    pub doc: &'static str,
    /// The mean over splits.
    pub right: Option<f64>,
    /// Its standard error.
    pub error: Option<f64>,
    /// The same where the classifier has seen networks of one width and is asked about the other.
    pub other_width: Option<f64>,
    /// Percent of the layers of each suspect (row) that were put down to each (column).
    pub confusion: Vec<Vec<f64>>,
    /// The C of the classifier in each split, chosen from what that split learns from.
    pub c: Vec<f64>,
}

/// Accuracy of the classifier from part of an observable, with noise.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Map {
    /// The observable's id.
    pub id: &'static str,
    /// Name of the observable.
    pub name: &'static str,
    /// Accuracy by share that is measured (row) and noise (column).
    pub right: [[Option<f64>; SIGMAS.len()]; FRACTIONS.len()],
}

/// Accuracy of the classifier from some of the snapshots.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Times {
    /// Name of these times, in words.
    pub name: &'static str,
    /// Indices of the snapshots.
    pub snapshots: Vec<usize>,
    /// Accuracy by observable.
    pub right: [Option<f64>; OBSERVABLES.len()],
}

impl Report {
    /// Report with nothing trained.
    pub fn new(settings: Settings) -> Self {
        let sources =
            OBSERVABLES.into_iter().chain([("accuracy", "Accuracy alone", "how many digits the network reads")]);
        let row = |(id, name, doc)| Row {
            id,
            name,
            doc,
            right: None,
            error: None,
            other_width: None,
            confusion: Vec::new(),
            c: Vec::new(),
        };
        let map = |(id, name, _)| Map { id, name, right: [[None; SIGMAS.len()]; FRACTIONS.len()] };
        Self {
            names: settings.names(),
            networks: settings.rules.len() * settings.networks,
            trained: 0,
            accuracy: vec![None; settings.rules.len()],
            chance: 100.0 / settings.rules.len() as f64,
            rows: sources.map(row).collect(),
            maps: OBSERVABLES.map(map).into(),
            times: times(settings.snapshots),
            fractions: FRACTIONS,
            sigmas: SIGMAS,
            fraction: 0.0,
            seconds_left: None,
            finished: false,
            settings,
        }
    }

    /// Fills in what was found in each job.
    pub fn fill(&mut self, found: &[(Job, Option<&Record>)]) {
        let networks: Vec<_> = found.iter().filter_map(|(job, record)| Some((job.suspect()?, (*record)?))).collect();
        self.trained = networks.len();
        for (suspect, accuracy) in self.accuracy.iter_mut().enumerate() {
            let its = networks.iter().filter(|(other, _)| *other == suspect);
            let last: Vec<_> = its.filter_map(|(_, record)| record.list(1).last().copied()).collect();
            let (mean, sd) = mean_and_sd(&last);
            *accuracy = mean.map(|mean| (mean, sd.unwrap_or(0.0)));
        }
        let weights: Vec<_> =
            found.iter().filter_map(|(job, record)| Some((job.weight()?, record.and_then(|c| c.number(0))))).collect();
        let weight = |place: (usize, usize)| weights.iter().find(|(other, _)| *other == place).and_then(|(_, c)| *c);
        for (job, record) in found.iter().filter_map(|(job, record)| Some((job, (*record)?))) {
            if job.suspect().is_some() || job.weight().is_some() {
                continue;
            }
            let said = judgement_of(record, self.names.len());
            match *job {
                Job::Source(source) => {
                    let row = &mut self.rows[source];
                    (row.right, row.error) = (Some(said.mean()), said.standard_error());
                    row.c = RANDOM.filter_map(|split| weight((source, split))).collect();
                    row.confusion = said.confusion.iter().map(|said| percent(said)).collect();
                }
                Job::OtherWidth(source) => self.rows[source].other_width = Some(said.mean()),
                Job::View(o, view) => {
                    self.maps[o].right[view / SIGMAS.len()][view % SIGMAS.len()] = Some(said.mean());
                }
                Job::Times(o, t) => self.times[t].right[o] = Some(said.mean()),
                Job::Network(..) | Job::Weight(..) => {}
            }
        }
    }
}

/// Counts as shares of their sum.
fn percent(counts: &[usize]) -> Vec<f64> {
    let all = counts.iter().sum::<usize>().max(1) as f64;
    counts.iter().map(|count| 100.0 * *count as f64 / all).collect()
}

/// Times at which networks can be recorded.
pub fn times(snapshots: usize) -> Vec<Times> {
    let half = snapshots.div_ceil(2);
    let kinds: [(&str, Vec<usize>); 4] = [
        ("before learning", vec![0]),
        ("the first half", (0..half).collect()),
        ("every second", (0..snapshots).step_by(2).collect()),
        ("all", (0..snapshots).collect()),
    ];
    kinds.into_iter().map(|(name, snapshots)| Times { name, snapshots, right: [None; OBSERVABLES.len()] }).collect()
}
