//! The one door to matrix products: c ← α·a·b + β·c for any strides.
//!
//! A crate's kernel would be the first choice. Two demands rule the known ones out: they use fused
//! multiply-add where the processor has it, so a desktop and a browser disagree in the last bits, and
//! they allocate their packing buffers at every call. Here each element of c is summed over k in one
//! fixed order with plain multiply and add, whatever the machine, and buffers are kept.

use std::cell::RefCell;

use ndarray::{s, ArrayView2, ArrayViewMut2, Axis};

use crate::{Mat, Real};

/// Rows of a register tile: 4 × 8 fills half of the sixteen vector registers of simd128.
const MR: usize = 4;
/// Columns of a register tile.
const NR: usize = 8;
/// Depth of a packed block: four rows of a and a strip of b stay in the first-level cache.
const KC: usize = 256;

thread_local! {
    /// A packed strip of a and a packed block of b, kept from call to call.
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
    if b.ncols() > 1 && b.strides()[0] == 1 && a.ncols() >= a.nrows() {
        // Weights that are used transposed: bᵀ's rows can be read as they lie, while packing b would cost as much as
        // a small batch's product. The sums are the same, in the same order. Writing c by columns costs more than
        // that where the sums are short.
        add_product(alpha, b.t(), a.t(), c.view_mut().reversed_axes());
    } else {
        add_product(alpha, a, b, c.view_mut());
    }
}

fn scale(beta: Real, c: &mut Mat) {
    if beta == 0.0 {
        c.fill(0.0);
    } else if beta != 1.0 {
        *c *= beta;
    }
}

/// c += α·a·b, block by block.
fn add_product(alpha: Real, a: ArrayView2<'_, Real>, b: ArrayView2<'_, Real>, mut c: ArrayViewMut2<'_, Real>) {
    BLOCKS.with_borrow_mut(|(packed_a, packed_b)| {
        for k in (0..a.ncols()).step_by(KC) {
            let deep = k..a.ncols().min(k + KC);
            pack::<NR>(b.slice(s![deep.clone(), ..]).reversed_axes(), packed_b);
            let strips = a.slice(s![.., deep]);
            for (a, mut c) in strips.axis_chunks_iter(Axis(0), MR).zip(c.axis_chunks_iter_mut(Axis(0), MR)) {
                add_strip(alpha, a, packed_b, packed_a, &mut c);
            }
        }
    });
}

/// c += α · a · (packed b) for up to MR rows; `strip` is memory to pack a in if its rows do not lie side by side.
fn add_strip(alpha: Real, a: ArrayView2<'_, Real>, b: &[Real], strip: &mut Vec<Real>, c: &mut ArrayViewMut2<'_, Real>) {
    let (depth, n) = (a.ncols(), c.ncols());
    // A missing row stands in for itself twice; what it gives is not written.
    let rows: [Option<&[Real]>; MR] = std::array::from_fn(|i| a.row(i.min(a.nrows() - 1)).to_slice());
    let [Some(r0), Some(r1), Some(r2), Some(r3)] = rows else {
        pack::<MR>(a, strip);
        for (b, j) in b.chunks_exact(NR * depth).zip((0..n).step_by(NR)) {
            add_tile(alpha, &packed_tile(strip, b), j, c);
        }
        return;
    };
    for (b, j) in b.chunks_exact(NR * depth).zip((0..n).step_by(NR)) {
        add_tile(alpha, &tile([r0, r1, r2, r3], b), j, c);
    }
}

/// c[.., j ..] += α · sums, as far as c reaches.
fn add_tile(alpha: Real, sums: &[[Real; NR]; MR], j: usize, c: &mut ArrayViewMut2<'_, Real>) {
    let to = c.ncols().min(j + NR);
    for (mut c, sums) in c.slice_mut(s![.., j..to]).rows_mut().into_iter().zip(sums) {
        match c.as_slice_mut() {
            Some(c) => c.iter_mut().zip(sums).for_each(|(c, sum)| *c += alpha * sum),
            None => c.iter_mut().zip(sums).for_each(|(c, sum)| *c += alpha * sum),
        }
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
        if let Some(from) = column.to_slice() {
            to.copy_from_slice(from);
        }
    }
}

/// The register tile: Σ_k a_k b_kᵀ over four rows of a as they lie and a packed strip of b.
#[inline]
fn tile([r0, r1, r2, r3]: [&[Real]; MR], b: &[Real]) -> [[Real; NR]; MR] {
    let mut sums = [[0.0; NR]; MR];
    for ((((b, a0), a1), a2), a3) in b.as_chunks::<NR>().0.iter().zip(r0).zip(r1).zip(r2).zip(r3) {
        add_outer(&[*a0, *a1, *a2, *a3], b, &mut sums);
    }
    sums
}

/// The same over two packed strips.
#[inline]
fn packed_tile(a: &[Real], b: &[Real]) -> [[Real; NR]; MR] {
    let mut sums = [[0.0; NR]; MR];
    for (a, b) in a.as_chunks::<MR>().0.iter().zip(b.as_chunks::<NR>().0) {
        add_outer(a, b, &mut sums);
    }
    sums
}

#[inline(always)]
fn add_outer(a: &[Real; MR], b: &[Real; NR], sums: &mut [[Real; NR]; MR]) {
    for i in 0..MR {
        for j in 0..NR {
            sums[i][j] += a[i] * b[j];
        }
    }
}
