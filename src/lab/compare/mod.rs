//! Comparisons: who is compared with whom, under which settings, by which measures.

pub mod choice;
pub mod comparison;
pub mod measure;
pub mod measures;
pub mod offer;
mod probe;
mod robustness;
pub mod scenario;
pub mod scenarios;
#[cfg(feature = "workshop")]
pub mod seen;
mod values;

pub use probe::{FeedbackAngles, Probe};
