//! Products with a single example: a matrix by a vector, and the outer product of two vectors. Nothing is packed, since
//! every number of the matrix is used once.

use ndarray::{s, ArrayView1, ArrayView2, ArrayViewMut2, Axis};

use super::KC;
use crate::Real;

/// Rows whose sums grow side by side: one alone would wait for each addition.
const ROWS: usize = 16;

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
    // A missing row stands in for itself twice; what it gives is not written.
    let row = |i: usize| a.row(i.min(a.nrows() - 1)).to_slice();
    let mut sums = [0.0; ROWS];
    match (row(0), x.to_slice()) {
        (Some(_), Some(x)) => side_by_side(&std::array::from_fn(|i| row(i).unwrap_or_default()), x, &mut sums),
        _ => {
            for (column, x) in a.columns().into_iter().zip(x) {
                sums.iter_mut().zip(column).for_each(|(sum, a)| *sum += a * x);
            }
        }
    }
    sums
}

/// sums += Σ_k row_k x_k of rows that lie in memory number by number.
fn side_by_side(rows: &[&[Real]; ROWS], x: &[Real], sums: &mut [Real; ROWS]) {
    let done = vectors::add(rows, x, sums);
    for (k, x) in x.iter().enumerate().skip(done) {
        sums.iter_mut().zip(rows).for_each(|(sum, row)| *sum += row[k] * x);
    }
}

/// Four rows a vector. LLVM does not find that by itself: it would read number by number.
#[cfg(all(target_arch = "wasm32", not(feature = "f64")))]
mod vectors {
    use super::ROWS;
    use std::arch::wasm32::{f32x4, f32x4_add, f32x4_extract_lane, f32x4_mul, f32x4_splat, i32x4_shuffle, v128};

    const LANES: usize = 4;

    /// Adds products to the sums, each in the order of k; returns how many numbers of each row are done.
    pub fn add(rows: &[&[f32]; ROWS], x: &[f32], sums: &mut [f32; ROWS]) -> usize {
        let (pieces, _) = x.as_chunks::<LANES>();
        let rows = rows.map(|row| &row.as_chunks::<LANES>().0[..pieces.len()]);
        let mut grown = [f32x4_splat(0.0); ROWS / LANES];
        for (at, x) in pieces.iter().enumerate() {
            for (four, sum) in grown.iter_mut().enumerate() {
                let columns = turned(std::array::from_fn(|i| load(&rows[four * LANES + i][at])));
                for (column, x) in columns.into_iter().zip(x) {
                    *sum = f32x4_add(*sum, f32x4_mul(column, f32x4_splat(*x)));
                }
            }
        }
        for (sums, sum) in sums.as_chunks_mut::<LANES>().0.iter_mut().zip(grown) {
            *sums = store(sum);
        }
        pieces.len() * LANES
    }

    fn load(a: &[f32; LANES]) -> v128 {
        f32x4(a[0], a[1], a[2], a[3])
    }

    fn store(v: v128) -> [f32; LANES] {
        [f32x4_extract_lane::<0>(v), f32x4_extract_lane::<1>(v), f32x4_extract_lane::<2>(v), f32x4_extract_lane::<3>(v)]
    }

    /// Rows to columns.
    fn turned([a, b, c, d]: [v128; LANES]) -> [v128; LANES] {
        let (ab, ab2) = (i32x4_shuffle::<0, 4, 1, 5>(a, b), i32x4_shuffle::<2, 6, 3, 7>(a, b));
        let (cd, cd2) = (i32x4_shuffle::<0, 4, 1, 5>(c, d), i32x4_shuffle::<2, 6, 3, 7>(c, d));
        [
            i32x4_shuffle::<0, 1, 4, 5>(ab, cd),
            i32x4_shuffle::<2, 3, 6, 7>(ab, cd),
            i32x4_shuffle::<0, 1, 4, 5>(ab2, cd2),
            i32x4_shuffle::<2, 3, 6, 7>(ab2, cd2),
        ]
    }
}

/// Elsewhere, and with numbers of twice the size, number by number.
#[cfg(not(all(target_arch = "wasm32", not(feature = "f64"))))]
mod vectors {
    use super::{Real, ROWS};

    /// Leaves all to the caller.
    pub fn add(_: &[&[Real]; ROWS], _: &[Real], _: &mut [Real; ROWS]) -> usize {
        0
    }
}

/// c += α·a·bᵀ.
fn add_outer(alpha: Real, a: ArrayView1<'_, Real>, b: ArrayView1<'_, Real>, mut c: ArrayViewMut2<'_, Real>) {
    for (mut c, a) in c.rows_mut().into_iter().zip(a) {
        // A sum of one term begins with 0, as longer ones do: −0 becomes 0.
        c.zip_mut_with(&b, |c, b| *c += alpha * (0.0 + a * b));
    }
}
