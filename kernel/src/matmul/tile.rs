//! The register tile: Σ_k a_k b_kᵀ for four rows of a and eight columns of b, which is where the time goes.

use super::{MR, NR};
use crate::Real;

/// The sums of a tile.
pub type Tile = [[Real; NR]; MR];

/// Over rows of a as they lie.
#[inline]
pub fn row_tile([r0, r1, r2, r3]: [&[Real]; MR], b: &[[Real; NR]]) -> Tile {
    let mut sums = [[0.0; NR]; MR];
    for ((((b, a0), a1), a2), a3) in b.iter().zip(r0).zip(r1).zip(r2).zip(r3) {
        add_outer(&[*a0, *a1, *a2, *a3], b, &mut sums);
    }
    sums
}

/// Over packed rows of a.
#[inline]
pub fn packed_tile(a: &[[Real; MR]], b: &[[Real; NR]]) -> Tile {
    let mut sums = [[0.0; NR]; MR];
    for (a, b) in a.iter().zip(b) {
        add_outer(a, b, &mut sums);
    }
    sums
}

/// Over packed rows of a and those k of b that were kept.
#[inline]
pub fn sparse_tile(a: &[[Real; MR]], b: &[[Real; NR]], kept: &[u16]) -> Tile {
    let mut sums = [[0.0; NR]; MR];
    for (b, k) in b.iter().zip(kept) {
        add_outer(&a[usize::from(*k)], b, &mut sums);
    }
    sums
}

#[inline(always)]
fn add_outer(a: &[Real; MR], b: &[Real; NR], sums: &mut Tile) {
    for i in 0..MR {
        for j in 0..NR {
            sums[i][j] += a[i] * b[j];
        }
    }
}
