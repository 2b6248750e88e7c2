//! Count of the multiplications in products, by which rules are compared whatever machine they run on. Without the feature `counted`
//! nothing is counted.

#[cfg(feature = "counted")]
use std::cell::Cell;

#[cfg(feature = "counted")]
thread_local! {
    static DONE: Cell<f64> = const { Cell::new(0.0) };
}

/// Adds a product of (m, k) and (k, n): m · k · n multiplications, also those with black pixels, which a product may leave out.
#[inline]
pub fn add(m: usize, k: usize, n: usize) {
    #[cfg(feature = "counted")]
    DONE.set(DONE.get() + m as f64 * k as f64 * n as f64);
    #[cfg(not(feature = "counted"))]
    let _ = (m, k, n);
}

/// Multiplications of this thread so far.
#[cfg(feature = "counted")]
pub fn so_far() -> f64 {
    DONE.get()
}
