//! A training run: from a plan, in slices, to a report.

#[cfg(feature = "workshop")]
mod aside;
pub mod chance;
mod empty;
mod evaluation;
#[cfg(feature = "workshop")]
mod inner;
pub mod outcome;
mod progress;
pub mod report;
mod slices;
mod weights;

pub use slices::Run;
use slices::Stage;
