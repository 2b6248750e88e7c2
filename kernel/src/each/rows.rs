//! Passes row by row or column by column.

use super::sum;
use crate::real::exp_each;
use crate::wide::wide;
use crate::Real;

/// Columns that are centred together, row by row as they lie.
const TOGETHER: usize = 64;

wide! {
    /// Σ aᵢ² of each row of a matrix with so many columns, from the column `from` on. Eight rows at a time, so that no sum waits for its
    /// own additions.
    pub fn squares_of_rows(m: &[Real], columns: usize, from: usize, sums: &mut [Real]) {
        let columns = columns.max(1);
        for (m, sums) in m.chunks(8 * columns).zip(sums.chunks_mut(8)) {
            sums.fill(0.0);
            if let Ok(sums) = <&mut [Real; 8]>::try_from(&mut *sums) {
                let rows: [&[Real]; 8] = std::array::from_fn(|i| &m[i * columns + from..(i + 1) * columns]);
                for k in 0..columns - from {
                    sums.iter_mut().zip(rows).for_each(|(sum, row)| *sum += row[k] * row[k]);
                }
            } else {
                for (sum, row) in sums.iter_mut().zip(m.chunks_exact(columns)) {
                    row[from..].iter().for_each(|a| *sum += a * a);
                }
            }
        }
    }

    /// y ← eᶻ / Σ eᶻ of each row of matrices with so many columns.
    pub fn softmax(z: &[Real], columns: usize, y: &mut [Real]) {
        let columns = columns.max(1);
        for (z, y) in z.chunks_exact(columns).zip(y.chunks_exact_mut(columns)) {
            // A comparison, since `max` is a call of a function in WebAssembly.
            let top = z.iter().fold(Real::NEG_INFINITY, |top, z| if *z > top { *z } else { top });
            y.iter_mut().zip(z).for_each(|(y, z)| *y = z - top);
        }
        exp_each(y);
        for y in y.chunks_exact_mut(columns) {
            let sum = sum(y);
            y.iter_mut().for_each(|y| *y /= sum);
        }
    }

    /// Every row of a matrix times every row of another, number by number: those of b in turn for the first of a, then for the next.
    /// Both have so many columns.
    pub fn rows_times_rows(a: &[Real], b: &[Real], columns: usize, c: &mut [Real]) {
        let columns = columns.max(1);
        let pairs = a.chunks_exact(columns).flat_map(|a| b.chunks_exact(columns).map(move |b| (a, b)));
        for (c, (a, b)) in c.chunks_exact_mut(columns).zip(pairs) {
            c.iter_mut().zip(a.iter().zip(b)).for_each(|(c, (a, b))| *c = b * a);
        }
    }

    /// Multiplies rows of a with rows of b, number by number, so many rows of a with each of b. Both have so many columns.
    pub fn times_rows_in_turn(a: &mut [Real], rows: usize, b: &[Real], columns: usize) {
        let columns = columns.max(1);
        for (a, b) in a.chunks_exact_mut(rows.max(1) * columns).zip(b.chunks_exact(columns)) {
            a.chunks_exact_mut(columns).for_each(|a| a.iter_mut().zip(b).for_each(|(a, b)| *a *= b));
        }
    }

    /// Takes its mean from each column of a matrix with so many columns, row by row in `m`.
    pub fn centre_columns(m: &mut [Real], columns: usize) {
        let rows = m.len() / columns.max(1);
        for from in (0..columns).step_by(TOGETHER) {
            let these = from..columns.min(from + TOGETHER);
            let mut mean = [0.0; TOGETHER];
            for row in m.chunks_exact(columns) {
                mean.iter_mut().zip(&row[these.clone()]).for_each(|(mean, value)| *mean += value);
            }
            mean.iter_mut().for_each(|mean| *mean /= rows as Real);
            for row in m.chunks_exact_mut(columns) {
                row[these.clone()].iter_mut().zip(&mean).for_each(|(value, mean)| *value -= mean);
            }
        }
    }

    /// Each row of a matrix with so many columns without its mean, into a matrix of the same shape.
    pub fn centre_rows(m: &[Real], columns: usize, without: &mut [Real]) {
        let columns = columns.max(1);
        for (row, without) in m.chunks_exact(columns).zip(without.chunks_exact_mut(columns)) {
            let mean = sum(row) / columns as Real;
            without.iter_mut().zip(row).for_each(|(without, value)| *without = value - mean);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_centred_whatever_their_number() {
        for columns in [1, 3, TOGETHER - 1, TOGETHER, TOGETHER + 1, 2 * TOGETHER + 5] {
            let before: Vec<Real> = (0..7 * columns).map(|i| ((i * 37) % 101) as Real).collect();
            let mut after = before.clone();
            centre_columns(&mut after, columns);
            for column in 0..columns {
                let at = |m: &[Real], row: usize| m[row * columns + column];
                let mean = (0..7).map(|row| at(&before, row)).sum::<Real>() / 7.0;
                for row in 0..7 {
                    assert_eq!(at(&after, row), at(&before, row) - mean, "row {row}, column {column} of {columns}");
                }
            }
        }
    }

    #[test]
    fn rows_are_centred_whatever_their_length() {
        for columns in [1, 7, 8, 9, 30] {
            let rows: Vec<Real> = (0..5 * columns).map(|i| ((i * 37) % 101) as Real).collect();
            let mut after = vec![0.0; rows.len()];
            centre_rows(&rows, columns, &mut after);
            for (row, after) in rows.chunks(columns).zip(after.chunks(columns)) {
                let mean = row.iter().sum::<Real>() / columns as Real;
                assert!(row.iter().zip(after).all(|(value, after)| *after == value - mean), "{columns} columns");
            }
        }
    }

    #[test]
    fn an_empty_matrix_stays_empty() {
        centre_columns(&mut [], 0);
        centre_rows(&[], 0, &mut []);
    }

    #[test]
    fn rows_meet_rows() {
        let (a, b): (Vec<Real>, Vec<Real>) = (0..14).map(|i| (i as Real - 5.0, 3.0 - i as Real)).unzip();
        let mut c = vec![7.0; 14];
        rows_times_rows(&a[..7], &b, 7, &mut c);
        assert!(c.iter().enumerate().all(|(i, c)| *c == a[i % 7] * b[i]), "{c:?}");
        c.copy_from_slice(&a);
        times_rows_in_turn(&mut c, 2, &b[..7], 7);
        assert!(c.iter().enumerate().all(|(i, c)| *c == a[i] * b[i % 7]), "{c:?}");
    }

    #[test]
    fn rows_are_summed_up_from_a_column_on_whatever_their_number() {
        for rows in [1, 7, 8, 9, 17] {
            let m: Vec<Real> = (0..rows * 5).map(|i| ((i * 37) % 11) as Real - 5.0).collect();
            let mut sums = vec![7.0; rows];
            squares_of_rows(&m, 5, 2, &mut sums);
            let expected: Vec<Real> = m.chunks(5).map(|row| row[2..].iter().map(|a| a * a).sum()).collect();
            assert_eq!(sums, expected, "{rows} rows");
        }
    }

    #[test]
    fn shares_of_a_row_add_up_to_one_whatever_is_added_to_all() {
        let z = [1.0, 2.0, 0.5, -700.0, 0.0, 710.0, 710.0, -1.0];
        let mut y = [0.0; 8];
        softmax(&z, 4, &mut y);
        let e = |x: Real| crate::real::exp(x);
        let sum = (e(-1.0) + 1.0) + (e(-1.5) + 0.0);
        assert!((y[0] - e(-1.0) / sum).abs() < 1e-6 && y[3] < 1e-30 && y[4] < 1e-30, "{y:?}");
        assert_eq!((y[5], y[6]), (0.5, 0.5));
        softmax(&[], 0, &mut []);
    }
}
