//! Rules as code, built at random from the language's own forms: the page and the command line stop at the same place with the same
//! words, or propose the same bits, and neither traps.

#[path = "../../fuzz/src/choices.rs"]
#[allow(dead_code, reason = "the fuzzer's targets use the rest")]
mod choices;
#[path = "../../fuzz/src/code.rs"]
mod code;

use rand::RngExt;

use super::hostile::answer;
use crate::common::test;
use microlearning::base::random::{stream, Stream};

/// Texts that are tried.
const TEXTS: u32 = 5000;

/// FNV-1a over words or numbers.
fn mixed(hash: u64, bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[test]
fn code_that_nobody_would_write_is_answered_in_the_same_way_everywhere() {
    let mut rng = stream(16, Stream::Probe);
    let (mut hash, mut accepted) = (0xcbf2_9ce4_8422_2325, 0);
    for _ in 0..TEXTS {
        let length = rng.random_range(4..60);
        let bytes: Vec<u8> = (0..length).map(|_| rng.random()).collect();
        // An update that is set makes more of it run to its end.
        let text = format!("dW = W\n{}", code::code(&mut choices::Choices(&bytes)));
        hash = match answer(&text) {
            Err(error) => mixed(hash, error.message.bytes()),
            Ok(out) => {
                accepted += 1;
                let numbers = out.delta.iter().flat_map(|delta| delta.w.iter());
                mixed(hash, numbers.flat_map(|value| value.to_le_bytes()))
            }
        };
    }
    assert!(accepted > TEXTS / 50, "only {accepted} of {TEXTS} ran to their end");
    #[cfg(not(feature = "f64"))]
    assert_eq!(hash, PINNED, "found {hash:#x}");
    #[cfg(target_arch = "wasm32")]
    assert!(core::arch::wasm32::memory_size::<0>() < 1 << 14, "more than a gigabyte is held");
}

#[cfg(not(feature = "f64"))]
const PINNED: u64 = 0x2054_1d67_42f1_1a76;
