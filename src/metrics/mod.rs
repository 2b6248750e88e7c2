//! What is measured: one metric a file. All of them look, none of them changes anything.

mod cosine;
mod snr;
mod tally;

pub use cosine::cosine;
pub use snr::Snr;
pub use tally::{largest, Tally};
