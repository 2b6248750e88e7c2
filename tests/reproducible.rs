//! The native half of the check that a seed gives the same bits everywhere.
#![cfg(all(not(target_arch = "wasm32"), not(feature = "f64")))]

mod common;

#[test]
fn the_same_bits_as_in_a_browser() {
    common::reproducible::the_same_bits_everywhere();
}
