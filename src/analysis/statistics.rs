//! Summary statistics of a layer: seven statistics of its values, of their magnitudes, and of their squares (Nayebi,
//! Srivastava, Ganguli & Yamins 2020, Identifying learning rules from neural network observables, arXiv:2010.11765).

/// The statistics, in the order of [`statistics()`]' sevens.
pub const NAMES: [&str; 7] = ["mean", "median", "L2 norm", "third quartile", "variance", "skew", "kurtosis"];
/// Quantities that the statistics are taken of.
pub const OF: [&str; 3] = ["values", "magnitudes", "squares"];
/// Number of statistics.
pub const COUNT: usize = NAMES.len() * OF.len();

/// Kind of quantile between two values: programs differ in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantile {
    /// Interpolated, as NumPy does unless told otherwise.
    Linear,
    /// The nearer value, as TensorFlow 1 does, with which the paper's program was written; halfway, that of even rank.
    Nearest,
}

/// All statistics of some values, at least one; `values` is left in another order.
pub fn statistics(values: &mut [f64]) -> [f64; COUNT] {
    statistics_by(values, Quantile::Linear)
}

/// The same with quantiles of this kind.
pub fn statistics_by(values: &mut [f64], kind: Quantile) -> [f64; COUNT] {
    let mut all = [0.0; COUNT];
    let (raw, others) = all.split_at_mut(NAMES.len());
    let (magnitudes, squares) = others.split_at_mut(NAMES.len());
    raw.copy_from_slice(&seven(values, kind));
    values.iter_mut().for_each(|value| *value = value.abs());
    magnitudes.copy_from_slice(&seven(values, kind));
    values.iter_mut().for_each(|value| *value *= *value);
    squares.copy_from_slice(&seven(values, kind));
    all
}

/// Name of a statistic by its place among [`statistics()`].
pub fn name(place: usize) -> String {
    format!("{} of {}", NAMES[place % NAMES.len()], OF[place / NAMES.len() % OF.len()])
}

/// The seven statistics. Values that are all the same have no shape: their skew and kurtosis are NaN.
fn seven(values: &mut [f64], kind: Quantile) -> [f64; 7] {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares = values.iter().map(|value| value * value).sum::<f64>();
    let (variance, fourth) = values.iter().fold((0.0, 0.0), |(second, fourth), value| {
        let square = (value - mean) * (value - mean);
        (second + square / n, fourth + square * square / n)
    });
    let (median, quartile) = (quantile(values, 0.5, kind), quantile(values, 0.75, kind));
    let varies = variance > 1e-12 * mean * mean;
    let skew = if varies { 3.0 * (mean - median) / variance.sqrt() } else { f64::NAN };
    let kurtosis = if varies { fourth / (variance * variance) } else { f64::NAN };
    [mean, median, squares.sqrt(), quartile, variance, skew, kurtosis]
}

/// Quantile: the value below which this share of the values lies.
fn quantile(values: &mut [f64], share: f64, kind: Quantile) -> f64 {
    let at = share * (values.len() - 1) as f64;
    let at = if kind == Quantile::Nearest { at.round_ties_even() } else { at };
    let (below, between) = (at.floor() as usize, at.fract());
    let (_, low, above) = values.select_nth_unstable_by(below, f64::total_cmp);
    let low = *low;
    let next = above.iter().copied().min_by(f64::total_cmp).unwrap_or(low);
    low + between * (next - low)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Value of one statistic of one kind.
    fn of(all: &[f64; COUNT], what: &str, name: &str) -> f64 {
        let at = |names: &[&str], name| names.iter().position(|other| *other == name).expect("a name");
        all[at(&OF, what) * NAMES.len() + at(&NAMES, name)]
    }

    #[test]
    fn they_are_what_their_names_say() {
        let all = statistics(&mut [-3.0, 1.0, 0.0, 2.0]);
        let expected = [0.0, 0.5, 14f64.sqrt(), 1.25, 3.5, 3.0 * -0.5 / 3.5f64.sqrt(), 98.0 / 4.0 / 3.5 / 3.5];
        for (name, expected) in NAMES.iter().zip(expected) {
            assert!((of(&all, "values", name) - expected).abs() < 1e-12, "{name}: {all:?}");
        }
        for (what, mean, median) in [("magnitudes", 1.5, 1.5), ("squares", 3.5, 2.5)] {
            assert_eq!((of(&all, what, "mean"), of(&all, what, "median")), (mean, median), "{what}");
        }
    }

    #[test]
    fn moving_and_stretching_values_does_to_them_what_it_should() {
        let values: Vec<f64> = (0..101).map(|i| f64::from((i * 37) % 101) / 10.0 + f64::from(i % 7)).collect();
        let before = statistics(&mut values.clone());
        let after = statistics(&mut values.iter().map(|value| 5.0 + 2.0 * value).collect::<Vec<_>>());
        let near = |name: &str, expected: f64| {
            let found = of(&after, "values", name);
            assert!((found - expected).abs() < 1e-9 * expected.abs().max(1.0), "{name}: {found}, not {expected}");
        };
        for name in ["mean", "median", "third quartile"] {
            near(name, 5.0 + 2.0 * of(&before, "values", name));
        }
        near("variance", 4.0 * of(&before, "values", "variance"));
        for name in ["skew", "kurtosis"] {
            near(name, of(&before, "values", name));
        }
    }

    #[test]
    fn the_order_of_values_does_not_matter_and_what_never_varies_has_no_shape() {
        let mut backwards = [4.0, 3.0, 2.0, 0.5];
        backwards.reverse();
        assert_eq!(statistics(&mut [4.0, 3.0, 2.0, 0.5]), statistics(&mut backwards));
        let all = statistics(&mut [0.1; 30]);
        let missing: Vec<_> = (0..COUNT).filter(|place| all[*place].is_nan()).map(name).collect();
        let shapes =
            ["values", "magnitudes", "squares"].map(|of| [format!("skew of {of}"), format!("kurtosis of {of}")]);
        assert_eq!(missing, shapes.concat());
        assert_eq!(of(&statistics(&mut [2.0]), "values", "third quartile"), 2.0);
    }
}
