//! What speed is measured with: the products behind a step, and how many operations an epoch's products are.

use crate::net::matmul::product;
use crate::Mat;

/// Runs (m, k) · (k, n) products for about `budget` milliseconds. Returns GFLOP/s. They lie as in training: if the sums
/// are long, b is transposed, as weights are in a forward pass; if they are short, a is, as errors are in a gradient.
pub fn gemm(now: &dyn Fn() -> f64, (m, k, n): (usize, usize, usize), budget: f64) -> f64 {
    let fill = |shape| Mat::from_shape_fn(shape, |(i, j)| ((i * 7 + j * 3) % 11) as crate::Real * 0.1 - 0.5);
    let forward = k >= m;
    let (a, b) = if forward { (fill((m, k)), fill((n, k))) } else { (fill((k, m)), fill((k, n))) };
    let (a, b) = if forward { (a.view(), b.t()) } else { (a.t(), b.view()) };
    let mut c = Mat::zeros((m, n));
    product(1.0, a, b, 0.0, &mut c);
    let (start, mut rounds, mut spent) = (now(), 0.0, 0.0);
    while spent < budget {
        // Several a look at the clock, which may tick in whole milliseconds.
        for _ in 0..4 {
            product(1.0, a, b, 0.0, &mut c);
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
