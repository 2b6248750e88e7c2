//! Sources of evidence: the features of a layer that the classifier is shown.

use super::importance;
use super::learned::{by_fifth, FIFTHS};
use super::observe::OBSERVABLES;
use super::subject::Recorded;
use crate::analysis::classifier::Course;
use crate::analysis::observables::{OF_ACTIVITIES, OF_WEIGHTS};
use crate::analysis::statistics::COUNT;
use crate::base::error::{Error, Result};

/// Place of the L2 norm of the values among the statistics.
const NORM: usize = 2;
/// Position of a layer is told as one of these.
const POSITIONS: usize = 3;

/// Names of the course's metrics.
const METRICS: [&str; 5] = ["accuracy", "loss", "cosine to backprop", "weight change", "signal-to-noise ratio"];

/// Layer of a network, in a view of its observables, at some snapshots.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// Recordings of the network.
    pub of: &'a Recorded<'a>,
    /// The layer.
    pub l: usize,
    /// The view.
    pub view: usize,
    /// Indices of the snapshots.
    pub times: &'a [usize],
}

/// A source.
pub struct Source {
    /// The name in links and on the command line.
    pub id: &'static str,
    /// The name that people read.
    pub name: &'static str,
    /// Description.
    pub doc: &'static str,
    /// Features at all these snapshots; each snapshot has as many.
    features: fn(&Look<'_>) -> Vec<f64>,
    /// True if the position of the layer is told, too.
    pub placed: bool,
    /// True if its features are all statistics of one observable or several, in their order.
    pub statistics: bool,
    /// Names of what is told at a snapshot; empty if that is one thing, which has the source's name.
    told: fn() -> Vec<String>,
}

const fn observable(o: usize, features: fn(&Look<'_>) -> Vec<f64>) -> Source {
    let (id, name, doc) = OBSERVABLES[o];
    Source { id, name, doc, features, placed: true, statistics: true, told: importance::statistics }
}

const fn metric(id: &'static str, name: &'static str, doc: &'static str, of: fn(&Look<'_>) -> Vec<f64>) -> Source {
    Source { id, name, doc, features: of, placed: false, statistics: false, told: Vec::new }
}

/// A metric that each layer has of its own.
const fn of_layer(id: &'static str, name: &'static str, doc: &'static str, of: fn(&Look<'_>) -> Vec<f64>) -> Source {
    Source { placed: true, ..metric(id, name, doc, of) }
}

/// Every source, in the order of the report; the observables come first.
pub const SOURCES: [Source; 14] = [
    observable(0, |look| statistics(look, 0)),
    observable(1, |look| statistics(look, 1)),
    observable(2, |look| statistics(look, 2)),
    metric("accuracy", "Accuracy alone", "how many digits the network reads", |look| at(look, look.of.accuracy())),
    Source {
        id: "paper_changes",
        name: "Activity change as published",
        doc: "one number a picture, by how much the layer's mean response would change with all its inputs: its mean, that \
              of its magnitude and of its square",
        features: |look| each(look, |look, k| look.of.changes(look.l, k).to_vec()),
        placed: true,
        statistics: false,
        told: importance::of_changes,
    },
    Source {
        id: "paper",
        name: "The paper's 24 statistics",
        doc: "13 of the weights, 8 of the activities and 3 of the activity change, as published",
        features: |look| each(look, paper),
        placed: true,
        statistics: false,
        told: importance::published,
    },
    Source {
        id: "size",
        name: "Size alone",
        doc: "the L2 norms of weights, activities and activity changes",
        features: |look| each(look, |look, k| (0..OBSERVABLES.len()).map(|o| of(look, o, k)[NORM]).collect()),
        placed: true,
        statistics: false,
        told: importance::norms,
    },
    Source {
        id: "shape",
        name: "All but size",
        doc: "all statistics of weights, activities and activity changes, the course of each divided by its size over the \
              snapshots",
        features: shape,
        placed: true,
        statistics: true,
        told: importance::of_all,
    },
    metric("loss", "Loss", "mean loss of the validation pictures", |look| at(look, look.of.loss())),
    of_layer("cosine", "Cosine to backprop", "between the layer's update and the one that backpropagation would make, over the stimuli", |look| each(look, |look, k| vec![look.of.cosine(look.l, k)])),
    of_layer("moved", "Weight change", "how far the layer's weights are from their start, divided by the size that they had", |look| each(look, |look, k| vec![look.of.moved(look.l, k)])),
    of_layer("snr", "Signal-to-noise ratio", "of the layer's updates for single stimuli", |look| each(look, |look, k| vec![look.of.snr(look.l, k)])),
    Source {
        id: "metrics",
        name: "The course's metrics",
        doc: "accuracy, loss, signal-to-noise ratio, cosine to backprop and weight change together",
        features: |look| {
            let network = |k: usize| [look.of.accuracy(), look.of.loss()].map(|all| all.get(k).copied().unwrap_or(f64::NAN));
            let layer = |look: &Look<'_>, k: usize| [look.of.cosine(look.l, k), look.of.moved(look.l, k), look.of.snr(look.l, k)];
            each(look, |look, k| [&network(k)[..], &layer(look, k)].concat())
        },
        placed: true,
        statistics: false,
        told: || METRICS.map(String::from).into(),
    },
    Source {
        told: || FIFTHS.map(String::from).into(),
        ..metric("learning_times", "Learning times", "when the network first knew its digits, as shares of training: the first fifth of them to be known, and so on, as far as a snapshot knows", |look| each(look, |look, k| by_fifth(look.of.learned(), look.of.share(k))))
    },
];

