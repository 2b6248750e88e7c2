//! Whole experiments: from a configuration, through a run, to a report.

#[cfg(feature = "workshop")]
pub mod bench;
pub mod compare;
#[cfg(feature = "workshop")]
pub mod exercise;
#[cfg(feature = "workshop")]
pub mod experiments;
#[cfg(feature = "workshop")]
pub mod glass;
pub mod run;
pub mod settings;
pub mod training;
pub mod work;

pub use compare::{FeedbackAngles, Probe};
pub use run::Run;
pub use settings::{Config, Plan};
