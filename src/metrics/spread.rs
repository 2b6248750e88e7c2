//! Mean and standard deviation of repeated measurements, such as one accuracy from several seeds.

/// Mean and sample standard deviation (n − 1). A single value has no spread; no value has neither.
pub fn mean_and_sd(values: &[f64]) -> (Option<f64>, Option<f64>) {
    if values.is_empty() {
        return (None, None);
    }
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (Some(mean), (values.len() > 1).then(|| (squares / (n - 1.0)).sqrt()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_textbook_example_and_the_two_that_have_no_spread() {
        let (mean, sd) = mean_and_sd(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]);
        assert_eq!(mean, Some(5.0));
        assert!((sd.expect("eight values spread") - (32.0_f64 / 7.0).sqrt()).abs() < 1e-12);
        assert_eq!(mean_and_sd(&[87.7]), (Some(87.7), None));
        assert_eq!(mean_and_sd(&[]), (None, None));
    }
}
