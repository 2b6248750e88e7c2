//! The crate's floating-point type and the functions of it that must give the same bits everywhere.
//!
//! The standard library's exp, ln and tanh are the platform's own and differ in the last bit between a
//! desktop and a browser. `libm` is one implementation for all, so a seed gives the same curve on both.

#[cfg(not(feature = "f64"))]
mod exp;
#[cfg(not(feature = "f64"))]
mod tanh;

/// f32; f64 with the feature of that name, for tests of exact identities.
#[cfg(not(feature = "f64"))]
pub type Real = f32;
/// f64, chosen by the feature of that name.
#[cfg(feature = "f64")]
pub type Real = f64;

#[cfg(feature = "f64")]
pub use libm::{exp, pow, tanh};
#[cfg(not(feature = "f64"))]
pub use libm::{expf as exp, powf as pow, tanhf as tanh};

#[cfg(not(feature = "f64"))]
pub use exp::{exp_each, sigmoid_each};
#[cfg(not(feature = "f64"))]
pub use tanh::tanh_each;

/// Replaces each x by eˣ.
#[cfg(feature = "f64")]
pub fn exp_each(values: &mut [Real]) {
    values.iter_mut().for_each(|x| *x = exp(*x));
}

/// h ← tanh z
#[cfg(feature = "f64")]
pub fn tanh_each(z: &[Real], h: &mut [Real]) {
    h.iter_mut().zip(z).for_each(|(h, z)| *h = tanh(*z));
}

/// h ← 1 / (1 + e⁻ᶻ)
#[cfg(feature = "f64")]
pub fn sigmoid_each(z: &[Real], h: &mut [Real]) {
    h.iter_mut().zip(z).for_each(|(h, z)| *h = 1.0 / (1.0 + exp(-z)));
}
