//! Products with a single example: a matrix by a vector, and the outer product of two vectors. Nothing is packed, since
//! every number of the matrix is used once.

use ndarray::{s, ArrayView1, ArrayView2, ArrayViewMut2, Axis};

use super::KC;
use crate::Real;

/// Rows whose sums grow side by side: one alone would wait for each addition.
const ROWS: usize = 8;

/// c += α·a·b, where a or b is a single vector.
pub fn add_product(alpha: Real, a: ArrayView2<'_, Real>, b: ArrayView2<'_, Real>, c: ArrayViewMut2<'_, Real>) {
    if b.ncols() == 1 {
        add_to_column(alpha, a, b.column(0), c);
    } else if a.nrows() == 1 {
        add_to_column(alpha, b.reversed_axes(), a.row(0), c.reversed_axes());
    } else if b.nrows() == 1 {
        add_outer(alpha, a.column(0), b.row(0), c);
    }
}

/// c += α·a·x with c (m, 1).
fn add_to_column(alpha: Real, a: ArrayView2<'_, Real>, x: ArrayView1<'_, Real>, mut c: ArrayViewMut2<'_, Real>) {
    for k in (0..x.len()).step_by(KC) {
        let deep = k..x.len().min(k + KC);
        let (a, x) = (a.slice(s![.., deep.clone()]), x.slice(s![deep]));
        for (a, mut c) in a.axis_chunks_iter(Axis(0), ROWS).zip(c.axis_chunks_iter_mut(Axis(0), ROWS)) {
            let sums = sums(a, x);
            c.iter_mut().zip(&sums).for_each(|(c, sum)| *c += alpha * sum);
        }
    }
}

/// Σ_k a_ik x_k for up to ROWS rows.
fn sums(a: ArrayView2<'_, Real>, x: ArrayView1<'_, Real>) -> [Real; ROWS] {
    let mut sums = [0.0; ROWS];
    // A missing row stands in for itself twice; what it gives is not written.
    let rows: [Option<&[Real]>; ROWS] = std::array::from_fn(|i| a.row(i.min(a.nrows() - 1)).to_slice());
    if let ([Some(r0), Some(r1), Some(r2), Some(r3), Some(r4), Some(r5), Some(r6), Some(r7)], Some(x)) =
        (rows, x.to_slice())
    {
        let rows = r0.iter().zip(r1).zip(r2).zip(r3).zip(r4).zip(r5).zip(r6).zip(r7);
        for ((((((((a0, a1), a2), a3), a4), a5), a6), a7), x) in rows.zip(x) {
            for (sum, a) in sums.iter_mut().zip([a0, a1, a2, a3, a4, a5, a6, a7]) {
                *sum += a * x;
            }
        }
    } else {
        for (column, x) in a.columns().into_iter().zip(x) {
            sums.iter_mut().zip(column).for_each(|(sum, a)| *sum += a * x);
        }
    }
    sums
}

/// c += α·a·bᵀ.
fn add_outer(alpha: Real, a: ArrayView1<'_, Real>, b: ArrayView1<'_, Real>, mut c: ArrayViewMut2<'_, Real>) {
    for (mut c, a) in c.rows_mut().into_iter().zip(a) {
        // A sum of one term begins with 0, as longer ones do: −0 becomes 0.
        c.zip_mut_with(&b, |c, b| *c += alpha * (0.0 + a * b));
    }
}
