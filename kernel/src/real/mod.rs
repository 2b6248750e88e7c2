//! The crate's floating-point type and the functions of it that must give the same bits everywhere.
//!
//! The standard library's exp, ln and tanh are the platform's own and differ in the last bit between a
//! desktop and a browser. `libm` is one implementation for all, so a seed gives the same curve on both.

#[cfg(not(feature = "f64"))]
mod exp;

/// f32; f64 with the feature of that name, for tests of exact identities.
#[cfg(not(feature = "f64"))]
pub type Real = f32;
/// f64, chosen by the feature of that name.
#[cfg(feature = "f64")]
pub type Real = f64;

#[cfg(feature = "f64")]
pub use libm::{exp, tanh};
#[cfg(not(feature = "f64"))]
pub use libm::{expf as exp, tanhf as tanh};

#[cfg(not(feature = "f64"))]
pub use exp::exp_each;

/// Replaces each x by eˣ.
#[cfg(feature = "f64")]
pub fn exp_each(values: &mut [Real]) {
    values.iter_mut().for_each(|x| *x = exp(*x));
}
