//! Matrices and vectors, and the one way to reuse their memory.

use microlearning_kernel::each;

use crate::Real;

/// A matrix; batches are (B, n), weights (n_out, n_in).
pub type Mat = ndarray::Array2<Real>;
/// A vector.
pub type Vector = ndarray::Array1<Real>;

/// Reason that numbers can be read as one slice.
const IN_ROWS: &str = "matrices are in standard layout";

/// Gives `m` this shape, keeping its memory: no allocation once it has been as large before.
pub fn reshape(m: &mut Mat, (rows, cols): (usize, usize)) {
    if m.dim() != (rows, cols) {
        let (mut values, _) = std::mem::take(m).into_raw_vec_and_offset();
        values.resize(rows * cols, 0.0);
        *m = Mat::from_shape_vec((rows, cols), values).expect("resized to rows × cols");
    }
}

/// All numbers of a matrix, row by row.
///
/// # Panics
/// If it lies otherwise: a mistake in this crate.
pub fn flat(m: &Mat) -> &[Real] {
    m.as_slice().expect(IN_ROWS)
}

/// The same, to change.
///
/// # Panics
/// If it lies otherwise: a mistake in this crate.
pub fn flat_mut(m: &mut Mat) -> &mut [Real] {
    m.as_slice_mut().expect(IN_ROWS)
}

/// Adds a vector to each row.
pub fn add_to_rows(m: &mut Mat, vector: &Vector) {
    let columns = m.ncols().max(1);
    for row in m.as_slice_mut().expect(IN_ROWS).chunks_exact_mut(columns) {
        each::add(row, vector.as_slice().expect(IN_ROWS));
    }
}

/// Adds each row, times a factor, to a vector.
pub fn add_rows(m: &Mat, factor: Real, vector: &mut Vector) {
    let columns = m.ncols().max(1);
    for row in m.as_slice().expect(IN_ROWS).chunks_exact(columns) {
        each::add_scaled(vector.as_slice_mut().expect(IN_ROWS), factor, row);
    }
}

/// Subtracts each column's mean from it.
pub fn centre_columns(m: &mut Mat) {
    let columns = m.ncols();
    each::centre_columns(m.as_slice_mut().expect(IN_ROWS), columns);
}

/// Each row without its mean, into a matrix that takes the same shape.
pub fn centre_rows(m: &Mat, without: &mut Mat) {
    reshape(without, m.dim());
    each::centre_rows(m.as_slice().expect(IN_ROWS), m.ncols(), without.as_slice_mut().expect(IN_ROWS));
}
