//! Whole experiments: from a configuration, through a run, to a report.

pub mod bench;
pub mod config;
mod evaluation;
pub mod field;
pub mod fields;
pub mod outcome;
pub mod preset;
mod probe;
mod progress;
pub mod race;
pub mod report;
pub mod run;
mod setup;
pub mod snr;
pub mod variance;
mod weights;

pub use config::{Config, Plan};
pub use probe::FeedbackAngles;
pub use run::Run;
