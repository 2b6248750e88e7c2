//! What the lab finds out.

use serde::Serialize;

use super::observe::{FRACTIONS, OBSERVABLES, SIGMAS};
use super::questions::RANDOM;
use super::settings::Settings;
use super::{Job, Record};
use crate::metrics::mean_and_sd;

/// What is known so far. Shares are in percent, balanced over suspects: guessing scores `chance`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// What was asked for.
    pub settings: Settings,
    /// What the suspects are called.
    pub names: Vec<&'static str>,
    /// How many networks there will be.
    pub networks: usize,
    /// How many have been trained.
    pub trained: usize,
    /// Mean and standard deviation of each suspect's final validation accuracies.
    pub accuracy: Vec<Option<(f64, f64)>>,
    /// What guessing scores.
    pub chance: f64,
    /// How well the rule is told from each observable, and from accuracy alone.
    pub rows: Vec<Row>,
    /// The same if less is measured, and worse, by observable.
    pub maps: Vec<Map>,
    /// The same by when the networks were looked at.
    pub times: Vec<Times>,
    /// Shares of units or synapses that are measured, as in `maps`.
    pub fractions: [f64; FRACTIONS.len()],
    /// Standard deviations of the noise, in those of what is measured, as in `maps`.
    pub sigmas: [f64; SIGMAS.len()],
    /// Share of the work that is done.
    pub fraction: f64,
    /// How long the rest will take, in seconds; none before there is anything to judge by, and at the end.
    pub seconds_left: Option<f64>,
    /// Whether there is nothing left to do.
    pub finished: bool,
}

/// What can be told from one source.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The observable's id, or "accuracy".
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// What it is.
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

/// How well the rule is told from part of an observable, with noise.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Map {
    /// The observable's id.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// By share that is measured (row) and noise (column).
    pub right: [[Option<f64>; SIGMAS.len()]; FRACTIONS.len()],
}

/// How well the rule is told from some of the snapshots.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Times {
    /// Which they are, in words.
    pub name: &'static str,
    /// Which they are.
    pub snapshots: Vec<usize>,
    /// By observable.
    pub right: [Option<f64>; OBSERVABLES.len()],
}

impl Report {
    /// With nothing trained.
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
        let recorded =
            |record: &Option<&Record>| record.and_then(|record| record.recorded()?.accuracy().last().copied());
        for (suspect, accuracy) in self.accuracy.iter_mut().enumerate() {
            let its = found.iter().filter(|(job, _)| matches!(job, Job::Network(other, _) if *other == suspect));
            let (mean, sd) = mean_and_sd(&its.filter_map(|(_, record)| recorded(record)).collect::<Vec<_>>());
            *accuracy = mean.map(|mean| (mean, sd.unwrap_or(0.0)));
        }
        self.trained = found.iter().filter(|(_, record)| recorded(record).is_some()).count();
        let weight = |source: usize, split: usize| {
            let mut its =
                found.iter().filter(|(job, _)| matches!(job, Job::Weight(s, k) if (*s, *k) == (source, split)));
            its.next().and_then(|(_, record)| record.and_then(Record::weight))
        };
        let answers = found.iter().filter_map(|(job, record)| Some((job, record.and_then(Record::judgement)?)));
        for (job, said) in answers {
            match *job {
                Job::Source(source) => {
                    let row = &mut self.rows[source];
                    (row.right, row.error) = (Some(said.mean()), said.standard_error());
                    row.c = RANDOM.filter_map(|split| weight(source, split)).collect();
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

/// At what times networks can be looked at.
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
