//! The command line, asked as a user would, in one program; `output.rs` and `run.rs` beside it kill and time what they start.
#![cfg(not(target_arch = "wasm32"))]

mod analysis;
mod cli;
mod deeper;
mod golden;
mod quoted;
