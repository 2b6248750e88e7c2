//! A seed gives the bits that are pinned: natively, in every browser, and in Node.js.

use crate::common::reproducible::the_same_bits_everywhere;
use crate::common::test;

#[test]
fn a_seed_gives_the_bits_that_are_pinned() {
    the_same_bits_everywhere();
}
