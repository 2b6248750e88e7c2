//! `cargo xtask bench`: how fast the built site trains in a real browser, beside others; `--growth` draws how that grows.

use crate::arguments::Arguments;
use crate::site::{self, Opt};
use crate::step::Outcome;
use crate::{paths, test};

/// Options of `cargo xtask bench`.
pub const OPTIONS: &str = "[--json] [--quick] [--growth]";

/// `cargo xtask bench`.
pub fn task(mut arguments: Arguments) -> Outcome<()> {
    let mut passed_on = Vec::new();
    for name in ["--json", "--quick", "--growth"] {
        if arguments.flag(name) {
            passed_on.push(name.to_string());
        }
    }
    arguments.finish(OPTIONS)?;
    site::build(&paths::dist(), Opt::Install)?;
    test::in_browser("bench.mjs", &passed_on)
}
