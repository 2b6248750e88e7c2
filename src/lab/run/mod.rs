//! A training run: from a plan, in slices, to a report.

pub mod chance;
mod empty;
mod evaluation;
pub mod outcome;
mod progress;
pub mod report;
mod slices;
mod weights;

pub use slices::Run;
use slices::Stage;
