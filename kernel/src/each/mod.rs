//! Elementwise operations on every weight, once a step: simple, but a network has as many weights as its products have
//! terms.

mod answers;
mod pairs;
mod rows;

pub use answers::*;
pub use pairs::*;
pub use rows::*;

use crate::real::Real;
use crate::wide::wide;

wide! {
    /// w ← w + rate · (Δ − decay · w)
    pub fn step(w: &mut [Real], delta: &[Real], rate: Real, decay: Real) {
        w.iter_mut().zip(delta).for_each(|(w, d)| *w += rate * (d - decay * *w));
    }

    /// Sets subnormal numbers to 0 of their sign. What shrinks by a factor a step would end among them and stay there, since the smallest
    /// of them times 0.7 is rounded back to itself; and processors take up to a hundred times as long with them. A processor could
    /// do this by itself, but WebAssembly could not, so the code does it: the same bits everywhere.
    pub fn flush_subnormals(values: &mut [Real]) {
        values.iter_mut().for_each(|value| *value = if value.abs() < Real::MIN_POSITIVE { Real::copysign(0.0, *value) } else { *value });
    }

    /// a ← a + rate · (goal − a)
    pub fn approach(a: &mut [Real], rate: Real, goal: &[Real]) {
        a.iter_mut().zip(goal).for_each(|(a, goal)| *a += rate * (goal - *a));
    }

    /// a ← b − a
    pub fn take_from(a: &mut [Real], b: &[Real]) {
        a.iter_mut().zip(b).for_each(|(a, b)| *a = b - *a);
    }

    /// a ← a − b
    pub fn take(a: &mut [Real], b: &[Real]) {
        a.iter_mut().zip(b).for_each(|(a, b)| *a -= b);
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
}

/// True if both hold equal numbers, in the sense of `==`: a NaN equals none.
pub fn equal(a: &[Real], b: &[Real]) -> bool {
    // An end at the first difference would keep it to one number at a time.
    a.len() == b.len() && a.iter().zip(b).fold(true, |equal, (a, b)| equal & (a == b))
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
    fn one_number_that_differs_is_enough_to_be_unequal() {
        for n in [0_usize, 1, 7, 300] {
            let a: Vec<Real> = (0..n).map(|i| i as Real).collect();
            assert!(equal(&a, &a));
            assert!(!equal(&a, &[&a[..], &[1.0]].concat()), "{n} numbers and one more");
            for i in (0..n).step_by(61).chain(n.checked_sub(1)) {
                for other in [-1.0, Real::NAN] {
                    let mut b = a.clone();
                    b[i] = other;
                    assert!(!equal(&a, &b), "{other} at {i} of {n}");
                    assert!(!other.is_nan() || !equal(&b, &b), "NaN at {i} equals itself");
                }
            }
        }
        assert!(equal(&[0.0], &[-0.0]));
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
    fn what_decays_ends_at_zero_with_its_sign_and_other_numbers_keep_their_bits() {
        let edge = Real::MIN_POSITIVE;
        let before = [edge, -edge, 1.0, -0.0, 0.0, edge / 2.0, -edge / 2.0, -edge / 1e6, Real::INFINITY];
        let wanted = [edge, -edge, 1.0, -0.0, 0.0, 0.0, -0.0, -0.0, Real::INFINITY];
        let (mut found, mut nan) = (before, [Real::NAN]);
        flush_subnormals(&mut found);
        assert_eq!(found.map(Real::to_bits), wanted.map(Real::to_bits));
        flush_subnormals(&mut nan);
        assert!(nan[0].is_nan());
        let mut w = [1.0, -1.0, 0.5];
        for _ in 0..3000 {
            step(&mut w, &[0.0; 3], 1.0, 0.3);
            flush_subnormals(&mut w);
        }
        assert_eq!(w, [0.0; 3]);
    }

    #[test]
    fn a_step_decays_and_descends() {
        let mut w = [2.0, -1.0];
        step(&mut w, &[1.0, 0.0], 0.5, 0.5);
        assert_eq!(w, [2.0, -0.75]);
    }
}
