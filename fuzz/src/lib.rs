//! Inputs of strangers, tried by the million: a target for each way in. Each takes any bytes, and panics if they are answered
//! with anything but a result or a sentence.
//!
//! `tests/tries.rs` tries a fixed number of inputs, the same everywhere; `cargo xtask fuzz` lets libFuzzer look for more.
#![cfg(not(target_arch = "wasm32"))]

pub mod choices;
pub mod code;
pub mod mutate;
pub mod targets;

use std::cell::RefCell;

use microlearning::base::error::Error;

/// One way in.
pub struct Target {
    /// Name, here and in `cargo xtask fuzz`.
    pub name: &'static str,
    /// Tries one input.
    pub run: fn(&[u8]),
    /// Inputs tried by `cargo test`: as many as take a second.
    pub tries: u32,
}

/// Every way in.
pub const ALL: [Target; 16] = [
    Target { name: "idx", run: targets::idx::target, tries: 40_000 },
    Target { name: "gzip", run: targets::gzip::target, tries: 10_000 },
    Target { name: "npz", run: targets::npz::target, tries: 40_000 },
    Target { name: "weights", run: targets::weights::target, tries: 1_000 },
    Target { name: "link", run: targets::link::target, tries: 40_000 },
    Target { name: "choice", run: targets::choice::target, tries: 2_000 },
    Target { name: "config", run: targets::config::target, tries: 10_000 },
    Target { name: "parse", run: targets::parse::target, tries: 40_000 },
    Target { name: "script", run: targets::script::target, tries: 10_000 },
    Target { name: "attempt", run: targets::attempt::target, tries: 40 },
    Target { name: "propose", run: targets::propose::target, tries: 40_000 },
    Target { name: "analyze", run: targets::analyze::target, tries: 10_000 },
    Target { name: "dissimilarities", run: targets::dissimilarities::target, tries: 20_000 },
    Target { name: "charts", run: targets::charts::target, tries: 2_000 },
    Target { name: "drawing", run: targets::drawing::target, tries: 20_000 },
    Target { name: "export", run: targets::export::target, tries: 20_000 },
];

thread_local! {
    /// Text that the target under way was last given.
    static INPUT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The longest message that people are shown.
const LONGEST: usize = 1020;

/// An answer must be a sentence that says what was wrong.
pub fn sentence(message: &str) {
    let length = message.chars().count();
    assert!((10..=LONGEST).contains(&length), "{length} characters: {message}");
    assert!(message.ends_with(['.', '?', '!', ']', ')']), "no sentence: {message}");
    // Words of the input itself may be told back. Escaped ones are not looked for.
    let of_input = |word: &str| {
        let core = word.trim_matches(|sign: char| !sign.is_alphabetic());
        INPUT.with_borrow(|text| text.contains(core) || text.contains('%'))
    };
    for word in ["panicked", "unwrap", "Some(", "None)", "Err("] {
        assert!(!message.contains(word) || of_input(word), "raw words: {message}");
    }
}

/// The same of an error, which also names a field.
pub fn told(error: &Error) {
    sentence(&error.message);
}
