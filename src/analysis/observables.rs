//! Observables of a layer as Nayebi, Srivastava, Ganguli & Yamins define them (2020, arXiv:2010.11765), from its weights W
//! (n_out, n_in) and the slopes f′(z) of its units for each stimulus, (stimuli, n_out).

use super::statistics::{statistics, COUNT};
use crate::Mat;

/// Statistics of weights that the paper keeps, as places in [`statistics()`]: five of the magnitudes, five of the values,
/// three of the squares.
pub const OF_WEIGHTS: [usize; 13] = [7, 8, 9, 10, 11, 0, 1, 2, 3, 4, 14, 15, 17];
/// Statistics of activities that the paper keeps: four of the magnitudes, four of the values.
pub const OF_ACTIVITIES: [usize; 8] = [7, 8, 9, 10, 0, 1, 2, 3];
/// Number of statistics of activity changes that the paper keeps.
pub const OF_CHANGES: usize = 3;

/// Sums Σ_j w_ij of each unit's weights.
fn sums(w: &Mat) -> Vec<f64> {
    w.rows().into_iter().map(|row| row.iter().map(|w| f64::from(*w)).sum()).collect()
}

/// f′(z_i) Σ_j w_ij of each unit i, a stimulus after the other: by how much its response changes if all inputs rise together.
pub fn unit_changes(w: &Mat, slopes: &Mat) -> Vec<f64> {
    let sums = sums(w);
    let of_row = |row: ndarray::ArrayView1<'_, crate::Real>| -> Vec<f64> {
        row.iter().zip(&sums).map(|(slope, sum)| f64::from(*slope) * sum).collect()
    };
    slopes.rows().into_iter().flat_map(of_row).collect()
}

/// The activity change of the layer, one number a stimulus: its units' mean response differentiated along (1, …, 1).
pub fn changes(w: &Mat, slopes: &Mat) -> Vec<f64> {
    let units = slopes.ncols();
    unit_changes(w, slopes).chunks_exact(units.max(1)).map(|row| row.iter().sum::<f64>() / units as f64).collect()
}

/// Statistics over the stimuli that the paper keeps of activity changes: the mean, of the magnitudes, of the squares.
pub fn change_features(changes: &[f64]) -> [f64; OF_CHANGES] {
    let n = changes.len() as f64;
    let mean = |of: fn(f64) -> f64| changes.iter().map(|change| of(*change)).sum::<f64>() / n;
    [mean(|c| c), mean(f64::abs), mean(|c| c * c)]
}

/// Statistics of rows of so many values, averaged over the rows: one row a stimulus, or a single row of weights.
pub fn averaged(values: &[f64], width: usize) -> [f64; COUNT] {
    let rows = values.len() / width;
    let mut sums = [0.0; COUNT];
    for row in values.chunks_exact(width) {
        let found = statistics(&mut row.to_vec());
        sums.iter_mut().zip(found).for_each(|(sum, value)| *sum += value / rows as f64);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::super::statistics::name;
    use super::*;

    #[test]
    fn the_paper_keeps_no_shapes_and_no_norm_of_squares() {
        let names = |kept: &[usize]| kept.iter().map(|place| name(*place)).collect::<Vec<_>>();
        let kept = [names(&OF_WEIGHTS), names(&OF_ACTIVITIES)].concat();
        assert!(kept.iter().all(|name| !name.starts_with("skew") && !name.starts_with("kurtosis")), "{kept:?}");
        assert!(!kept.contains(&"L2 norm of squares".to_owned()));
        assert_eq!(OF_WEIGHTS.len() + OF_ACTIVITIES.len() + OF_CHANGES, 24);
        let mut sorted = OF_WEIGHTS;
        sorted.sort_unstable();
        assert!(sorted.windows(2).all(|pair| pair[0] < pair[1]), "none twice");
    }

    #[test]
    fn a_layer_s_change_is_the_mean_of_its_units_and_twice_as_many_equal_units_leave_it() {
        let (w, slopes) = (ndarray::array![[1.0, 2.0], [-3.0, 1.0]], ndarray::array![[1.0, 0.5], [0.0, 2.0]]);
        assert_eq!(unit_changes(&w, &slopes), [3.0, -1.0, 0.0, -4.0]);
        assert_eq!(changes(&w, &slopes), [1.0, -2.0]);
        assert_eq!(change_features(&[1.0, -2.0]), [-0.5, 1.5, 2.5]);
        let twice =
            |m: &Mat, axis| ndarray::concatenate(ndarray::Axis(axis), &[m.view(), m.view()]).expect("one shape");
        assert_eq!(changes(&twice(&w, 0), &twice(&slopes, 1)), [1.0, -2.0]);
    }
}
