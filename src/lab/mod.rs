//! Whole experiments: from a configuration, through a run, to a report.

#[cfg(feature = "workshop")]
pub mod bench;
pub mod chance;
pub mod choice;
pub mod comparison;
pub mod config;
mod curriculum;
mod evaluation;
#[cfg(feature = "workshop")]
pub mod exercise;
#[cfg(feature = "workshop")]
pub mod export;
pub mod field;
pub mod fields;
#[cfg(feature = "workshop")]
pub mod identify;
pub mod link;
pub mod measure;
pub mod measures;
pub mod offer;
pub mod outcome;
pub mod preset;
mod probe;
mod progress;
#[cfg(feature = "workshop")]
pub mod rehearsal;
pub mod report;
#[cfg(feature = "workshop")]
pub mod representations;
mod robustness;
pub mod run;
pub mod scenario;
pub mod scenarios;
mod setup;
#[cfg(feature = "workshop")]
pub mod snr;
#[cfg(feature = "workshop")]
pub mod variance;
mod weights;

pub use config::{Config, Plan};
pub use probe::{FeedbackAngles, Probe};
pub use run::Run;
