//! Metrics, one a file. All of them read, none of them changes anything.

mod alignment;
mod cosine;
mod norm;
mod singles;
mod snr;
mod spread;
mod tally;

pub use alignment::{angle, pseudo_inverse};
pub use cosine::{cosine, values};
pub use norm::{distance, norm};
pub use singles::Singles;
pub use snr::{noise_floor, ratio_decimals, Snr};
pub use spread::mean_and_sd;
pub use tally::{largest, Tally};
