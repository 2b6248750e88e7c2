//! Size of weights, and their distance from the start: the Frobenius norms of W and of W − W₀.

use crate::Mat;

/// ‖W‖, the root of the sum of squares.
pub fn norm(w: &Mat) -> f64 {
    w.iter().map(|w| f64::from(*w).powi(2)).sum::<f64>().sqrt()
}

/// ‖a − b‖ of two matrices of the same shape.
pub fn distance(a: &Mat, b: &Mat) -> f64 {
    a.iter().zip(b).map(|(a, b)| (f64::from(*a) - f64::from(*b)).powi(2)).sum::<f64>().sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn three_and_four_make_five() {
        assert_eq!(norm(&array![[3.0, 0.0], [0.0, -4.0]]), 5.0);
        assert_eq!(distance(&array![[1.0, 2.0]], &array![[4.0, -2.0]]), 5.0);
        assert_eq!(norm(&Mat::zeros((0, 3))), 0.0);
    }
}
