//! A product as scalar products of rows that lie in memory number by number: nothing has to be packed, so it is best where
//! one side has few vectors. Each has four sums, of every fourth k, which are added up in the end.

use super::out::Out;
use super::vectors::Vectors;
use crate::wide::wide;
use crate::Real;

/// Sums of one scalar product that grow side by side, as a vector.
const LANES: usize = 4;

/// c += α·a·bᵀ for rows of a and few rows of b.
pub fn add_product(alpha: Real, a: Vectors<'_>, few: Vectors<'_>, out: &mut Out<'_>) {
    if few.count == 1 {
        add::<5, 1>(alpha, a, few, out);
    } else {
        add::<4, 2>(alpha, a, few, out);
    }
}

wide! {
    #[inline(never)]
    fn add<const R: usize, const W: usize>(alpha: Real, a: Vectors<'_>, few: Vectors<'_>, out: &mut Out<'_>) {
        let all = 0..a.depth;
        let rest = a.depth / LANES * LANES;
        for i in (0..a.count).step_by(R) {
            let rows = a.parts::<R>(i, &all);
            for j in (0..few.count).step_by(W) {
                let columns = few.parts::<W>(j, &all);
                let fours = fours(&rows, &columns);
                let mut sums = fours.map(|fours| fours.map(|[s0, s1, s2, s3]| (s0 + s2) + (s1 + s3)));
                if rest < a.depth {
                    add_rest(sums.as_flattened_mut(), &rows, &columns, rest);
                }
                sums.as_flattened_mut().iter_mut().for_each(|sum| *sum *= alpha);
                out.put_dots(&sums, (i, j));
            }
        }
    }
}

/// Adds what is left of the rows from the kth number on.
#[inline(never)]
fn add_rest(sums: &mut [Real], rows: &[&[Real]], columns: &[&[Real]], k: usize) {
    for (sums, row) in sums.chunks_exact_mut(columns.len()).zip(rows) {
        for (sum, column) in sums.iter_mut().zip(columns) {
            row[k..].iter().zip(&column[k..]).for_each(|(a, b)| *sum += a * b);
        }
    }
}

/// The sums of every fourth product. A function of its own, so that the compiler sees vectors before it sees them added up.
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
fn fours<const R: usize, const W: usize>(rows: &[&[Real]; R], columns: &[&[Real]; W]) -> [[[Real; LANES]; W]; R] {
    let pieces = rows[0].len() / LANES;
    let a: [&[[Real; LANES]]; R] = rows.map(|row| &row.as_chunks().0[..pieces]);
    let b: [&[[Real; LANES]]; W] = columns.map(|row| &row.as_chunks().0[..pieces]);
    let mut sums = [[[0.0; LANES]; W]; R];
    for k in 0..pieces {
        for i in 0..R {
            for j in 0..W {
                for lane in 0..LANES {
                    sums[i][j][lane] += a[i][k][lane] * b[j][k][lane];
                }
            }
        }
    }
    sums
}
