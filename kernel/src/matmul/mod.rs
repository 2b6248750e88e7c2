//! The one door to matrix products: c ← α·a·b + β·c for any strides.
//!
//! A crate's kernel would be the first choice. Two demands rule the known ones out: they use fused
//! multiply-add where the processor has it, so a desktop and a browser disagree in the last bits, and
//! they allocate their packing buffers at every call. Here each element of c is summed over k in one
//! order with plain multiply and add, whatever the machine, and buffers are kept.
//!
//! The order follows from shapes and strides, α multiplying one of the sides or the sums: k ascending within blocks of
//! `KC`, whose sums are then added up.
//! If a side has up to `FEW` vectors and both lie number by number, four sums of every fourth k instead, added up in the
//! end; and if one side is a single vector and the other lies otherwise, all k in one block.
//!
//! Most numbers of b may be one and the same, its ground: the black of pictures. Then terms with it are left out, and what
//! they give is added last, for all of them at once (`kept`): black pixels cost nothing. If the ground is 0 no finite sum
//! changes by that.

mod blocks;
mod dots;
mod kept;
mod out;
mod tile;
mod vector;
mod vectors;

use ndarray::{Array2, ArrayView2};

use crate::counted;
use crate::each::scale;
use crate::Real;
use out::Out;
use vectors::Vectors;

/// Rows of a register tile: 4 × 8 fills half of the sixteen vector registers of simd128.
const MR: usize = 4;
/// Columns of a register tile.
pub(crate) const NR: usize = 8;
/// Vectors on one side with which scalar products are faster than tiles.
const FEW: usize = 4;
/// Depth of a block: four rows of a and a strip of b stay in the first-level cache.
const KC: usize = 256;

/// c ← α·a·b + β·c with a (m, k), b (k, n), c (m, n). β = 0 overwrites c, whatever it held.
///
/// # Panics
/// If the shapes do not fit together: a mistake in this crate, not in anyone's input.
pub fn product(alpha: Real, a: ArrayView2<'_, Real>, b: ArrayView2<'_, Real>, beta: Real, c: &mut Array2<Real>) {
    // Not `assert_eq`, which would bring the code to print shapes into the first module.
    assert!((a.nrows(), b.ncols()) == c.dim(), "product: c has another shape than a·b");
    assert!(a.ncols() == b.nrows(), "product: a and b do not fit together");
    if !c.is_standard_layout() {
        *c = c.as_standard_layout().into_owned();
    }
    if let Some(c) = c.as_slice_mut().filter(|_| beta != 0.0 && beta != 1.0) {
        scale(c, beta);
    }
    match (Vectors::rows(a), Vectors::rows(b.reversed_axes()), c.dim(), c.as_slice_mut()) {
        (Some(a), Some(b), size, Some(c)) => {
            counted::add(size.0, a.depth, size.1);
            add_product(alpha, a, b, Out::new(beta == 0.0, size, c));
        }
        _ => {
            // Views with gaps come from no rule; a copy without them does.
            let (a, b) = (a.as_standard_layout(), b.as_standard_layout());
            product(alpha, a.view(), b.view(), if beta == 0.0 { 0.0 } else { 1.0 }, c);
        }
    }
}

/// Adds α·a·b to c in the way that suits the shapes.
fn add_product(alpha: Real, a: Vectors<'_>, b: Vectors<'_>, mut out: Out<'_>) {
    let (few, more) = if a.count < b.count { (a, b) } else { (b, a) };
    if a.depth == 0 {
        out.clear();
    } else if a.depth == 1 {
        vector::add_outer(alpha, a.values(), b.values(), &mut out);
    } else if a.in_turn && b.in_turn && few.count <= FEW {
        let mut out = if a.count < b.count { out.transposed() } else { out };
        dots::add_product(alpha, more, few, &mut out);
    } else if few.count == 1 {
        let mut out = if a.count < b.count { out } else { out.transposed() };
        out.clear();
        vector::add_lines(alpha, few.values(), &more, &mut out);
    } else {
        add_blocks(alpha, a, b, out);
    }
}

/// Computes c, or cᵀ = bᵀ·aᵀ, whose sums are the same in the same order. The columns of b are packed in strips, which costs
/// about as much as two rows of tiles. Writing c by columns costs more than that where the sums are short.
fn add_blocks(alpha: Real, a: Vectors<'_>, b: Vectors<'_>, out: Out<'_>) {
    let tiles = |rows: usize, columns: usize| rows.next_multiple_of(MR) * columns.next_multiple_of(NR);
    let cost = |rows, columns| tiles(rows, columns) + 2 * MR * columns;
    let short = a.depth < a.count.min(b.count);
    if b.in_turn && !short && cost(b.count, a.count) < cost(a.count, b.count) {
        blocks::add_product(alpha, b, a, out.transposed());
    } else {
        blocks::add_product(alpha, a, b, out);
    }
}
