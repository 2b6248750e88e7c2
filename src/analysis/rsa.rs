//! Representational similarity analysis: do two layers find the same pairs of classes alike?
//!
//! Two dissimilarity matrices are compared by Spearman's rank correlation of what stands above their diagonals. Ranks,
//! because nothing says that one network's dissimilarities are a straight function of another's (Kriegeskorte, Mur &
//! Bandettini 2008, Representational similarity analysis).

use super::{pearson, Rdm};

/// The rank correlation of two matrices over the same patterns, over all pairs that both have a number for: 1 is the same
/// order of pairs, 0 none in common. None if either has no order.
pub fn rsa(a: &Rdm, b: &Rdm) -> Option<f64> {
    let pairs = a.iter().zip(b).enumerate().flat_map(|(i, (a, b))| a.iter().zip(b).skip(i + 1));
    let (a, b): (Vec<f64>, Vec<f64>) = pairs.filter_map(|(a, b)| Some(((*a)?, (*b)?))).unzip();
    pearson(&ranks(&a), &ranks(&b))
}

/// Noise ceiling of several subjects' matrices over the same patterns: how well the best of all models could agree with
/// them. Mean correlation of each subject with the mean of the others, which a model should reach, and with the mean of all,
/// which none can exceed on average (Nili et al. 2014, A toolbox for representational similarity analysis). None with fewer than two.
pub fn noise_ceiling(subjects: &[Rdm]) -> Option<(f64, f64)> {
    let mean = |some: &[&Rdm]| some.first().map(|first| mean_of(some, first.len())).unwrap_or_default();
    let average = |found: Vec<Option<f64>>| {
        let found: Option<Vec<f64>> = found.into_iter().collect();
        found.map(|found| found.iter().sum::<f64>() / found.len() as f64)
    };
    let all: Vec<_> = subjects.iter().collect();
    let others = |i: usize| all.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, rdm)| *rdm).collect::<Vec<_>>();
    let lower = average((0..all.len()).map(|i| rsa(all[i], &mean(&others(i)))).collect())?;
    let upper = average(all.iter().map(|rdm| rsa(rdm, &mean(&all))).collect())?;
    (all.len() > 1).then_some((lower, upper))
}

/// Mean of matrices of n patterns; none where one of them has no number.
pub fn mean_of(some: &[&Rdm], n: usize) -> Rdm {
    let entry = |i: usize, j: usize| {
        let values: Option<Vec<f64>> = some.iter().map(|rdm| rdm[i][j]).collect();
        values.map(|values| values.iter().sum::<f64>() / some.len() as f64)
    };
    (0..n).map(|i| (0..n).map(|j| entry(i, j)).collect()).collect()
}

/// The place of each value in ascending order, from 1; equal values share the mean of theirs.
fn ranks(values: &[f64]) -> Vec<f64> {
    let place = |value: &f64| {
        let below = values.iter().filter(|other| *other < value).count();
        let equal = values.iter().filter(|other| *other == value).count();
        below as f64 + (equal as f64 + 1.0) / 2.0
    };
    values.iter().map(place).collect()
}
