//! The one door to matrix products: c ← α·a·b + β·c for any strides.
//!
//! A crate's kernel would be the first choice. Two demands rule the known ones out: they use fused
//! multiply-add where the processor has it, so a desktop and a browser disagree in the last bits, and
//! they allocate their packing buffers at every call. Here each element of c is summed over k in one
//! fixed order with plain multiply and add, whatever the machine, and buffers are kept.

use std::cell::RefCell;

use ndarray::{ArrayView2, Axis};

use crate::{Mat, Real};

/// Rows of a register tile: 4 × 8 fills half of the sixteen vector registers of simd128.
const MR: usize = 4;
/// Columns of a register tile.
const NR: usize = 8;
/// Depth of a packed block: an MR × KC and a KC × NR strip stay in the first-level cache.
const KC: usize = 256;
/// Rows of a packed block of a.
const MC: usize = 128;

thread_local! {
    /// Packed blocks of a and of b, kept from call to call.
    static BLOCKS: RefCell<(Vec<Real>, Vec<Real>)> = const { RefCell::new((Vec::new(), Vec::new())) };
}

/// c ← α·a·b + β·c with a (m, k), b (k, n), c (m, n). β = 0 overwrites c, whatever it held.
///
/// # Panics
/// If the shapes do not fit together: a mistake in this crate, not in anyone's input.
pub fn product(alpha: Real, a: ArrayView2<'_, Real>, b: ArrayView2<'_, Real>, beta: Real, c: &mut Mat) {
    assert_eq!((a.nrows(), b.ncols()), c.dim(), "product: c has another shape than a·b");
    assert_eq!(a.ncols(), b.nrows(), "product: a and b do not fit together");
    scale(beta, c);
    BLOCKS.with_borrow_mut(|(block_a, block_b)| {
        for k in (0..a.ncols()).step_by(KC) {
            let depth = KC.min(a.ncols() - k);
            pack::<NR>(b.slice(ndarray::s![k..k + depth, ..]).reversed_axes(), block_b);
            for i in (0..a.nrows()).step_by(MC) {
                let rows = MC.min(a.nrows() - i);
                pack::<MR>(a.slice(ndarray::s![i..i + rows, k..k + depth]), block_a);
                multiply_blocks(alpha, block_a, block_b, depth, i, rows, c);
            }
        }
    });
}

fn scale(beta: Real, c: &mut Mat) {
    if beta == 0.0 {
        c.fill(0.0);
    } else if beta != 1.0 {
        *c *= beta;
    }
}

/// Copies m (rows, depth) into strips of W rows, each strip depth-major; the last is padded with zeros.
fn pack<const W: usize>(m: ArrayView2<'_, Real>, out: &mut Vec<Real>) {
    let depth = m.ncols();
    out.clear();
    out.resize(m.nrows().div_ceil(W) * W * depth, 0.0);
    for (strip, rows) in out.chunks_exact_mut(W * depth).zip(m.axis_chunks_iter(Axis(0), W)) {
        if rows.nrows() == W && rows.strides()[0] == 1 {
            copy_columns::<W>(rows, strip);
        } else {
            for (lane, row) in rows.rows().into_iter().enumerate() {
                for (to, from) in strip[lane..].iter_mut().step_by(W).zip(row) {
                    *to = *from;
                }
            }
        }
    }
}

/// The common case of `pack` where the W values of a column lie side by side.
fn copy_columns<const W: usize>(rows: ArrayView2<'_, Real>, strip: &mut [Real]) {
    for (to, column) in strip.chunks_exact_mut(W).zip(rows.columns()) {
        if let Some(from) = column.as_slice() {
            to.copy_from_slice(from);
        }
    }
}

/// c[first_row ..] += α · (packed block of a) · (packed block of b).
fn multiply_blocks(alpha: Real, a: &[Real], b: &[Real], depth: usize, first_row: usize, rows: usize, c: &mut Mat) {
    let n = c.ncols();
    let c = c.as_slice_mut().expect("c is in standard layout");
    for (strip_b, j) in b.chunks_exact(NR * depth).zip((0..n).step_by(NR)) {
        let width = NR.min(n - j);
        for (strip_a, i) in a.chunks_exact(MR * depth).zip((0..rows).step_by(MR)) {
            let sums = tile(strip_a, strip_b);
            for (sums, row) in sums.iter().zip(first_row + i..first_row + rows) {
                let c = &mut c[row * n + j..row * n + j + width];
                for (c, sum) in c.iter_mut().zip(sums) {
                    *c += alpha * sum;
                }
            }
        }
    }
}

/// The register tile: Σ_k a_k b_kᵀ over two packed strips.
#[inline]
fn tile(a: &[Real], b: &[Real]) -> [[Real; NR]; MR] {
    let mut sums = [[0.0; NR]; MR];
    for (a, b) in a.as_chunks::<MR>().0.iter().zip(b.as_chunks::<NR>().0) {
        for i in 0..MR {
            for j in 0..NR {
                sums[i][j] += a[i] * b[j];
            }
        }
    }
    sums
}
