//! Record of one layer, and its form in the report.

use serde::Serialize;

use super::super::{numbers, Record};
use crate::analysis::{class_means, most_alike, participation_ratio, rdm, Gram, Pca, Rdm};
use crate::Mat;

/// Analysis of one layer. Lists of classes are in the order of the report's classes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Network {
    /// Name of the layer.
    pub name: String,
    /// The id of the rule that trained it; none if nothing did.
    pub rule: Option<String>,
    /// Its validation accuracy, in percent; none for pixels.
    pub accuracy: Option<f64>,
    /// Dissimilarity of the mean activities of any two classes.
    pub rdm: Rdm,
    /// Index of the least dissimilar other class, for each class.
    pub nearest: Vec<Option<usize>>,
    /// The participation ratio.
    pub dimensions: Option<f64>,
    /// Number of units.
    pub units: usize,
    /// Coordinates of the drawn pictures on the first two principal components.
    pub points: Vec<[f64; 2]>,
    /// Share of the variance along each.
    pub shares: [f64; 2],
    /// Places of the drawn pictures by t-SNE; empty until they are there.
    pub tsne: Vec<[f64; 2]>,
}

/// Lists of a layer's record. What may be missing is an empty list, or NaN.
mod list {
    pub const ACCURACY: usize = 0;
    pub const TARGETS: usize = 1;
    pub const RDM: usize = 2;
    pub const NEAREST: usize = 3;
    pub const DIMENSIONS: usize = 4;
    pub const UNITS: usize = 5;
    pub const POINTS: usize = 6;
    pub const SHARES: usize = 7;
    pub const ACTIVITY: usize = 8;
    pub const ALL: usize = 9;
}

/// The record of a layer: from its activities x (pictures, units), their Gram matrix and components, and the pictures' classes with
/// their number. Of pixels no activities are kept, since they are the data's.
pub fn record(
    (x, k, components): (&Mat, &Gram, Pca),
    (targets, classes): (&[usize], usize),
    accuracy: Option<f64>,
    kept: Option<&Mat>,
) -> Record {
    let rdm = rdm(&class_means(x, targets, classes));
    let mut lists = vec![Vec::new(); list::ALL];
    lists[list::ACCURACY].extend(accuracy);
    lists[list::TARGETS] = numbers(targets);
    lists[list::NEAREST] = most_alike(&rdm).iter().map(|other| other.map_or(f64::NAN, |other| other as f64)).collect();
    lists[list::RDM] = rdm.iter().flatten().map(|value| value.unwrap_or(f64::NAN)).collect();
    lists[list::DIMENSIONS].extend(participation_ratio(k));
    lists[list::UNITS].push(x.ncols() as f64);
    lists[list::POINTS] = components.scores.iter().take(super::DRAWN).flatten().copied().collect();
    lists[list::SHARES] = components.shares.to_vec();
    lists[list::ACTIVITY] = kept.into_iter().flatten().map(|h| f64::from(*h)).collect();
    Record(lists)
}

/// The class of each picture.
pub fn targets(record: &Record) -> Vec<usize> {
    record.counts(list::TARGETS)
}

/// Activities, a picture after the other; none of pixels.
pub fn activity(record: &Record) -> &[f64] {
    record.list(list::ACTIVITY)
}

/// Results of a layer with this name, which this rule trained.
pub fn network(record: &Record, (name, rule): (&str, Option<String>), classes: usize) -> Network {
    let pairs = |place: usize| record.list(place).chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect::<Vec<_>>();
    let some = |value: &f64| (!value.is_nan()).then_some(*value);
    Network {
        name: name.to_owned(),
        rule,
        accuracy: record.number(list::ACCURACY),
        rdm: record.list(list::RDM).chunks(classes).map(|row| row.iter().map(some).collect()).collect(),
        nearest: record.list(list::NEAREST).iter().map(|other| some(other).map(|other| other as usize)).collect(),
        dimensions: record.number(list::DIMENSIONS),
        units: record.counts(list::UNITS).first().copied().unwrap_or(0),
        points: pairs(list::POINTS),
        shares: pairs(list::SHARES).first().copied().unwrap_or_default(),
        tsne: Vec::new(),
    }
}

/// Places of the drawn pictures on the first two components.
pub fn points(record: &Record) -> Vec<[f64; 2]> {
    record.list(list::POINTS).chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect()
}
