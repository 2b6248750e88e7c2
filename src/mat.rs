//! Matrices and vectors, and the one way to reuse their memory.

use microlearning_kernel::each;

use crate::Real;

/// A matrix; batches are (B, n), weights (n_out, n_in).
pub type Mat = ndarray::Array2<Real>;
/// A vector.
pub type Vector = ndarray::Array1<Real>;

/// Gives `m` this shape, keeping its memory: no allocation once it has been as large before.
pub fn fit(m: &mut Mat, (rows, cols): (usize, usize)) {
    if m.dim() != (rows, cols) {
        let (mut values, _) = std::mem::take(m).into_raw_vec_and_offset();
        values.resize(rows * cols, 0.0);
        *m = Mat::from_shape_vec((rows, cols), values).expect("resized to rows × cols");
    }
}

/// Takes its mean from each column.
pub fn centre_columns(m: &mut Mat) {
    let columns = m.ncols();
    each::centre_columns(m.as_slice_mut().expect("matrices are in standard layout"), columns);
}
