//! Importance of features to a classifier, summed up by statistic and by snapshot.

use serde::Serialize;

use super::observe::OBSERVABLES;
use super::sources::Source;
use crate::analysis::observables::{OF_ACTIVITIES, OF_WEIGHTS};
use crate::analysis::statistics::{name, COUNT};

/// Importance of what a source tells at all snapshots together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Importance {
    /// Name of the statistic or metric.
    pub name: String,
    /// Percent of the whole.
    pub share: f64,
}

/// Importance of everything that a source tells, the most important first, and of each snapshot, in percent; `dropped` are the
/// statistics that were left out, and `features` the importance of each feature.
pub fn summed(source: &Source, snapshots: usize, dropped: &[usize], features: &[f64]) -> (Vec<Importance>, Vec<f64>) {
    let mut all: Vec<_> = source.names().into_iter().map(|name| Importance { name, share: 0.0 }).collect();
    let mut moments = vec![0.0; snapshots];
    let block = if source.statistics { COUNT } else { all.len() };
    let kept = |i: &usize| !source.statistics || !dropped.contains(&(i % COUNT));
    let told: Vec<usize> = (0..all.len() * snapshots).filter(kept).collect();
    for (i, share) in told.iter().zip(features) {
        all[i / block / snapshots * block + i % block].share += 100.0 * share;
        moments[i / block % snapshots] += 100.0 * share;
    }
    if source.placed {
        let share = features.iter().skip(told.len()).map(|share| 100.0 * share).sum();
        all.push(Importance { name: "position of the layer".into(), share });
    }
    all.sort_by(|a, b| b.share.total_cmp(&a.share));
    (all, moments)
}

/// Names of all statistics of one observable.
pub fn statistics() -> Vec<String> {
    (0..COUNT).map(name).collect()
}

/// The same of every observable.
pub fn of_all() -> Vec<String> {
    (0..OBSERVABLES.len()).flat_map(|o| statistics().into_iter().map(move |name| of(o, &name))).collect()
}

/// Names of the norms.
pub fn norms() -> Vec<String> {
    (0..OBSERVABLES.len()).map(|o| of(o, "L2 norm of values")).collect()
}

/// Names of what the paper keeps of activity changes.
pub fn of_changes() -> Vec<String> {
    ["mean of values", "mean of magnitudes", "mean of squares"].map(|name| of(OBSERVABLES.len() - 1, name)).into()
}

/// Names of all that the paper keeps.
pub fn published() -> Vec<String> {
    let some = |o: usize, kept: &[usize]| kept.iter().map(|place| of(o, &name(*place))).collect::<Vec<_>>();
    [some(0, &OF_WEIGHTS), some(1, &OF_ACTIVITIES), of_changes()].concat()
}

fn of(o: usize, name: &str) -> String {
    format!("{}: {name}", OBSERVABLES[o].1)
}

#[cfg(test)]
mod tests {
    use super::super::sources::SOURCES;
    use super::*;

    fn source(id: &str) -> &'static Source {
        SOURCES.iter().find(|source| source.id == id).expect("a source")
    }

    #[test]
    fn importance_is_summed_by_name_and_by_snapshot_also_where_statistics_were_left_out() {
        // Two snapshots of 21 statistics, of which place 5 was left out, and the position.
        let mut features = vec![0.0; 2 * (COUNT - 1) + 3];
        (features[0], features[4], features[COUNT - 1 + 5], features[2 * (COUNT - 1) + 2]) = (0.1, 0.2, 0.3, 0.4);
        let (all, moments) = summed(source("weights"), 2, &[5], &features);
        let found: Vec<_> = all[..4].iter().map(|one| (one.name.as_str(), one.share.round())).collect();
        let expected = [
            ("position of the layer", 40.0),
            ("kurtosis of values", 30.0),
            ("variance of values", 20.0),
            ("mean of values", 10.0),
        ];
        assert_eq!(found, expected);
        assert_eq!(moments.iter().map(|share| share.round()).collect::<Vec<_>>(), [30.0, 30.0]);
        // All but size: observables one after the other, each with its snapshots.
        let mut features = vec![0.0; 3 * 2 * COUNT + 3];
        features[(2 * 2 + 1) * COUNT + 2] = 1.0;
        let (all, moments) = summed(source("shape"), 2, &[], &features);
        assert_eq!((all[0].name.as_str(), moments), ("Activity changes: L2 norm of values", vec![0.0, 100.0]));
        assert_eq!(published().len(), 24);
    }
}
