//! Register tiles: Σ_k a_k b_kᵀ for a few rows of a and the columns of a strip of b, which is where the time goes.

use super::kept::Kept;
use super::out::Out;
use super::{MR, NR};
use crate::Real;

/// The sums over rows of a as they lie. A function of its own: V8 unrolls a loop the further, the more loops stand around it in
/// its function, and then has no registers left for the sums.
#[inline(never)]
pub fn of_rows(rows: [&[Real]; MR], strip: &[[Real; NR]]) -> [[Real; NR]; MR] {
    sums_of_rows(rows, strip)
}

/// Over rows of a as they lie and a strip of all columns there are, of which the last may be missing.
#[inline(never)]
pub fn of_wide_rows<const R: usize, const W: usize>(
    rows: [&[Real]; R],
    strip: &[[Real; W]],
    i: usize,
    out: &mut Out<'_>,
) {
    out.put_rows(sums_of_rows(rows, strip), i);
}

/// The sums over two rows of a as they lie.
#[inline(never)]
pub fn of_two_rows<const W: usize>(rows: [&[Real]; 2], strip: &[[Real; W]]) -> [[Real; W]; 2] {
    sums_of_rows(rows, strip)
}

#[inline(always)]
fn sums_of_rows<const R: usize, const W: usize>(rows: [&[Real]; R], strip: &[[Real; W]]) -> [[Real; W]; R] {
    let rows = rows.map(|row| &row[..strip.len()]);
    let mut sums = [[0.0; W]; R];
    // Counted, since an iterator for each row would keep as many addresses, and a browser is slower by a sixth with them.
    for k in 0..strip.len() {
        add_outer(&rows.map(|row| row[k]), &strip[k], &mut sums);
    }
    sums
}

/// The sums over the first R of packed rows of a.
#[inline(always)]
pub fn of_packed<const R: usize>(rows: &[[Real; MR]], strip: &[[Real; NR]]) -> [[Real; NR]; R] {
    let mut sums = [[0.0; NR]; R];
    for (a, b) in rows.iter().zip(strip) {
        add_outer(&std::array::from_fn(|i| a[i]), b, &mut sums);
    }
    sums
}

/// The sums over rows of a as they lie and what was kept of b, as a function of its own for the same reason.
#[inline(never)]
pub fn of_kept_rows(rows: [&[Real]; MR], depth: usize, kept: &Kept) -> [[Real; NR]; MR] {
    let rows = rows.map(|row| &row[..depth]);
    of_kept(|k| rows.map(|row| row[k]), kept)
}

/// The sums over packed rows of a and what was kept of b, as a function of its own for the same reason.
#[inline(never)]
pub fn of_kept_packed(rows: &[[Real; MR]], kept: &Kept) -> [[Real; NR]; MR] {
    of_kept(|k| rows[k], kept)
}

#[inline(always)]
fn of_kept(a: impl Fn(usize) -> [Real; MR], kept: &Kept) -> [[Real; NR]; MR] {
    let mut sums = [[0.0; NR]; MR];
    for (b, k) in kept.lines.iter().zip(&kept.which) {
        add_outer(&a(usize::from(*k)), b, &mut sums);
    }
    sums
}

#[inline(always)]
fn add_outer<const R: usize, const W: usize>(a: &[Real; R], b: &[Real; W], sums: &mut [[Real; W]; R]) {
    for i in 0..R {
        for j in 0..W {
            sums[i][j] += a[i] * b[j];
        }
    }
}
