//! Pearson's correlation, and what noise takes away from it.

/// Pearson's correlation of two lists; none if one of them does not vary, or has a number that is not finite.
pub fn pearson(a: &[f64], b: &[f64]) -> Option<f64> {
    let mean = |list: &[f64]| list.iter().sum::<f64>() / list.len() as f64;
    let (of_a, of_b) = (mean(a), mean(b));
    let product = |(a, of_a): (&[f64], f64), (b, of_b): (&[f64], f64)| {
        a.iter().zip(b).map(|(a, b)| (a - of_a) * (b - of_b)).sum::<f64>()
    };
    let (a, b) = ((a, of_a), (b, of_b));
    let length = (product(a, a) * product(b, b)).sqrt();
    (length > 0.0 && length.is_finite()).then(|| product(a, b) / length)
}

/// Reliability of a mean of two halves that correlate by r (Spearman–Brown): the share of its variance that is no noise.
pub fn reliability(r: f64) -> f64 {
    2.0 * r / (1.0 + r)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_straight_line_correlates_fully_and_what_does_not_vary_not_at_all() {
        let x = [1.0, 2.0, 4.0, 8.0];
        assert!((pearson(&x, &x.map(|x| 3.0 * x - 7.0)).expect("both vary") - 1.0).abs() < 1e-15);
        assert!((pearson(&x, &x.map(|x| -x)).expect("both vary") + 1.0).abs() < 1e-15);
        assert_eq!(pearson(&[-1.0, 0.0, 1.0], &[1.0, 0.0, 1.0]), Some(0.0));
        for flat in [[5.0; 4], [1.0, f64::NAN, 2.0, 3.0], [1.0, f64::INFINITY, 2.0, 3.0]] {
            assert_eq!(pearson(&x, &flat), None, "{flat:?}");
        }
    }

    #[test]
    fn a_mean_of_two_halves_is_more_reliable_than_each() {
        assert_eq!([0.0, 1.0].map(reliability), [0.0, 1.0]);
        assert!((reliability(0.5) - 2.0 / 3.0).abs() < 1e-15);
    }
}
