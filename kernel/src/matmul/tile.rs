//! Register tiles: Σ_k a_k b_kᵀ for a few rows of a and the columns of a strip of b, which is where the time goes.

use super::kept::Kept;
use super::out::Out;
use super::{MR, NR};
use crate::wide::Registers;
use crate::Real;

/// The sums over rows of a as they lie. A function of its own: V8 unrolls a loop the further, the more loops stand around it in
/// its function, and then has no registers left for the sums.
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub fn of_rows(registers: impl Registers, rows: [&[Real]; MR], strip: &[[Real; NR]]) -> [[Real; NR]; MR] {
    match registers.sums(strip, |k| rows.map(|row| &row[k])) {
        Some(sums) => sums,
        None => sums_of_rows(rows, strip),
    }
}

/// Sums over rows of a as they lie and a strip of all columns there are, of which the last may be missing.
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub fn of_wide_rows<const R: usize, const W: usize>(
    rows: [&[Real]; R],
    strip: &[[Real; W]],
    i: usize,
    out: &mut Out<'_>,
) {
    out.put_rows(sums_of_rows(rows, strip), i);
}

/// The sums over two rows of a as they lie.
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
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
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub fn of_kept_rows(registers: impl Registers, rows: [&[Real]; MR], depth: usize, kept: &Kept) -> [[Real; NR]; MR] {
    let rows = rows.map(|row| &row[..depth]);
    let (lines, which) = kept.both();
    match registers.sums(lines, |k| rows.map(|row| &row[usize::from(which[k])])) {
        Some(sums) => sums,
        None => of_kept(|k| rows.map(|row| row[k]), kept),
    }
}

/// The sums over packed rows of a and what was kept of b, as a function of its own for the same reason.
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub fn of_kept_packed(registers: impl Registers, rows: &[[Real; MR]], kept: &Kept) -> [[Real; NR]; MR] {
    let (lines, which) = kept.both();
    match registers.sums(lines, |k| rows[usize::from(which[k])].each_ref()) {
        Some(sums) => sums,
        None => of_kept(|k| rows[k], kept),
    }
}

/// The sums over two groups of packed rows, which lie one after the other.
#[inline(always)]
pub fn of_packed_pair(
    registers: impl Registers,
    pair: &[[Real; MR]],
    strip: &[[Real; NR]],
) -> Option<[[[Real; NR]; MR]; 2]> {
    of_pair(registers, pair.split_at(strip.len()), strip, |k| k)
}

/// The same over what was kept of b.
#[inline(always)]
pub fn of_kept_pair(registers: impl Registers, pair: &[[Real; MR]], kept: &Kept) -> Option<[[[Real; NR]; MR]; 2]> {
    let (lines, which) = kept.both();
    of_pair(registers, pair.split_at(pair.len() / 2), lines, |k| usize::from(which[k]))
}

#[inline(always)]
fn of_pair(
    registers: impl Registers,
    (one, other): (&[[Real; MR]], &[[Real; MR]]),
    lines: &[[Real; NR]],
    which: impl Fn(usize) -> usize,
) -> Option<[[[Real; NR]; MR]; 2]> {
    let other = &other[..one.len()]; // One length, so that each k is checked once.
    let sums: [[Real; NR]; 2 * MR] = registers.sums(lines, |k| {
        let k = which(k);
        let (one, other) = (&one[k], &other[k]);
        [&one[0], &one[1], &one[2], &one[3], &other[0], &other[1], &other[2], &other[3]]
    })?;
    Some(std::array::from_fn(|group| std::array::from_fn(|i| sums[group * MR + i])))
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
