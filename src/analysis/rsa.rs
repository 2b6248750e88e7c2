//! Representational similarity analysis: do two layers find the same pairs of classes alike?
//!
//! Two dissimilarity matrices are compared by Spearman's rank correlation of what stands above their diagonals. Ranks,
//! because nothing says that one network's dissimilarities are a straight function of another's (Kriegeskorte, Mur &
//! Bandettini 2008, Representational similarity analysis).

use super::Rdm;

/// The rank correlation of two matrices over the same patterns, over all pairs that both have a number for: 1 is the same
/// order of pairs, 0 none in common. None if either has no order.
pub fn rsa(a: &Rdm, b: &Rdm) -> Option<f64> {
    let pairs = a.iter().zip(b).enumerate().flat_map(|(i, (a, b))| a.iter().zip(b).skip(i + 1));
    let (a, b): (Vec<f64>, Vec<f64>) = pairs.filter_map(|(a, b)| Some(((*a)?, (*b)?))).unzip();
    correlation(&ranks(&a), &ranks(&b))
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

/// Pearson's correlation.
fn correlation(a: &[f64], b: &[f64]) -> Option<f64> {
    // Ranks 1 to n have this mean, ties or not.
    let mean = (a.len() as f64 + 1.0) / 2.0;
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| (a - mean) * (b - mean)).sum::<f64>();
    let length = (product(a, a) * product(b, b)).sqrt();
    (length > 0.0).then(|| product(a, b) / length)
}
