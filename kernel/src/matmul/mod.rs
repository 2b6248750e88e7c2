//! The one door to matrix products: c ← α·a·b + β·c for any strides.
//!
//! A crate's kernel would be the first choice. Two demands rule the known ones out: they use fused
//! multiply-add where the processor has it, so a desktop and a browser disagree in the last bits, and
//! they allocate their packing buffers at every call. Here each element of c is summed over k in one
//! fixed order with plain multiply and add, whatever the machine, and buffers are kept.
//!
//! The order: k ascending within blocks of `KC`, whose sums, times α, are then added up. Terms with a zero from b may be
//! left out, which changes no finite sum: black pixels cost nothing.

mod pack;
mod tile;
mod vector;

use std::cell::RefCell;

use ndarray::{s, Array2, ArrayView2, ArrayViewMut2, Axis};

use crate::Real;
use pack::{pack, Strips};
use tile::{packed_tile, row_tile, sparse_tile, Tile};

/// Rows of a register tile: 4 × 8 fills half of the sixteen vector registers of simd128.
const MR: usize = 4;
/// Columns of a register tile.
const NR: usize = 8;
/// Depth of a block: four rows of a and a strip of b stay in the first-level cache.
const KC: usize = 256;

thread_local! {
    /// A packed strip of a and a packed block of b, kept from call to call.
    static BLOCKS: RefCell<(Vec<[Real; MR]>, Strips)> = const { RefCell::new((Vec::new(), Strips::NONE)) };
}

/// c ← α·a·b + β·c with a (m, k), b (k, n), c (m, n). β = 0 overwrites c, whatever it held.
///
/// # Panics
/// If the shapes do not fit together: a mistake in this crate, not in anyone's input.
pub fn product(alpha: Real, a: ArrayView2<'_, Real>, b: ArrayView2<'_, Real>, beta: Real, c: &mut Array2<Real>) {
    assert_eq!((a.nrows(), b.ncols()), c.dim(), "product: c has another shape than a·b");
    assert_eq!(a.ncols(), b.nrows(), "product: a and b do not fit together");
    scale(beta, c);
    let (a, b, c) = if transposed_is_cheaper(&a, &b) {
        // cᵀ = bᵀ·aᵀ: the sums are the same, in the same order.
        (b.reversed_axes(), a.reversed_axes(), c.view_mut().reversed_axes())
    } else {
        (a, b, c.view_mut())
    };
    if b.ncols() == 1 {
        vector::add_product(alpha, a, b.column(0), c);
    } else if b.nrows() == 1 {
        vector::add_outer(alpha, a.column(0), b.row(0), c);
    } else {
        add_product(alpha, a, b, c);
    }
}

fn scale(beta: Real, c: &mut Array2<Real>) {
    if beta == 0.0 {
        c.fill(0.0);
    } else if beta != 1.0 {
        *c *= beta;
    }
}

/// Whether to compute cᵀ instead of c. Rows of a are read as they lie if they can be, while b is always packed, which
/// costs about as much as two rows of tiles. Writing c by columns costs more than that where the sums are short.
fn transposed_is_cheaper(a: &ArrayView2<'_, Real>, b: &ArrayView2<'_, Real>) -> bool {
    let (m, k, n) = (a.nrows(), a.ncols(), b.ncols());
    if m == 1 || n == 1 {
        return n > 1;
    }
    let tiles = |rows: usize, cols: usize| rows.next_multiple_of(MR) * cols.next_multiple_of(NR);
    let cost = |rows, cols| tiles(rows, cols) + 2 * MR * cols;
    b.strides()[0] == 1 && k >= m.min(n) && cost(n, m) < cost(m, n)
}

/// c += α·a·b, block by block.
fn add_product(alpha: Real, a: ArrayView2<'_, Real>, b: ArrayView2<'_, Real>, mut c: ArrayViewMut2<'_, Real>) {
    BLOCKS.with_borrow_mut(|(packed, strips)| {
        for k in (0..a.ncols()).step_by(KC) {
            let deep = k..a.ncols().min(k + KC);
            strips.fill(b.slice(s![deep.clone(), ..]));
            let a = a.slice(s![.., deep]);
            for (a, mut c) in a.axis_chunks_iter(Axis(0), MR).zip(c.axis_chunks_iter_mut(Axis(0), MR)) {
                add_rows(alpha, a, strips, packed, &mut c);
            }
        }
    });
}

/// c += α · a · (packed b) for up to MR rows; `packed` is memory to pack a in if its rows cannot be read as they lie.
fn add_rows(
    alpha: Real,
    a: ArrayView2<'_, Real>,
    b: &Strips,
    packed: &mut Vec<[Real; MR]>,
    c: &mut ArrayViewMut2<'_, Real>,
) {
    // A missing row stands in for itself twice; what it gives is not written.
    let rows: [Option<&[Real]>; MR] = std::array::from_fn(|i| a.row(i.min(a.nrows() - 1)).to_slice());
    let rows = if let [Some(r0), Some(r1), Some(r2), Some(r3)] = rows { Some([r0, r1, r2, r3]) } else { None };
    if rows.is_none() || b.is_sparse() {
        packed.resize(a.ncols(), [0.0; MR]);
        pack(a, packed);
    }
    for (j, (b, kept)) in b.iter().enumerate() {
        let sums = match (kept, rows) {
            (Some(kept), _) => sparse_tile(packed, b, kept),
            (None, Some(rows)) => row_tile(rows, b),
            (None, None) => packed_tile(packed, b),
        };
        add_tile(alpha, &sums, j * NR, c);
    }
}

/// c[.., j ..] += α · sums, as far as c reaches.
fn add_tile(alpha: Real, sums: &Tile, j: usize, c: &mut ArrayViewMut2<'_, Real>) {
    let to = c.ncols().min(j + NR);
    let mut c = c.slice_mut(s![.., j..to]);
    if c.strides()[1] == 1 {
        for (mut c, sums) in c.rows_mut().into_iter().zip(sums) {
            let Some(c) = c.as_slice_mut() else { continue };
            c.iter_mut().zip(sums).for_each(|(c, sum)| *c += alpha * sum);
        }
    } else {
        for (j, mut c) in c.columns_mut().into_iter().enumerate() {
            c.iter_mut().zip(sums).for_each(|(c, sums)| *c += alpha * sums[j]);
        }
    }
}
