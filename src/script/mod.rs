//! A small language for learning rules: a part of Python, with NumPy's signs for matrices.
//!
//! A script is run once for each batch and proposes an update, as every rule does. It can read the network, the batch
//! and the network's answer, and nothing else: there is no way out to the page or the machine. Steps, arithmetic and
//! memory are counted, so no script runs for ever. An error is a sentence with its line.
//!
//! An own language, because the smallest embedded one that was tried (Rhai 1.27 with the fewest features, optimised for
//! size) adds 166 kB of compressed WebAssembly, has Rust's syntax, and knows neither matrices nor their shapes.
//!
//! 1. `token`, `parse`, `expression`, `postfix` → `syntax`: text to statements
//! 2. [`declare`]: name, parameters and feedback weights, known before anything runs
//! 3. [`names`], [`machine`], `evaluate`, `algebra`, [`functions`]: running it, within a `budget`
//! 4. `outputs`, [`rule`]: what it leaves becomes a proposal

mod algebra;
mod budget;
pub mod declare;
mod evaluate;
pub mod examples;
mod expression;
mod fault;
pub mod functions;
mod look;
pub mod machine;
pub mod names;
mod outputs;
mod parse;
mod postfix;
pub mod rule;
mod syntax;
mod token;
mod value;

pub use declare::Script;
pub use fault::Fault;
pub use look::LOOK;
pub use rule::{of, CARD, CARDS};
