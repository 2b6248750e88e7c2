//! A product as scalar products of rows that lie in memory number by number: nothing has to be packed, so it is best where
//! one side has few vectors. Each has four sums, of every fourth k, which are added up in the end.

use super::out::Out;
use super::vectors::Vectors;
use crate::Real;

/// Sums of one scalar product that grow side by side, as a vector.
const LANES: usize = 4;

/// c += α·a·bᵀ for rows of a and few rows of b.
pub fn add_product(alpha: Real, a: Vectors<'_>, few: Vectors<'_>, out: &mut Out<'_>) {
    if few.count == 1 {
        add::<4, 1>(alpha, a, few, out);
    } else {
        add::<4, 2>(alpha, a, few, out);
    }
}

#[inline(never)]
fn add<const R: usize, const W: usize>(alpha: Real, a: Vectors<'_>, few: Vectors<'_>, out: &mut Out<'_>) {
    let all = 0..a.depth;
    let rest = a.depth / LANES * LANES..a.depth;
    for i in (0..a.count).step_by(R) {
        let rows = a.parts::<R>(i, &all);
        for j in (0..few.count).step_by(W) {
            let columns = few.parts::<W>(j, &all);
            let fours = fours(&rows, &columns);
            let mut sums = [[0.0; W]; R];
            for ((sums, fours), row) in sums.iter_mut().zip(&fours).zip(&rows) {
                for ((sum, fours), column) in sums.iter_mut().zip(fours).zip(&columns) {
                    *sum = alpha * total(fours, &row[rest.clone()], &column[rest.clone()]);
                }
            }
            out.put_each(&sums, (i, j));
        }
    }
}

/// Four sums and what is left of two rows.
#[inline(never)]
fn total([s0, s1, s2, s3]: &[Real; LANES], a: &[Real], b: &[Real]) -> Real {
    a.iter().zip(b).fold((s0 + s2) + (s1 + s3), |sum, (a, b)| sum + a * b)
}

/// The sums of every fourth product. A function of its own, so that the compiler sees vectors before it sees them added up.
#[inline(never)]
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
