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
mod weights;

pub mod variance;

pub use config::{Config, Plan};
pub use probe::FeedbackAngles;
pub use run::Run;