/// Sources that are asked unless others are chosen: the observables, and accuracy as the control.
pub const USUAL: usize = OBSERVABLES.len() + 1;

impl Source {
    /// Names of what is told at each snapshot, in the order of the features.
    pub fn names(&self) -> Vec<String> {
        let names = (self.told)();
        if names.is_empty() {
            vec![self.name.into()]
        } else {
            names
        }
    }

    /// Features of a layer, and its position.
    pub fn features(&self, look: &Look<'_>) -> Vec<f64> {
        let place = position(look.l, look.of.layers());
        let told = if self.placed { POSITIONS } else { 0 };
        let position = (0..told).map(|other| f64::from(u8::from(other == place)));
        self.unplaced(look).into_iter().chain(position).collect()
    }

    /// Order of the features at so many snapshots.
    pub fn course(&self, times: usize) -> Course {
        let parts = if self.statistics { self.names().len() / COUNT } else { 1 };
        Course { parts, times, beside: if self.placed { POSITIONS } else { 0 } }
    }

    /// Features of a layer without its position.
    pub fn unplaced(&self, look: &Look<'_>) -> Vec<f64> {
        (self.features)(look)
    }

    /// Leaves out of the features of all layers each statistic that some layer has none of although its values are numbers: those
    /// of a dead layer have no shape. What remains of a network that diverged is left to the classifier. Returns their places.
    pub fn drop_undefined(&self, x: &mut [Vec<f64>]) -> Vec<usize> {
        let told = if self.placed { POSITIONS } else { 0 };
        let mut undefined = [false; COUNT];
        for row in x.iter().filter(|_| self.statistics) {
            let values = &row[..row.len() - told];
            let alive = values.iter().any(|value| value.is_finite());
            let missing = values.iter().enumerate().filter(|(_, value)| alive && !value.is_finite());
            missing.for_each(|(i, _)| undefined[i % COUNT] = true);
        }
        if undefined.contains(&true) {
            for row in x {
                let (end, mut i) = (row.len() - told, 0);
                row.retain(|_| {
                    i += 1;
                    i > end || !undefined[(i - 1) % COUNT]
                });
            }
        }
        (0..COUNT).filter(|place| undefined[*place]).collect()
    }
}

/// Position of layer l of so many: first, somewhere between, last.
fn position(l: usize, layers: usize) -> usize {
    match l {
        0 => 0,
        _ if l + 1 == layers => POSITIONS - 1,
        _ => 1,
    }
}

/// Features of each snapshot, one after the other.
fn each(look: &Look<'_>, of: impl Fn(&Look<'_>, usize) -> Vec<f64>) -> Vec<f64> {
    look.times.iter().flat_map(|k| of(look, *k)).collect()
}

/// Values of a whole network at the snapshots.
fn at(look: &Look<'_>, all: &[f64]) -> Vec<f64> {
    each(look, |_, k| all.get(k).copied().into_iter().collect())
}

/// Statistics of an observable at a snapshot.
fn of<'a>(look: &Look<'a>, o: usize, k: usize) -> &'a [f64] {
    look.of.statistics((look.l, o), look.view, k)
}

fn statistics(look: &Look<'_>, o: usize) -> Vec<f64> {
    each(look, |look, k| of(look, o, k).to_vec())
}

fn paper(look: &Look<'_>, k: usize) -> Vec<f64> {
    let some = |o: usize, kept: &[usize]| kept.iter().map(|place| of(look, o, k)[*place]).collect::<Vec<_>>();
    [some(0, &OF_WEIGHTS), some(1, &OF_ACTIVITIES), look.of.changes(look.l, k).to_vec()].concat()
}

/// All statistics, the course of each divided by its root mean square over the snapshots. What is 0 throughout stays 0.
fn shape(look: &Look<'_>) -> Vec<f64> {
    let all: Vec<_> = (0..OBSERVABLES.len()).map(|o| statistics(look, o)).collect();
    let divided = |course: &Vec<f64>| {
        let size = |place: usize| {
            let squares = course.iter().skip(place).step_by(COUNT).map(|value| value * value).sum::<f64>();
            (squares / look.times.len() as f64).sqrt()
        };
        let sizes: Vec<f64> = (0..COUNT).map(size).collect();
        let part = |(i, value): (usize, &f64)| if sizes[i % COUNT] == 0.0 { 0.0 } else { value / sizes[i % COUNT] };
        course.iter().enumerate().map(part).collect::<Vec<_>>()
    };
    all.iter().flat_map(divided).collect()
}

/// The places of the sources with these names, in the order of the list.
///
/// # Errors
/// If there is no such source.
pub fn find(text: &str) -> Result<Vec<String>> {
    let asked: Vec<_> = text.split(',').map(str::trim).collect();
    if let Some(stranger) = asked.iter().find(|id| !SOURCES.iter().any(|source| source.id == **id)) {
        let known: Vec<_> = SOURCES.iter().map(|source| source.id).collect();
        let message = format!("sources: there is no \"{stranger}\"; choose some of {}.", known.join(", "));
        return Err(Error::new("sources", message));
    }
    Ok(SOURCES.iter().filter(|source| asked.contains(&source.id)).map(|source| source.id.to_owned()).collect())
}
