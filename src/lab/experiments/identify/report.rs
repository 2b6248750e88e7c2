//! What the lab finds out.

use serde::Serialize;

use super::observe::{FRACTIONS, OBSERVABLES, SIGMAS};
use super::settings::Settings;
use super::trial::ALL_SPLITS;

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

/// A question to the classifier. Sources are observables by their number; the next number is accuracy.
pub enum Task {
    /// Which C the source's classifier is to have in a split, by the split's number.
    Weight(usize, usize),
    /// How well the source does, and which rules are mistaken for which.
    Source(usize),
    /// How well it does with networks of the other width.
    OtherWidth(usize),
    /// How well an observable does in one view.
    View(usize, usize),
    /// How well an observable does at some times.
    Times(usize, usize),
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

    /// All questions, those first whose answers others need.
    pub(super) fn tasks(&self) -> Vec<Task> {
        let sources = 0..self.rows.len();
        let observables = 0..OBSERVABLES.len();
        let views =
            observables.clone().flat_map(|o| (0..FRACTIONS.len() * SIGMAS.len()).map(move |view| Task::View(o, view)));
        let times = observables.flat_map(|o| (0..self.times.len()).map(move |t| Task::Times(o, t)));
        let weights = sources.clone().flat_map(|source| (0..ALL_SPLITS).map(move |split| Task::Weight(source, split)));
        let answers = sources.clone().map(Task::Source).chain(sources.map(Task::OtherWidth));
        weights.chain(answers).chain(views).chain(times).collect()
    }
}

/// At what times networks can be looked at.
fn times(snapshots: usize) -> Vec<Times> {
    let half = snapshots.div_ceil(2);
    let kinds: [(&str, Vec<usize>); 4] = [
        ("before learning", vec![0]),
        ("the first half", (0..half).collect()),
        ("every second", (0..snapshots).step_by(2).collect()),
        ("all", (0..snapshots).collect()),
    ];
    kinds.into_iter().map(|(name, snapshots)| Times { name, snapshots, right: [None; OBSERVABLES.len()] }).collect()
}
