//! Representational dissimilarity matrices: the dissimilarity of a layer's responses to any two classes (Kriegeskorte,
//! Mur & Bandettini 2008, Representational similarity analysis).

use ndarray::ArrayView1;

use crate::{Mat, Real};

/// 1 − Pearson's correlation between any two patterns of activity: 0 alike, 1 nothing in common, 2 opposite. Symmetric with
/// a diagonal of 0. None where a pattern has the same activity in all units: it has no correlation.
pub type Rdm = Vec<Vec<Option<f64>>>;

/// The mean activity of each class, (classes, units), from activities x (n, units) and n labels below `classes`. A class
/// without examples has 0 throughout.
pub fn class_means(x: &Mat, labels: &[usize], classes: usize) -> Mat {
    let mut sums = ndarray::Array2::<f64>::zeros((classes, x.ncols()));
    let mut counts = vec![0.0_f64; classes];
    for (row, label) in x.rows().into_iter().zip(labels) {
        counts[*label] += 1.0;
        sums.row_mut(*label).iter_mut().zip(row).for_each(|(sum, value)| *sum += f64::from(*value));
    }
    Mat::from_shape_fn(sums.dim(), |(c, j)| (sums[(c, j)] / counts[c].max(1.0)) as Real)
}

/// The dissimilarities of the rows of x, (patterns, units).
pub fn rdm(x: &Mat) -> Rdm {
    let rows: Vec<_> = x.rows().into_iter().map(standardised).collect();
    let entry = |i: usize, j: usize| {
        let (a, b) = (rows[i].as_ref()?, rows[j].as_ref()?);
        let correlation: f64 = a.iter().zip(b).map(|(a, b)| a * b).sum();
        Some(if i == j { 0.0 } else { 1.0 - correlation })
    };
    (0..rows.len()).map(|i| (0..rows.len()).map(|j| entry(i, j)).collect()).collect()
}

/// Standardised row: mean 0 and length 1; none if all values are the same.
fn standardised(row: ArrayView1<'_, Real>) -> Option<Vec<f64>> {
    let mean = row.iter().map(|value| f64::from(*value)).sum::<f64>() / row.len() as f64;
    let centred: Vec<f64> = row.iter().map(|value| f64::from(*value) - mean).collect();
    let length = centred.iter().map(|value| value * value).sum::<f64>().sqrt();
    (length > 0.0).then(|| centred.iter().map(|value| value / length).collect())
}

/// Index of the least dissimilar other pattern, for each pattern; the first of several.
pub fn most_alike(rdm: &Rdm) -> Vec<Option<usize>> {
    let nearest = |(i, row): (usize, &Vec<Option<f64>>)| {
        let others = row.iter().enumerate().filter(|(j, _)| *j != i).filter_map(|(j, value)| Some((j, (*value)?)));
        others.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(j, _)| j)
    };
    rdm.iter().enumerate().map(nearest).collect()
}
