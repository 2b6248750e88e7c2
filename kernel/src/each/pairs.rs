//! Sums, differences and products of two matrices, number by number.

use crate::wide::wide;
use crate::Real;

wide! {
    /// c ← a − b
    pub fn difference(a: &[Real], b: &[Real], c: &mut [Real]) {
        c.iter_mut().zip(a.iter().zip(b)).for_each(|(c, (a, b))| *c = a - b);
    }

    /// b ← factor · a
    pub fn times(factor: Real, a: &[Real], b: &mut [Real]) {
        b.iter_mut().zip(a).for_each(|(b, a)| *b = factor * a);
    }

    /// Potentials of inputs of which a share is exchanged for another and that change their length: known are those of the old
    /// inputs times the first gain, wanted those of the new ones times the second.
    pub fn exchange(known: &[Real], old: &[Real], new: &[Real], bias: &[Real], gains: [Real; 2], z: &mut [Real]) {
        let shares = old.iter().zip(new).zip(bias);
        for ((z, known), ((old, new), bias)) in z.iter_mut().zip(known).zip(shares) {
            *z = ((known - bias) / gains[0] - old + new) * gains[1] + bias;
        }
    }

    /// c ← factor · (a + b)
    pub fn scaled_sum(factor: Real, a: &[Real], b: &[Real], c: &mut [Real]) {
        c.iter_mut().zip(a.iter().zip(b)).for_each(|(c, (a, b))| *c = factor * (a + b));
    }

    /// c ← factor · (a − b)
    pub fn scaled_difference(factor: Real, a: &[Real], b: &[Real], c: &mut [Real]) {
        c.iter_mut().zip(a.iter().zip(b)).for_each(|(c, (a, b))| *c = factor * (a - b));
    }

    /// a ← a + rate · (push − pull)
    pub fn follow(a: &mut [Real], rate: Real, push: &[Real], pull: &[Real]) {
        a.iter_mut().zip(push.iter().zip(pull)).for_each(|(a, (push, pull))| *a += rate * (push - pull));
    }

    /// a ← (a − b) / size
    pub fn take_and_divide(a: &mut [Real], b: &[Real], size: Real) {
        a.iter_mut().zip(b).for_each(|(a, b)| *a = (*a - b) / size);
    }

    /// c ← a + factor · b
    pub fn sum_with_scaled(a: &[Real], factor: Real, b: &[Real], c: &mut [Real]) {
        c.iter_mut().zip(a.iter().zip(b)).for_each(|(c, (a, b))| *c = a + factor * b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passes_over_two_matrices_are_what_they_are_one_by_one() {
        let n = 21;
        let a: Vec<Real> = (0..n).map(|i| ((i * 37) % 101) as Real * 0.1 - 5.0).collect();
        let b: Vec<Real> = (0..n).map(|i| ((i * 53) % 97) as Real * 0.1 - 4.0).collect();
        let into = |pass: &dyn Fn(&mut [Real])| {
            let mut c = a.clone();
            pass(&mut c);
            c
        };
        let each =
            |one: &dyn Fn(Real, Real) -> Real| -> Vec<Real> { a.iter().zip(&b).map(|(a, b)| one(*a, *b)).collect() };
        assert_eq!(into(&|c| difference(&a, &b, c)), each(&|a, b| a - b));
        assert_eq!(into(&|c| scaled_sum(0.3, &a, &b, c)), each(&|a, b| 0.3 * (a + b)));
        assert_eq!(into(&|c| scaled_difference(0.3, &a, &b, c)), each(&|a, b| 0.3 * (a - b)));
        assert_eq!(into(&|c| sum_with_scaled(&a, 0.3, &b, c)), each(&|a, b| a + 0.3 * b));
        assert_eq!(into(&|c| follow(c, 0.3, &b, &a)), each(&|a, b| a + 0.3 * (b - a)));
        assert_eq!(into(&|c| take_and_divide(c, &b, 0.3)), each(&|a, b| (a - b) / 0.3));
    }
}
