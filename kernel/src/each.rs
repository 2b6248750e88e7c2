//! Elementwise operations on every weight, once a step: simple, but a network has as many weights as its products have
//! terms.

use crate::real::{exp_each, Real};
use crate::wide::wide;

/// Numbers whose sigmoid is taken in turn: they stay in the first-level cache between its steps.
const IN_TURN: usize = 256;
/// Columns that are centred together, row by row as they lie.
const TOGETHER: usize = 64;

/// A number without a subnormal one: that becomes 0 of its sign. What shrinks by a factor a step would end among subnormal numbers and stay
/// there, since the smallest of them times 0.7 is rounded back to itself; and processors take up to a hundred times as long with them.
/// A processor could do this by itself, but WebAssembly could not, so the code does it: the same bits everywhere.
#[inline(always)]
pub fn normal_or_zero(value: Real) -> Real {
    if value.abs() < Real::MIN_POSITIVE {
        Real::copysign(0.0, value)
    } else {
        value
    }
}

wide! {
    /// w ← w + rate · (Δ − decay · w), never subnormal
    pub fn step(w: &mut [Real], delta: &[Real], rate: Real, decay: Real) {
        w.iter_mut().zip(delta).for_each(|(w, d)| *w = normal_or_zero(*w + rate * (d - decay * *w)));
    }

    /// a ← a + b
    pub fn add(a: &mut [Real], b: &[Real]) {
        a.iter_mut().zip(b).for_each(|(a, b)| *a += b);
    }

    /// a ← a + factor · b
    pub fn add_scaled(a: &mut [Real], factor: Real, b: &[Real]) {
        a.iter_mut().zip(b).for_each(|(a, b)| *a += factor * b);
    }

    /// a ← 0 + factor · b, in which −0 becomes 0.
    pub fn scaled(a: &mut [Real], factor: Real, b: &[Real]) {
        a.iter_mut().zip(b).for_each(|(a, b)| *a = 0.0 + factor * b);
    }

    /// h ← 1 / (1 + e⁻ᶻ)
    pub fn sigmoid(z: &[Real], h: &mut [Real]) {
        for (z, h) in z.chunks(IN_TURN).zip(h.chunks_mut(IN_TURN)) {
            h.iter_mut().zip(z).for_each(|(h, z)| *h = -z);
            exp_each(h);
            h.iter_mut().for_each(|h| *h = 1.0 / (1.0 + *h));
        }
    }

    /// δ ← δ · h (1 − h), the slope of a sigmoid where it answers h.
    pub fn times_sigmoid_slope(delta: &mut [Real], h: &[Real]) {
        delta.iter_mut().zip(h).for_each(|(delta, h)| *delta *= h * (1.0 - h));
    }

    /// a ← factor · a
    pub fn scale(a: &mut [Real], factor: Real) {
        a.iter_mut().for_each(|a| *a *= factor);
    }

    /// Begins a sum of each value and one of its square.
    pub fn begin_tally(values: &[Real], sums: &mut [Real], squares: &mut [Real]) {
        for ((value, sum), square) in values.iter().zip(sums).zip(squares) {
            (*sum, *square) = (*value, value * value);
        }
    }

    /// Adds each value to its sum and its square to another.
    pub fn tally(values: &[Real], sums: &mut [Real], squares: &mut [Real]) {
        for ((value, sum), square) in values.iter().zip(sums).zip(squares) {
            *sum += value;
            *square += value * value;
        }
    }

    /// Adds each value to a sum with twice the digits.
    pub fn add_to_doubles(sums: &mut [f64], values: &[Real]) {
        sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += f64::from(*value));
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

/// Eight sums side by side: one alone would wait for each addition.
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub(crate) fn sum(values: &[Real]) -> Real {
    let (eights, rest) = values.as_chunks::<8>();
    let mut sums = [0.0; 8];
    for eight in eights {
        sums.iter_mut().zip(eight).for_each(|(sum, value)| *sum += value);
    }
    let (low, high) = sums.split_at(4);
    let together = low.iter().zip(high).fold(0.0, |sum, (a, b)| sum + (a + b));
    rest.iter().fold(together, |sum, value| sum + value)
}

/// Σ of lines of numbers, four such sums at a time.
#[cfg_attr(target_arch = "x86_64", inline(always))]
#[cfg_attr(not(target_arch = "x86_64"), inline(never))]
pub(crate) fn sum_of_lines<const W: usize>(lines: &[[Real; W]]) -> [Real; W] {
    let add = |sum: &mut [Real; W], line: &[Real; W]| sum.iter_mut().zip(line).for_each(|(sum, a)| *sum += a);
    let (fours, rest) = lines.as_chunks::<4>();
    let mut sums = [[0.0; W]; 4];
    for four in fours {
        sums.iter_mut().zip(four).for_each(|(sum, line)| add(sum, line));
    }
    let [mut sum, b, c, d] = sums;
    [b, c, d].iter().chain(rest).for_each(|line| add(&mut sum, line));
    sum
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
    fn sums_of_values_are_sums_of_their_batch() {
        let (mut sums, mut squares, mut doubles) = ([7.0; 3], [7.0; 3], [1.0, 2.0, 0.5]);
        begin_tally(&[1.0, -2.0, 0.5], &mut sums, &mut squares);
        tally(&[3.0, 4.0, 0.0], &mut sums, &mut squares);
        assert_eq!((sums, squares), ([4.0, 2.0, 0.5], [10.0, 20.0, 0.25]));
        add_to_doubles(&mut doubles, &sums);
        assert_eq!(doubles, [5.0, 4.0, 1.0]);
    }

    #[test]
    fn a_sigmoid_and_its_slope_are_what_they_are_one_by_one() {
        let z: Vec<Real> = (0..2 * IN_TURN + 5).map(|i| (i as Real - 250.0) * 0.05).collect();
        let (mut h, mut delta) = (vec![0.0; z.len()], vec![2.0; z.len()]);
        sigmoid(&z, &mut h);
        times_sigmoid_slope(&mut delta, &h);
        for ((z, h), delta) in z.iter().zip(h).zip(delta) {
            assert_eq!(h, 1.0 / (1.0 + crate::real::exp(-z)), "sigmoid {z}");
            assert_eq!(delta, 2.0 * (h * (1.0 - h)), "slope at {z}");
        }
    }

    #[test]
    fn what_decays_ends_at_zero_with_its_sign_and_other_numbers_keep_their_bits() {
        let edge = Real::MIN_POSITIVE;
        let before = [edge, -edge, 1.0, -0.0, 0.0, edge / 2.0, -edge / 2.0, -edge / 1e6, Real::INFINITY];
        let wanted = [edge, -edge, 1.0, -0.0, 0.0, 0.0, -0.0, -0.0, Real::INFINITY];
        assert_eq!(before.map(|value| normal_or_zero(value).to_bits()), wanted.map(Real::to_bits));
        assert!(normal_or_zero(Real::NAN).is_nan());
        let mut w = [1.0, -1.0, 0.5];
        (0..3000).for_each(|_| step(&mut w, &[0.0; 3], 1.0, 0.3));
        assert_eq!(w, [0.0; 3]);
    }

    #[test]
    fn a_step_decays_and_descends() {
        let mut w = [2.0, -1.0];
        step(&mut w, &[1.0, 0.0], 0.5, 0.5);
        assert_eq!(w, [2.0, -0.75]);
    }
}
