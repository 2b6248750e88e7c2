//! What speed is measured with: the products behind a step, and how many operations an epoch's products are.

use crate::net::matmul::product;
use crate::Mat;

/// Runs (m, k) · (k, n) products for about `budget` milliseconds. Returns GFLOP/s.
pub fn gemm(now: &dyn Fn() -> f64, (m, k, n): (usize, usize, usize), budget: f64) -> f64 {
    let value = |(i, j): (usize, usize)| ((i * 7 + j * 3) % 11) as crate::Real * 0.1 - 0.5;
    let (a, b, mut c) = (Mat::from_shape_fn((m, k), value), Mat::from_shape_fn((n, k), value), Mat::zeros((m, n)));
    product(1.0, a.view(), b.t(), 0.0, &mut c);
    let (start, mut rounds) = (now(), 0.0);
    let mut spent = 0.0;
    while spent < budget {
        // Several a look at the clock, which may tick in whole milliseconds.
        for _ in 0..4 {
            product(1.0, a.view(), b.t(), 0.0, &mut c);
        }
        rounds += 4.0;
        spent = now() - start;
    }
    2.0 * (m * k * n) as f64 * rounds / (spent * 1e6)
}

/// Floating-point operations in the products of one epoch of backprop: forward, weights' gradient, and the error's
/// way back through all but the first layer.
pub fn backprop_flops(sizes: &[usize], images: usize) -> f64 {
    let products = |(l, pair): (usize, &[usize])| (if l == 0 { 4 } else { 6 }) * pair[0] * pair[1];
    images as f64 * sizes.windows(2).enumerate().map(products).sum::<usize>() as f64
}
