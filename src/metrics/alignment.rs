//! Angles between feedback weights B and what they might become, in degrees: 0 is aligned, 90 nothing in common.
//!
//! Feedback alignment and the weight mirror bring B towards W, the transpose of which backprop would use; information
//! alignment brings it towards the pseudo-inverse W⁺ instead, so both angles are worth showing.

use ndarray::Array2;

use crate::Mat;

/// The angle between two matrices of the same shape, seen as long vectors. None if the shapes differ or either is all
/// zero: then there is no direction.
pub fn angle(a: &Mat, b: &Mat) -> Option<f64> {
    if a.dim() != b.dim() {
        return None;
    }
    let dot = |a: &Mat, b: &Mat| -> f64 { a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum() };
    let length = (dot(a, a) * dot(b, b)).sqrt();
    // libm's, because a platform's own may differ in the last bit.
    (length > 0.0).then(|| libm::acos((dot(a, b) / length).clamp(-1.0, 1.0)).to_degrees())
}

/// The transpose of W⁺, in the shape of W (n_out, n_in). None if W has not full rank.
pub fn pseudo_inverse(w: &Mat) -> Option<Mat> {
    let wide = w.nrows() <= w.ncols();
    let w = w.mapv(f64::from);
    let w = if wide { w } else { w.reversed_axes() };
    // (W⁺)ᵀ = (W Wᵀ)⁻¹ W for a wide W; a tall one is the same thing lying on its side.
    let solved = solve(gram(&w), w)?;
    let solved = if wide { solved } else { solved.reversed_axes() };
    Some(solved.mapv(|value| value as crate::Real).as_standard_layout().into_owned())
}

/// W Wᵀ, summed in one order on every machine.
fn gram(w: &Array2<f64>) -> Array2<f64> {
    let entry = |(i, j)| w.row(i).iter().zip(w.row(j)).map(|(a, b)| a * b).sum();
    Array2::from_shape_fn((w.nrows(), w.nrows()), entry)
}

/// X with A X = Y, for a symmetric positive definite A: A = L Lᵀ (Cholesky), then L Z = Y and Lᵀ X = Z.
fn solve(mut a: Array2<f64>, mut y: Array2<f64>) -> Option<Array2<f64>> {
    let n = a.nrows();
    let limit = 1e-12 * a.diag().fold(0.0_f64, |most, value| most.max(*value));
    for j in 0..n {
        for k in 0..j {
            let factor = a[(j, k)];
            for i in j..n {
                a[(i, j)] -= a[(i, k)] * factor;
            }
        }
        let pivot = a[(j, j)];
        if pivot <= limit {
            return None;
        }
        a.slice_mut(ndarray::s![j.., j]).mapv_inplace(|value| value / pivot.sqrt());
    }
    for i in 0..n {
        subtract(&mut y, i, (0..i).map(|k| (k, a[(i, k)])), a[(i, i)]);
    }
    for i in (0..n).rev() {
        subtract(&mut y, i, (i + 1..n).map(|k| (k, a[(k, i)])), a[(i, i)]);
    }
    Some(y)
}

/// Row i of y, less these multiples of other rows, divided by the pivot.
fn subtract(y: &mut Array2<f64>, i: usize, others: impl Iterator<Item = (usize, f64)>, pivot: f64) {
    for (k, factor) in others {
        let (mut row, other) = y.multi_slice_mut((ndarray::s![i, ..], ndarray::s![k, ..]));
        row.scaled_add(-factor, &other);
    }
    y.row_mut(i).mapv_inplace(|value| value / pivot);
}
