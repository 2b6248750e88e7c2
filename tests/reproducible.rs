//! The native half of the check that a seed gives the same bits everywhere: on processors with vectors of any width.
#![cfg(all(not(target_arch = "wasm32"), not(feature = "f64")))]

mod common;

use microlearning_kernel::wide::{limit, width, Width};

#[test]
fn vectors_of_any_width_give_the_same_bits() {
    for most in [Width::Four, Width::Eight, Width::Sixteen] {
        let used = limit(most);
        assert_eq!(used, width());
        // A processor without wider vectors repeats the narrower ones.
        println!("at most {most:?}: {used:?}");
        common::reproducible::the_same_bits_everywhere();
    }
}
