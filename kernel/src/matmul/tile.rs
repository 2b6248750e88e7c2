//! Register tiles: Σ_k a_k b_kᵀ for a few rows of a and the columns of a strip of b, which is where the time goes.

use super::out::Out;
use super::{MR, NR};
use crate::Real;

/// Over rows of a as they lie.
#[inline(always)]
pub fn of_rows<const W: usize>(rows: [&[Real]; MR], strip: &[[Real; W]], at: (usize, usize), out: &mut Out<'_>) {
    let rows = rows.map(|row| &row[..strip.len()]);
    let mut sums = [[0.0; W]; MR];
    // Counted, since an iterator for each row would keep as many addresses, and a browser is slower by a sixth with them.
    for k in 0..strip.len() {
        add_outer(&rows.map(|row| row[k]), &strip[k], &mut sums);
    }
    out.put(sums, at);
}

/// Over the first R of packed rows of a.
#[inline(always)]
pub fn of_packed<const R: usize, const W: usize>(
    rows: &[[Real; MR]],
    strip: &[[Real; W]],
    at: (usize, usize),
    out: &mut Out<'_>,
) {
    let mut sums = [[0.0; W]; R];
    for (a, b) in rows.iter().zip(strip) {
        add_outer(&std::array::from_fn(|i| a[i]), b, &mut sums);
    }
    out.put(sums, at);
}

/// Over packed rows of a and those k of b that were kept.
#[inline(always)]
pub fn of_kept(rows: &[[Real; MR]], (strip, kept): (&[[Real; NR]], &[u16]), at: (usize, usize), out: &mut Out<'_>) {
    let mut sums = [[0.0; NR]; MR];
    for (b, k) in strip.iter().zip(kept) {
        add_outer(&rows[usize::from(*k)], b, &mut sums);
    }
    out.put(sums, at);
}

#[inline(always)]
fn add_outer<const R: usize, const W: usize>(a: &[Real; R], b: &[Real; W], sums: &mut [[Real; W]; R]) {
    for i in 0..R {
        for j in 0..W {
            sums[i][j] += a[i] * b[j];
        }
    }
}
