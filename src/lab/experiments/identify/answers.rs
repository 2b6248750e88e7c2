//! Answers that the report consists of.

use serde::Serialize;

use super::super::Record;
use super::importance::Importance;
use super::jobs::Asked;
use super::observe::{FRACTIONS, SIGMAS};
use super::sources::SOURCES;
use crate::analysis::classifier;

/// Accuracy of a classifier from one source.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The source's id.
    pub id: &'static str,
    /// Name of the source.
    pub name: &'static str,
    /// Description of the source.
    pub doc: &'static str,
    /// The classifier's id.
    pub classifier: &'static str,
    /// A first answer, from a sixth of the networks.
    pub guess: Option<f64>,
    /// The mean over splits.
    pub right: Option<f64>,
    /// Its standard error.
    pub error: Option<f64>,
    /// The same about networks of a kind that the classifier has not learned from.
    pub held_out: Vec<Option<f64>>,
    /// The same if the layers of a network can be on both sides of a split; none unless asked for.
    pub leak: Option<f64>,
    /// Mean and standard deviation with shuffled names; none unless asked for.
    pub shuffled: Option<(f64, f64)>,
    /// Probability of an accuracy like this if names mean nothing, by the permutations.
    pub p: Option<f64>,
    /// Statistics that are left out because some layer has none.
    pub dropped: Vec<String>,
    /// Percent of the layers of each suspect (row) that were put down to each (column).
    pub confusion: Vec<Vec<f64>>,
    /// The hyperparameter of the classifier in each split, chosen from what that split learns from.
    pub chosen: Vec<f64>,
    /// Importance of each statistic or metric to the classifier, over all snapshots, the most important first.
    pub importance: Vec<Importance>,
    /// Importance of each snapshot, in percent.
    pub moments: Vec<f64>,
}

/// Networks as points of two planes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Plane {
    /// The source's id.
    pub id: &'static str,
    /// Name of the source.
    pub name: &'static str,
    /// Places on the first two principal components; empty until they are there.
    pub components: Vec<[f64; 2]>,
    /// Share of the variance along each.
    pub shares: [f64; 2],
    /// Places by t-SNE.
    pub tsne: Vec<[f64; 2]>,
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
    /// Accuracy by observable, as in `maps`.
    pub right: Vec<Option<f64>>,
}

impl Row {
    /// A row without answers.
    pub fn new(asked: Asked, ways: usize) -> Self {
        let source = &SOURCES[asked.source];
        Self {
            id: source.id,
            name: source.name,
            doc: source.doc,
            classifier: classifier::ALL[asked.classifier].id(),
            guess: None,
            right: None,
            error: None,
            held_out: vec![None; ways],
            leak: None,
            shuffled: None,
            p: None,
            dropped: Vec::new(),
            confusion: Vec::new(),
            chosen: Vec::new(),
            importance: Vec::new(),
            moments: Vec::new(),
        }
    }
}

impl Plane {
    /// Fills in the record of the drawing.
    pub fn fill(&mut self, record: &Record) {
        let points = |list: usize| record.list(list).chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect::<Vec<_>>();
        (self.components, self.tsne) = (points(0), points(2));
        self.shares = points(1).first().copied().unwrap_or_default();
    }
}

/// Times at which networks can be recorded; the last are all of them.
pub fn times(snapshots: usize) -> Vec<Times> {
    let half = snapshots.div_ceil(2);
    let kinds: [(&str, Vec<usize>); 5] = [
        ("before learning", vec![0]),
        ("the first half", (0..half).collect()),
        ("the last half", (snapshots - half..snapshots).collect()),
        ("every second", (0..snapshots).step_by(2).collect()),
        ("all", (0..snapshots).collect()),
    ];
    kinds.into_iter().map(|(name, snapshots)| Times { name, snapshots, right: Vec::new() }).collect()
}
