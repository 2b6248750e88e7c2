//! Gauss's elimination, for systems so small that they fit into the first-level cache.

use crate::wide::wide;
use crate::Real;

wide! {
    /// Solves A x = y, both overwritten, x in the place of y: the largest pivot of a column first. A (n, n) lies row by row.
    pub fn solve(a: &mut [Real], y: &mut [Real]) {
        let n = y.len();
        for k in 0..n {
            let size = |row: usize| a[row * n + k].abs();
            let pivot = (k + 1..n).fold(k, |most, row| if size(row) > size(most) { row } else { most });
            y.swap(k, pivot);
            let (upper, lower) = a.split_at_mut((k + 1) * n);
            let upper = &mut upper[k * n..];
            if pivot > k {
                upper.swap_with_slice(&mut lower[(pivot - k - 1) * n..][..n]);
            }
            for (row, below) in lower.chunks_exact_mut(n).zip(k + 1..) {
                let factor = row[k] / upper[k];
                row[k..].iter_mut().zip(&upper[k..]).for_each(|(value, pivot)| *value -= factor * pivot);
                y[below] -= factor * y[k];
            }
        }
        for k in (0..n).rev() {
            let known: Real = (k + 1..n).map(|j| a[k * n + j] * y[j]).sum();
            y[k] = (y[k] - known) / a[k * n + k];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_solved_though_its_first_pivot_is_zero() {
        let (mut a, mut y) = ([0.0, 2.0, 1.0, 1.0, 1.0, 0.0, 2.0, 0.0, 4.0], [7.0, 3.0, 14.0]);
        solve(&mut a, &mut y);
        assert_eq!(y, [1.0, 2.0, 3.0]);
        solve(&mut [], &mut []);
    }
}
