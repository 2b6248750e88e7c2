//! Answers of units, and their slopes.

use crate::wide::wide;
use crate::Real;

wide! {
    /// δ ← δ · h (1 − h), the slope of a sigmoid where it answers h.
    pub fn times_sigmoid_slope(delta: &mut [Real], h: &[Real]) {
        delta.iter_mut().zip(h).for_each(|(delta, h)| *delta *= h * (1.0 - h));
    }

    /// δ ← δ · (1 − h²), the slope of tanh where it answers h.
    pub fn times_tanh_slope(delta: &mut [Real], h: &[Real]) {
        delta.iter_mut().zip(h).for_each(|(delta, h)| *delta *= 1.0 - h * h);
    }

    /// h ← max(0, z), by a comparison: `max` itself is a call of a function in WebAssembly, one for each number.
    pub fn relu(z: &[Real], h: &mut [Real]) {
        h.iter_mut().zip(z).for_each(|(h, z)| *h = if *z > 0.0 { *z } else { 0.0 });
    }

    /// δ ← δ where h is above the threshold, and 0 elsewhere.
    pub fn times_relu_slope(delta: &mut [Real], h: &[Real], threshold: Real) {
        delta.iter_mut().zip(h).for_each(|(delta, h)| *delta *= if *h > threshold { 1.0 } else { 0.0 });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slopes_are_what_they_are_one_by_one() {
        let h: Vec<Real> = (0..21).map(|i| (i as Real - 9.0) * 0.1).collect();
        let times = |pass: &dyn Fn(&mut [Real])| {
            let mut delta = vec![2.0; h.len()];
            pass(&mut delta);
            delta
        };
        let each = |slope: &dyn Fn(Real) -> Real| -> Vec<Real> { h.iter().map(|h| 2.0 * slope(*h)).collect() };
        assert_eq!(times(&|delta| times_sigmoid_slope(delta, &h)), each(&|h| h * (1.0 - h)));
        assert_eq!(times(&|delta| times_tanh_slope(delta, &h)), each(&|h| 1.0 - h * h));
        assert_eq!(times(&|delta| times_relu_slope(delta, &h, 0.5)), each(&|h| if h > 0.5 { 1.0 } else { 0.0 }));
        assert_eq!(times(&|delta| relu(&h, delta)), each(&|h| if h > 0.0 { h / 2.0 } else { 0.0 }));
    }
}
