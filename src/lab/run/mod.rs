//! A training run: from a plan, in slices, to a report.

pub mod chance;
mod curriculum;
mod evaluation;
pub mod outcome;
mod progress;
pub mod report;
pub(super) mod setup;
mod slices;
mod weights;

pub use slices::Run;
use slices::Stage;
